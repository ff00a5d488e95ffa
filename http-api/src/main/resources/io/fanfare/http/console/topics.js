// The list of topics, and the dialog that makes one.
import { html, useEffect, useMemo, useRef, useState } from './preact.js';
import { sns, snsPages } from './api.js';
import { Actions, Dialog, notify, useAction } from './dialogs.js';
import {
  AttributeFields,
  Errors,
  FIFO_TOPIC_ATTRIBUTES,
  Field,
  TOPIC_ATTRIBUTES,
  changes,
  fieldOf,
} from './fields.js';
import { count, nameOfArn } from './format.js';
import { LongTable } from './list.js';
import { path, usePoll } from './store.js';
import { map } from './xml.js';

const FRESH_MILLIS = 10000;
const AT_ONCE = 4;

/** The page of all topics. */
export function Topics() {
  const topics = usePoll(
    async () => {
      const all = await snsPages('ListTopics', {}, 'Topics');
      return all
        .map(({ TopicArn }) => ({ arn: TopicArn, name: nameOfArn(TopicArn) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    10000,
    [],
  );
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  useEffect(() => {
    document.title = 'Topics – Fanfare';
  }, []);
  const rows = topics.data ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () => rows.filter((topic) => topic.name.toLowerCase().includes(wanted)),
    [topics.data, wanted],
  );
  return html`<section class="page list">
    <div class="bar">
      <h1>Topics <small>${wanted ? `${shown.length} of ${rows.length}` : rows.length}</small></h1>
      <input
        type="search"
        aria-label="Search topics"
        placeholder="Search"
        value=${search}
        onInput=${(event) => setSearch(event.currentTarget.value)}
      />
      <button type="button" class="primary" onClick=${() => setCreating(true)}>
        Create topic…
      </button>
    </div>
    <${Errors} error=${topics.error} />
    ${topics.data && rows.length === 0
      ? html`<p class="empty">There are no topics yet.</p>`
      : html`<${LongTable} label="Topics" columns=${COLUMNS} rows=${shown} id="arn" />`}
    ${creating &&
    html`<${CreateTopic}
      onClose=${() => setCreating(false)}
      onDone=${(arn) => {
        notify(`${nameOfArn(arn)} was created.`);
        location.hash = path('topics', arn);
      }}
    />`}
  </section>`;
}

const COLUMNS = [
  {
    title: 'Name',
    kind: 'name',
    cell: ({ arn, name }) => html`<a href=${path('topics', arn)}>${name}</a>`,
  },
  {
    title: 'Subscriptions',
    kind: 'number',
    cell: ({ arn }) => html`<${Amount} arn=${arn} name="SubscriptionsConfirmed" />`,
  },
  {
    title: 'Pending',
    kind: 'number',
    cell: ({ arn }) => html`<${Amount} arn=${arn} name="SubscriptionsPending" />`,
  },
];

/* What the topics that are seen say of themselves; some are asked at a time. */
const known = new Map();
const waiting = [];
let asking = 0;

function attributesOf(arn) {
  const before = known.get(arn);
  if (before && performance.now() - before.at < FRESH_MILLIS) {
    return before.promise;
  }
  const promise = new Promise((resolve) => waiting.push({ arn, resolve }));
  known.set(arn, { at: performance.now(), promise });
  ask();
  return promise;
}

async function ask() {
  if (asking >= AT_ONCE || waiting.length === 0) {
    return;
  }
  asking += 1;
  const { arn, resolve } = waiting.pop();
  try {
    resolve(map((await sns('GetTopicAttributes', { TopicArn: arn })).Attributes));
  } catch {
    resolve({});
  }
  asking -= 1;
  ask();
}

function Amount({ arn, name }) {
  const [amount, setAmount] = useState();
  const current = useRef();
  current.current = arn;
  useEffect(() => {
    const look = async () => {
      if (!document.hidden) {
        const attributes = await attributesOf(arn);
        if (current.current === arn) {
          setAmount(attributes[name]);
        }
      }
    };
    look();
    const timer = setInterval(look, FRESH_MILLIS);
    return () => {
      current.current = undefined;
      clearInterval(timer);
    };
  }, [arn]);
  return count(amount);
}

function CreateTopic({ onDone, onClose }) {
  const [name, setName] = useState('');
  const [fifo, setFifo] = useState(false);
  const [values, setValues] = useState({});
  const { busy, error, run } = useAction();
  const attributes = [
    ...(fifo ? FIFO_TOPIC_ATTRIBUTES : []),
    ...TOPIC_ATTRIBUTES.filter((one) => !one.rare),
    { name: 'Policy', type: 'area', hint: 'Who may do what, in JSON' },
  ];
  const about = fieldOf(error, ['TopicName', ...attributes.map((one) => one.name)]);
  const full = fifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
  const submit = (event) => {
    event.preventDefault();
    const Attributes = { ...changes(values), ...(fifo ? { FifoTopic: 'true' } : {}) };
    run(
      () => sns('CreateTopic', { Name: full, Attributes }),
      ({ TopicArn }) => onDone(TopicArn),
    );
  };
  return html`<${Dialog} title="Create topic" wide onClose=${onClose}>
    <form onSubmit=${submit}>
      <${Field}
        name="TopicName"
        label="Name"
        hint=${fifo ? 'It ends in .fifo' : 'Letters, digits, hyphens and underscores'}
        value=${name}
        error=${about === 'TopicName' ? error : null}
        onChange=${setName}
      />
      <${Field} name="FifoTopic" type="check" label="FIFO" value=${fifo} onChange=${setFifo} />
      <details open=${Boolean(about && about !== 'TopicName') || undefined}>
        <summary>Attributes</summary>
        <${AttributeFields}
          attributes=${attributes}
          values=${values}
          error=${error}
          onChange=${setValues}
        />
      </details>
      <${Actions}
        error=${about ? null : error}
        busy=${busy}
        verb="Create"
        disabled=${!name}
        onCancel=${onClose}
      />
    </form>
  <//>`;
}
