// The page of one topic.
import { html, useEffect, useState } from './preact.js';
import { sns } from './api.js';
import { ConfirmName, notify } from './dialogs.js';
import { Errors, FIFO_TOPIC_ATTRIBUTES, TOPIC_ATTRIBUTES } from './fields.js';
import { count, nameOfArn } from './format.js';
import { Publish } from './publish.js';
import { AttributeEditor, PolicyEditor, Tabs, TagEditor } from './settings.js';
import { path, usePoll } from './store.js';
import { Subscriptions } from './subscriptions.js';
import { list, map } from './xml.js';

const TABS = [
  ['subscriptions', 'Subscriptions'],
  ['publish', 'Publish'],
  ['attributes', 'Attributes'],
  ['policy', 'Policy'],
  ['protection', 'Data protection'],
  ['tags', 'Tags'],
];

/** The topic `arn`; `tab` is the part of the page that is open. */
export function Topic({ arn, tab = 'subscriptions' }) {
  const name = nameOfArn(arn);
  const attributes = usePoll(
    async () => map((await sns('GetTopicAttributes', { TopicArn: arn })).Attributes),
    5000,
    [arn],
  );
  const [deleting, setDeleting] = useState(false);
  const part = TABS.some(([id]) => id === tab) ? tab : 'subscriptions';
  useEffect(() => {
    document.title = `${name} – Fanfare`;
  }, [name]);
  if (attributes.error?.code === 'NotFound') {
    return html`<section class="page">
      <h1>${name}</h1>
      <${Errors} error=${attributes.error} />
      <p><a href=${path('topics')}>All topics</a></p>
    </section>`;
  }
  const fifo = name.endsWith('.fifo');
  return html`<section class="page">
    <div class="bar">
      <h1>${name} ${fifo && html`<small class="badge">FIFO</small>`}</h1>
      <button type="button" class="danger" onClick=${() => setDeleting(true)}>Delete…</button>
    </div>
    <${Errors} error=${attributes.error} />
    <${Numbers} attributes=${attributes.data} />
    <p class="arn"><code>${arn}</code></p>
    <${Tabs} label="Parts of the topic" tabs=${TABS} open=${part}
      to=${(id) => path('topics', arn, id)} />
    ${content(part, { arn, fifo, attributes })}
    ${deleting &&
    html`<${ConfirmName}
      title="Delete topic"
      name=${name}
      verb="Delete"
      text="The topic and all its subscriptions are deleted."
      onDo=${async () => {
        await sns('DeleteTopic', { TopicArn: arn });
        notify(`${name} was deleted.`);
        location.hash = path('topics');
      }}
      onClose=${() => setDeleting(false)}
    />`}
  </section>`;
}

function Numbers({ attributes }) {
  const all = [
    ['Confirmed', 'SubscriptionsConfirmed'],
    ['Pending', 'SubscriptionsPending'],
    ['Ended', 'SubscriptionsDeleted'],
  ];
  return html`<dl class="numbers">
    ${all.map(
      ([title, of]) => html`<div><dt>${title}</dt><dd>${count(attributes?.[of])}</dd></div>`,
    )}
  </dl>`;
}

function content(part, { arn, fifo, attributes }) {
  const ready = attributes.data;
  switch (part) {
    case 'publish':
      return html`<${Publish} arn=${arn} fifo=${fifo} />`;
    case 'attributes':
      return (
        ready &&
        html`<${AttributeEditor}
          attributes=${[...(fifo ? FIFO_TOPIC_ATTRIBUTES : []), ...TOPIC_ATTRIBUTES]}
          current=${ready}
          onSave=${(changed) => save(arn, changed, attributes.reload)}
        />`
      );
    case 'policy':
      return (
        ready &&
        html`<${PolicyEditor}
          label="Access policy"
          policy=${ready.Policy ?? ''}
          onSave=${(Policy) => save(arn, { Policy }, attributes.reload)}
        />`
      );
    case 'protection':
      return html`<${Protection} arn=${arn} />`;
    case 'tags':
      return html`<${TagEditor}
        load=${() => tags(arn)}
        tag=${(added) =>
          sns('TagResource', {
            ResourceArn: arn,
            Tags: Object.entries(added).map(([Key, Value]) => ({ Key, Value })),
          })}
        untag=${(TagKeys) => sns('UntagResource', { ResourceArn: arn, TagKeys })}
      />`;
    default:
      return html`<${Subscriptions} topic=${arn} onChanged=${attributes.reload} />`;
  }
}

async function tags(arn) {
  const { Tags } = await sns('ListTagsForResource', { ResourceArn: arn });
  return Object.fromEntries(list(Tags).map(({ Key, Value }) => [Key, Value]));
}

/* One attribute after the other, as AWS has it: what is before a refused one is set. */
async function save(arn, changed, then) {
  try {
    for (const [AttributeName, AttributeValue] of Object.entries(changed)) {
      await sns('SetTopicAttributes', { TopicArn: arn, AttributeName, AttributeValue });
    }
  } finally {
    then();
  }
}

function Protection({ arn }) {
  const policy = usePoll(
    async () =>
      (await sns('GetDataProtectionPolicy', { ResourceArn: arn })).DataProtectionPolicy ?? '',
    30000,
    [arn],
  );
  if (policy.data === null) {
    return html`<${Errors} error=${policy.error} />`;
  }
  return html`<${PolicyEditor}
    label="Data protection policy"
    policy=${policy.data}
    onSave=${async (DataProtectionPolicy) => {
      await sns('PutDataProtectionPolicy', { ResourceArn: arn, DataProtectionPolicy });
      policy.reload();
    }}
  />`;
}
