// The list of topics, and the dialog that makes one.
import { html, useEffect, useMemo, useState } from './preact.js';
import { sns, snsPages } from './api.js';
import { Create, notify } from './dialogs.js';
import { Errors, FIFO_TOPIC_ATTRIBUTES, TOPIC_ATTRIBUTES } from './fields.js';
import { count, nameOfArn } from './format.js';
import { LongTable } from './list.js';
import { path, repeat, usePoll } from './store.js';
import { map } from './xml.js';

const FRESH_MILLIS = 10000;
const TURN_MILLIS = 2000;
const AT_ONCE = 4;

/** The page of all topics. */
export function Topics() {
  const topics = usePoll(
    async () => {
      const { all } = await snsPages('ListTopics', {}, 'Topics');
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
  const amounts = useMemo(() => new Amounts(), []);
  const columns = useMemo(() => columnsWith(amounts), []);
  useEffect(() => repeat(() => amounts.ask(), TURN_MILLIS).stop, []);
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
      : html`<${LongTable} label="Topics" columns=${columns} rows=${shown} id="arn" />`}
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

const columnsWith = (amounts) => [
  {
    title: 'Name',
    kind: 'name',
    cell: ({ arn, name }) => html`<a href=${path('topics', arn)}>${name}</a>`,
  },
  {
    title: 'Subscriptions',
    kind: 'number',
    cell: ({ arn }) => html`<${Amount} of=${amounts} arn=${arn} name="SubscriptionsConfirmed" />`,
  },
  {
    title: 'Pending',
    kind: 'number',
    cell: ({ arn }) => html`<${Amount} of=${amounts} arn=${arn} name="SubscriptionsPending" />`,
  },
];

/* What the topics that are seen say of themselves, of which some are asked at a time. */
class Amounts {
  #seen = new Map();
  #asking = 0;

  /** Tells what the topic says, until what is returned is called. */
  see(arn, tell) {
    const one = this.#seen.get(arn) ?? { arn, tells: new Set(), at: -Infinity };
    this.#seen.set(arn, one);
    one.tells.add(tell);
    if (one.attributes) {
      tell(one.attributes);
    }
    this.ask();
    return () => {
      one.tells.delete(tell);
      if (one.tells.size === 0 && this.#seen.get(arn) === one) {
        this.#seen.delete(arn);
      }
    };
  }

  /** Asks those whose answer is old or missing. */
  ask() {
    const old = performance.now() - FRESH_MILLIS;
    for (const one of this.#seen.values()) {
      if (document.hidden || this.#asking >= AT_ONCE) {
        return;
      }
      if (one.at < old) {
        this.#one(one);
      }
    }
  }

  async #one(one) {
    one.at = Infinity;
    this.#asking += 1;
    try {
      one.attributes = map((await sns('GetTopicAttributes', { TopicArn: one.arn })).Attributes);
    } catch {
      one.attributes ??= {};
    }
    one.at = performance.now();
    this.#asking -= 1;
    one.tells.forEach((tell) => tell(one.attributes));
    this.ask();
  }
}

function Amount({ of, arn, name }) {
  const [attributes, setAttributes] = useState({});
  useEffect(() => {
    setAttributes({});
    return of.see(arn, setAttributes);
  }, [of, arn]);
  return count(attributes[name]);
}

function CreateTopic({ onDone, onClose }) {
  return html`<${Create}
    kind="Topic"
    attributes=${TOPIC_ATTRIBUTES.filter((one) => !one.rare)}
    ofFifo=${FIFO_TOPIC_ATTRIBUTES}
    make=${(name, Attributes) => sns('CreateTopic', { Name: name, Attributes })}
    onDone=${({ TopicArn }) => onDone(TopicArn)}
    onClose=${onClose}
  />`;
}
