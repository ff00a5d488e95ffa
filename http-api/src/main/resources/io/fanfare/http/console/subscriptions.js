// The subscriptions of a topic: how they are, and how they are made, changed and ended.
import { html, useEffect, useMemo, useRef, useState } from './preact.js';
import { sns, snsPages } from './api.js';
import { Actions, Dialog, notify, useAction } from './dialogs.js';
import {
  AttributeFields,
  Errors,
  Field,
  SUBSCRIPTION_ATTRIBUTES,
  changes,
  fieldOf,
} from './fields.js';
import { count, endpoint as short, known, moment, pretty } from './format.js';
import { LongTable } from './list.js';
import { usePoll } from './store.js';
import { map } from './xml.js';

const PAGE = 100;
/* How many pages are looked at, and how many more when asked. */
const PAGES = 10;
const PROTOCOLS = [
  'sqs',
  'http',
  'https',
  'lambda',
  'firehose',
  'application',
  'sms',
  'email',
  'email-json',
];
const HINTS = {
  sqs: 'The ARN of a queue',
  lambda: 'The ARN of a function',
  firehose: 'The ARN of a delivery stream',
  application: 'The ARN of an endpoint',
  sms: 'A phone number',
  http: 'A URL, which has to confirm',
  https: 'A URL, which has to confirm',
};
const POLICIES = new Set(['FilterPolicy', 'RedrivePolicy', 'DeliveryPolicy', 'ReplayPolicy']);

/** The part of a topic's page with its subscriptions. */
export function Subscriptions({ topic, onChanged }) {
  const most = useRef(PAGES);
  const all = usePoll(
    () => snsPages('DescribeSubscriptions', { TopicArn: topic }, 'Subscriptions', most.current),
    3000,
    [topic],
  );
  const [open, setOpen] = useState(null);
  const changed = () => {
    setOpen(null);
    all.reload();
    onChanged();
  };
  const more = () => {
    most.current = all.data.all.length / PAGE + PAGES;
    all.reload();
  };
  const rows = useMemo(
    () => (all.data?.all ?? []).map((one, i) => ({ ...one, id: `${one.SubscriptionArn} ${i}` })),
    [all.data],
  );
  return html`<div class="stack">
    <div class="bar">
      <span />
      <button type="button" class="primary" onClick=${() => setOpen('new')}>Subscribe…</button>
    </div>
    <${Errors} error=${all.error} />
    ${all.data &&
    (rows.length === 0
      ? html`<p class="empty">Nobody has subscribed yet.</p>`
      : html`<${LongTable} label="Subscriptions" id="id" rows=${rows}
          columns=${columns(setOpen)} />`)}
    ${all.data?.more &&
    html`<footer>
      <span>The first ${count(rows.length)}</span>
      <button type="button" onClick=${more}>More</button>
    </footer>`}
    ${open === 'new' &&
    html`<${Subscribe} topic=${topic} onDone=${changed} onClose=${() => setOpen(null)} />`}
    ${open &&
    open !== 'new' &&
    html`<${Change} subscription=${open} topic=${topic} onDone=${changed}
      onClose=${() => setOpen(null)} />`}
  </div>`;
}

const is = (flag) => String(flag) === 'true';

const columns = (open) => [
  {
    title: 'Endpoint',
    kind: 'name',
    cell: (one) => html`<button type="button" class="link" title=${one.Endpoint}
      onClick=${() => open(one)}>${short(one.Endpoint)}</button>`,
  },
  { title: 'Protocol', kind: 'word', cell: (one) => one.Protocol },
  {
    title: 'State',
    kind: 'word',
    cell: (one) => html`${is(one.Pending)
        ? html`<span class="state delayed">pending</span>`
        : html`<span class="state visible">confirmed</span>`}
      ${is(one.HasFilter) && html` <span class="state">filter</span>`}
      ${is(one.RawMessageDelivery) && html` <span class="state">raw</span>`}`,
  },
  { title: 'Waiting', kind: 'number', cell: (one) => count(one.Waiting) },
  { title: 'Delivered', kind: 'number less', cell: (one) => count(one.Delivered) },
  { title: 'Failed', kind: 'number less', cell: (one) => count(one.Failed) },
  { title: 'Last error', kind: 'text', cell: (one) => lastError(one.LastError) },
];

function lastError(error) {
  return (
    error?.Time &&
    html`<span class="refusal" title=${moment(error.Time)}>${said(error)}</span>`
  );
}

const said = ({ Status, Message }) => [Status, Message].filter(known).join(' ');

function Subscribe({ topic, onDone, onClose }) {
  const [protocol, setProtocol] = useState('sqs');
  const [endpoint, setEndpoint] = useState('');
  const [values, setValues] = useState({});
  const { busy, error, run } = useAction();
  const names = SUBSCRIPTION_ATTRIBUTES.map((one) => one.name);
  const about = fieldOf(error, ['Endpoint', 'Protocol', ...names]);
  const submit = (event) => {
    event.preventDefault();
    run(
      () =>
        sns('Subscribe', {
          TopicArn: topic,
          Protocol: protocol,
          Endpoint: endpoint.trim(),
          Attributes: changes(values),
          ReturnSubscriptionArn: true,
        }),
      () => {
        notify('Subscribed.');
        onDone();
      },
    );
  };
  return html`<${Dialog} title="Subscribe" wide onClose=${onClose}>
    <form onSubmit=${submit}>
      <div class="fields">
        <${Field} name="Protocol" label="Protocol" type=${PROTOCOLS} value=${protocol}
          error=${about === 'Protocol' ? error : null} onChange=${setProtocol} />
        <${Field} name="Endpoint" label="Endpoint" value=${endpoint} hint=${HINTS[protocol]}
          error=${about === 'Endpoint' ? error : null} onChange=${setEndpoint} />
      </div>
      <${AttributeFields} attributes=${SUBSCRIPTION_ATTRIBUTES} values=${values} error=${error}
        onChange=${setValues} />
      <${Actions} error=${about ? null : error} busy=${busy} verb="Subscribe"
        disabled=${!endpoint.trim()} onCancel=${onClose} />
    </form>
  <//>`;
}

function Change({ subscription, topic, onDone, onClose }) {
  const arn = subscription.SubscriptionArn;
  const pending = is(subscription.Pending);
  const [current, setCurrent] = useState(null);
  const [values, setValues] = useState({});
  const [ending, setEnding] = useState(false);
  const { busy, error, run } = useAction();
  useEffect(() => {
    if (!arn.startsWith('arn:')) {
      return;
    }
    run(async () => setCurrent(await attributesOf(arn)));
  }, [arn]);
  const changed = changes(values, current ?? {});
  const about = fieldOf(error, SUBSCRIPTION_ATTRIBUTES.map((one) => one.name));
  const submit = (event) => {
    event.preventDefault();
    run(
      async () => {
        try {
          await save(arn, changed);
        } catch (refusal) {
          await attributesOf(arn).then(setCurrent, () => {});
          throw refusal;
        }
      },
      () => {
        notify('Saved.');
        onDone();
      },
    );
  };
  if (ending) {
    return html`<${End} subscription=${subscription} onDone=${onDone}
      onClose=${() => setEnding(false)} />`;
  }
  return html`<${Dialog} title="Subscription" wide onClose=${onClose}>
    <p>${subscription.Protocol} <code>${subscription.Endpoint}</code></p>
    ${subscription.LastError?.Time &&
    html`<p class="refusal">
      ${moment(subscription.LastError.Time)}: ${said(subscription.LastError)}
    </p>`}
    ${pending && html`<${Confirm} topic=${topic} onDone=${onDone} />`}
    <form onSubmit=${submit}>
      ${current &&
      html`<${AttributeFields}
        attributes=${SUBSCRIPTION_ATTRIBUTES}
        values=${{ ...current, ...values }}
        error=${error}
        onChange=${(next) => setValues(changes(next, current))}
      />`}
      <${Errors} error=${about ? null : error} />
      <footer>
        <button type="button" class="danger" disabled=${busy} onClick=${() => setEnding(true)}>
          Unsubscribe…
        </button>
        <button class="primary" disabled=${busy || Object.keys(changed).length === 0}>Save</button>
      </footer>
    </form>
  <//>`;
}

/* What it would not be as before by being made anew: its attributes are gone. */
function End({ subscription, onDone, onClose }) {
  const { busy, error, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    run(
      () => sns('Unsubscribe', { SubscriptionArn: subscription.SubscriptionArn }),
      () => {
        notify('The subscription has ended.');
        onDone();
      },
    );
  };
  return html`<${Dialog} title="Unsubscribe" onClose=${onClose}>
    <form onSubmit=${submit}>
      <p>
        ${subscription.Protocol} <code>${subscription.Endpoint}</code> gets no more messages; its
        filter and its other attributes are deleted.
      </p>
      <${Actions} error=${error} busy=${busy} verb="Unsubscribe" danger onCancel=${onClose} />
    </form>
  <//>`;
}

/* The attributes that can be changed, as they are now. */
async function attributesOf(arn) {
  const input = { SubscriptionArn: arn };
  const all = map((await sns('GetSubscriptionAttributes', input)).Attributes);
  const shown = SUBSCRIPTION_ATTRIBUTES.filter(({ name }) => known(all[name])).map(({ name }) => [
    name,
    POLICIES.has(name) ? pretty(all[name]) : all[name],
  ]);
  return Object.fromEntries(shown);
}

/*
 * One after the other, as AWS has it: what is before a refused one is set. Filters of bodies may be
 * nested and those of attributes may not, so the wider scope comes first and the narrower one last.
 */
async function save(arn, { FilterPolicyScope, ...others }) {
  const scope = FilterPolicyScope === undefined ? [] : [['FilterPolicyScope', FilterPolicyScope]];
  const rest = Object.entries(others);
  const all = FilterPolicyScope === 'MessageBody' ? [...scope, ...rest] : [...rest, ...scope];
  for (const [AttributeName, AttributeValue] of all) {
    await sns('SetSubscriptionAttributes', { SubscriptionArn: arn, AttributeName, AttributeValue });
  }
}

/* Who cannot answer by a program has the token in the request to confirm. */
function Confirm({ topic, onDone }) {
  const [token, setToken] = useState('');
  const { busy, error, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    run(
      () => sns('ConfirmSubscription', { TopicArn: topic, Token: token.trim() }),
      () => {
        notify('Confirmed.');
        onDone();
      },
    );
  };
  return html`<form class="bar" onSubmit=${submit}>
    <${Field} name="Token" label="Token of the request to confirm" value=${token} error=${error}
      onChange=${setToken} />
    <button disabled=${busy || !token.trim()}>Confirm</button>
  </form>`;
}
