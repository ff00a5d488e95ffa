// The page of one queue.
import { html, useEffect, useState } from './preact.js';
import { sqs } from './api.js';
import { Chart } from './chart.js';
import { ConfirmName, notify } from './dialogs.js';
import { Errors, FIFO_QUEUE_ATTRIBUTES, QUEUE_ATTRIBUTES } from './fields.js';
import { count, duration, moment, nameOfArn, rate } from './format.js';
import { Poll, Send } from './messages.js';
import { Peek } from './peek.js';
import { Redrive } from './redrive.js';
import { AttributeEditor, PolicyEditor, Tabs, TagEditor } from './settings.js';
import { path, usePoll, useQueueNumbers } from './store.js';

const TABS = [
  ['overview', 'Overview'],
  ['peek', 'Peek'],
  ['send', 'Send'],
  ['receive', 'Receive'],
  ['attributes', 'Attributes'],
  ['policy', 'Policy'],
  ['tags', 'Tags'],
  ['redrive', 'Redrive'],
];

const GONE = new Set(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue']);

/** The queue `name`; `tab` is the part of the page that is open. */
export function Queue({ name, tab = 'overview' }) {
  const numbers = useQueueNumbers(name);
  const attributes = usePoll(
    async () =>
      (await sqs('GetQueueAttributes', { QueueUrl: name, AttributeNames: ['All'] })).Attributes,
    10000,
    [name],
  );
  const [asked, setAsked] = useState(null);
  const part = TABS.some(([id]) => id === tab) ? tab : 'overview';
  useEffect(() => {
    document.title = `${name} – Fanfare`;
  }, [name]);
  if (attributes.error && GONE.has(attributes.error.code)) {
    return html`<section class="page">
      <h1>${name}</h1>
      <${Errors} error=${attributes.error} />
      <p><a href=${path('queues')}>All queues</a></p>
    </section>`;
  }
  const fifo = name.endsWith('.fifo');
  return html`<section class="page">
    <div class="bar">
      <h1>${name} ${fifo && html`<small class="badge">FIFO</small>`}</h1>
      <button type="button" onClick=${() => setAsked('purge')}>Purge…</button>
      <button type="button" class="danger" onClick=${() => setAsked('delete')}>Delete…</button>
    </div>
    <${Errors} error=${attributes.error ?? numbers.error} />
    <${Numbers} queue=${numbers.data} />
    <${Tabs} label="Parts of the queue" tabs=${TABS} open=${part}
      to=${(id) => path('queues', name, id)} />
    ${content(part, { name, fifo, attributes, reload: numbers.reload })}
    ${asked && html`<${Asked} asked=${asked} name=${name} onClose=${() => setAsked(null)} />`}
  </section>`;
}

function content(part, { name, fifo, attributes, reload }) {
  const ready = attributes.data;
  switch (part) {
    case 'peek':
      return html`<${Peek} name=${name} />`;
    case 'send':
      return html`<${Send} name=${name} fifo=${fifo} onSent=${reload} />`;
    case 'receive':
      return html`<${Poll} name=${name} onChanged=${reload} />`;
    case 'attributes':
      return ready && html`<${Attributes} name=${name} fifo=${fifo} attributes=${attributes} />`;
    case 'policy':
      return (
        ready &&
        html`<${PolicyEditor}
          label="Access policy"
          policy=${ready.Policy ?? ''}
          onSave=${(Policy) => save(name, { Policy }, attributes.reload)}
        />`
      );
    case 'tags':
      return html`<${TagEditor}
        load=${async () => (await sqs('ListQueueTags', { QueueUrl: name })).Tags ?? {}}
        tag=${(Tags) => sqs('TagQueue', { QueueUrl: name, Tags })}
        untag=${(TagKeys) => sqs('UntagQueue', { QueueUrl: name, TagKeys })}
      />`;
    case 'redrive':
      return ready && html`<${Redrive} name=${name} arn=${ready.QueueArn} />`;
    default:
      return html`<${Overview} name=${name} attributes=${ready} />`;
  }
}

async function save(name, Attributes, then) {
  await sqs('SetQueueAttributes', { QueueUrl: name, Attributes });
  then();
}

function Numbers({ queue }) {
  const all = [
    ['Visible', count(queue?.Visible)],
    ['In flight', count(queue?.InFlight)],
    ['Delayed', count(queue?.Delayed)],
    ['Oldest', duration(queue?.OldestMessageAge)],
    ['Sent/s', rate(queue?.sentRate)],
    ['Received/s', rate(queue?.receivedRate)],
    ['Deleted/s', rate(queue?.deletedRate)],
  ];
  return html`<dl class="numbers">
    ${all.map(([title, value]) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function Overview({ name, attributes }) {
  const history = usePoll(() => sqs('GetQueueHistory', { QueueUrl: name }), 10000, [name]);
  return html`<div class="stack">
    <${Errors} error=${history.error} />
    <${Chart} history=${history.data} />
    ${attributes && html`<${Facts} attributes=${attributes} />`}
  </div>`;
}

function Facts({ attributes }) {
  const deadLetters = readRedrive(attributes.RedrivePolicy);
  const target = nameOfArn(deadLetters?.deadLetterTargetArn);
  return html`<dl class="facts">
    <dt>ARN</dt>
    <dd><code>${attributes.QueueArn}</code></dd>
    <dt>Created</dt>
    <dd>${moment(attributes.CreatedTimestamp * 1000)}</dd>
    <dt>Changed</dt>
    <dd>${moment(attributes.LastModifiedTimestamp * 1000)}</dd>
    <dt>Visibility timeout</dt>
    <dd>${duration(attributes.VisibilityTimeout)}</dd>
    <dt>Retention</dt>
    <dd>${duration(attributes.MessageRetentionPeriod)}</dd>
    <dt>Dead letters</dt>
    <dd>
      ${target
        ? html`to <a href=${path('queues', target)}>${target}</a> after
            ${` ${deadLetters.maxReceiveCount}`} receives`
        : 'nowhere'}
    </dd>
  </dl>`;
}

function readRedrive(policy) {
  try {
    return policy ? JSON.parse(policy) : null;
  } catch {
    return null;
  }
}

function Attributes({ name, fifo, attributes }) {
  const own = [...(fifo ? FIFO_QUEUE_ATTRIBUTES : []), ...QUEUE_ATTRIBUTES];
  return html`<${AttributeEditor}
    attributes=${own}
    current=${attributes.data}
    onSave=${(changed) => save(name, changed, attributes.reload)}
  />`;
}

function Asked({ asked, name, onClose }) {
  const purge = asked === 'purge';
  return html`<${ConfirmName}
    title=${purge ? 'Purge queue' : 'Delete queue'}
    name=${name}
    verb=${purge ? 'Purge' : 'Delete'}
    text=${purge
      ? 'All messages of the queue are deleted, those in flight too.'
      : 'The queue and all its messages are deleted.'}
    onDo=${async () => {
      await sqs(purge ? 'PurgeQueue' : 'DeleteQueue', { QueueUrl: name });
      notify(`${name} was ${purge ? 'purged' : 'deleted'}.`);
      if (!purge) {
        location.hash = path('queues');
      }
    }}
    onClose=${onClose}
  />`;
}
