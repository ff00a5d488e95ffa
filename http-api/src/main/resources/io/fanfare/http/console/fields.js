// Fields of forms, and the attributes that queues, topics and subscriptions have as fields.
import { html, useState } from './preact.js';

let fields = 0;

/**
 * A field with its label, its hint and what the broker has against its value.
 *
 * @param type `text`, `area`, `check`, another type of input, or values to choose from, which may
 *     have texts: `[value, text]`
 */
export function Field({ name, label, hint, value, error, onChange, type = 'text', ...rest }) {
  const [id] = useState(() => `field-${(fields += 1)}`);
  const common = {
    id,
    name,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': hint || error ? `${id}-more` : undefined,
    ...rest,
  };
  const set = (event) => onChange(event.currentTarget.value);
  const check = (event) => onChange(event.currentTarget.checked);
  const more = (hint || error) &&
    html`<small id="${id}-more">
      ${error && html`<span class="refusal">${error.message} </span>`}${hint}
    </small>`;
  if (type === 'check') {
    return html`<div class="field check">
      <label>
        <input type="checkbox" ...${common} checked=${value} onChange=${check} /> ${label}
      </label>
      ${more}
    </div>`;
  }
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control(type, common, value, set)} ${more}
  </div>`;
}

function control(type, common, value, set) {
  if (type === 'area') {
    return html`<textarea spellcheck="false" rows="5" ...${common} value=${value} onInput=${set}>
    </textarea>`;
  }
  if (Array.isArray(type)) {
    return html`<select ...${common} value=${value} onChange=${set}>
      ${type.map((one) => {
        const [id, text] = Array.isArray(one) ? one : [one, one || '(unset)'];
        return html`<option value=${id} selected=${id === value}>${text}</option>`;
      })}
    </select>`;
  }
  return html`<input
    type=${type}
    autocomplete="off"
    spellcheck="false"
    ...${common}
    value=${value}
    onInput=${set}
  />`;
}

/** A refusal, if there is one. */
export const Errors = ({ error }) =>
  error &&
  html`<p class="refusal" role="alert">
    ${error.message}${error.code && html` <code>${error.code}</code>`}
  </p>`;

/** Which of the fields `names` a refusal is about, as it says; who may not is told so of none. */
export function fieldOf(error, names) {
  if (!error || error.status === 403) {
    return null;
  }
  const said = error.message
    .replace(/(Queue|Topic) name/gi, '$1Name')
    .replace(/^Can only include alphanumeric/, 'QueueName: $&');
  return (
    names
      .filter((name) => new RegExp(`(^|[^a-z])${name}([^a-z]|$)`, 'i').test(said))
      .sort((a, b) => b.length - a.length)[0] ?? null
  );
}

/** Fields for `attributes`; one that is a group has a heading. */
export function AttributeFields({ attributes, values, error, fixed, onChange }) {
  const about = fieldOf(error, attributes.map((one) => one.name));
  return html`<div class="fields">
    ${attributes.map(
      (one) => html`<${Field}
        key=${one.name}
        name=${one.name}
        label=${one.name}
        hint=${one.hint}
        type=${one.type ?? 'text'}
        rows=${one.type === 'area' ? 3 : undefined}
        value=${values[one.name] ?? ''}
        disabled=${fixed && one.fixed}
        error=${about === one.name ? error : null}
        onChange=${(value) => onChange({ ...values, [one.name]: value })}
      />`,
    )}
  </div>`;
}

/** Of `values` what differs from `before`. */
export function changes(values, before = {}) {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, String(value)])
      .filter(([name, value]) => value !== (before[name] ?? '')),
  );
}

const FLAG = ['', 'true', 'false'];
const seconds = (from, to) => `Seconds, ${from} to ${to}`;

/** What a queue can have, as AWS names it. */
export const QUEUE_ATTRIBUTES = [
  { name: 'VisibilityTimeout', hint: `${seconds(0, 43200)}; 30 when unset` },
  { name: 'MessageRetentionPeriod', hint: `${seconds(60, 1209600)}; four days when unset` },
  { name: 'DelaySeconds', hint: seconds(0, 900) },
  { name: 'MaximumDelaySeconds', hint: `${seconds(900, 1209600)}; beyond AWS` },
  { name: 'ReceiveMessageWaitTimeSeconds', hint: seconds(0, 20) },
  { name: 'MaximumMessageSize', hint: 'Bytes, 1024 to 1048576' },
  { name: 'BackoffInitialSeconds', hint: `${seconds(0, 43200)}; beyond AWS` },
  { name: 'BackoffFactor', hint: '1 to 10; beyond AWS' },
  { name: 'BackoffMaximumSeconds', hint: `${seconds(1, 43200)}; beyond AWS` },
  { name: 'SqsManagedSseEnabled', type: FLAG, hint: 'Encryption' },
  { name: 'KmsMasterKeyId', hint: 'Encryption with a key of its own' },
  { name: 'KmsDataKeyReusePeriodSeconds', hint: seconds(60, 86400) },
  {
    name: 'RedrivePolicy',
    type: 'area',
    hint: '{"deadLetterTargetArn": "arn:aws:sqs:…", "maxReceiveCount": 5}',
  },
  {
    name: 'RedriveAllowPolicy',
    type: 'area',
    hint: 'Whose dead letters it takes: {"redrivePermission": "allowAll"}',
  },
];

export const FIFO_QUEUE_ATTRIBUTES = [
  { name: 'ContentBasedDeduplication', type: FLAG },
  { name: 'DeduplicationScope', type: ['', 'queue', 'messageGroup'] },
  { name: 'FifoThroughputLimit', type: ['', 'perQueue', 'perMessageGroupId'] },
];

const FEEDBACK = ['HTTP', 'Firehose', 'Lambda', 'Application', 'SQS'].flatMap((protocol) => [
  { name: `${protocol}SuccessFeedbackRoleArn`, rare: true },
  { name: `${protocol}SuccessFeedbackSampleRate`, hint: '0 to 100', rare: true },
  { name: `${protocol}FailureFeedbackRoleArn`, rare: true },
]);

/** What a topic can have. */
export const TOPIC_ATTRIBUTES = [
  { name: 'DisplayName', hint: 'Up to 100 characters' },
  { name: 'KmsMasterKeyId', hint: 'Encryption' },
  { name: 'SignatureVersion', type: ['', '1', '2'] },
  { name: 'MaximumMessageSize', hint: 'Bytes, 1024 to 1048576' },
  { name: 'TracingConfig', type: ['', 'PassThrough', 'Active'] },
  { name: 'DeliveryPolicy', type: 'area', hint: 'How deliveries over HTTP are tried again' },
  ...FEEDBACK,
];

export const FIFO_TOPIC_ATTRIBUTES = [
  { name: 'ContentBasedDeduplication', type: FLAG },
  { name: 'FifoThroughputScope', type: ['', 'Topic', 'MessageGroup'] },
  { name: 'ArchivePolicy', type: 'area', hint: '{"MessageRetentionPeriod": "30"}, in days' },
];

/** What a subscription can have. */
export const SUBSCRIPTION_ATTRIBUTES = [
  {
    name: 'FilterPolicy',
    type: 'area',
    hint: 'Which messages it gets, such as {"colour": ["red"]}; all when empty',
  },
  { name: 'FilterPolicyScope', type: ['', 'MessageAttributes', 'MessageBody'] },
  { name: 'RawMessageDelivery', type: FLAG, hint: 'Without the envelope' },
  { name: 'RedrivePolicy', type: 'area', hint: '{"deadLetterTargetArn": "arn:aws:sqs:…"}' },
  { name: 'DeliveryPolicy', type: 'area', hint: 'How deliveries are tried again' },
  { name: 'SubscriptionRoleArn', hint: 'Of firehose only' },
  { name: 'ReplayPolicy', type: 'area', hint: 'Of topics with an archive' },
];
