// Publishes, and shows beforehand which subscriptions would get the message.
import { html, useEffect, useRef, useState } from './preact.js';
import { sns, snsPages } from './api.js';
import { Actions, notify, useAction } from './dialogs.js';
import { Field, fieldOf } from './fields.js';
import { count, endpoint } from './format.js';
import { Table } from './list.js';
import { AttributeEntries, areDistinct, given, messageAttributes } from './messages.js';

const PAUSE = 300;
const MOST_PAGES = 10;

/** The part of a topic's page that publishes. */
export function Publish({ arn, fifo }) {
  const [values, setValues] = useState({ Message: '' });
  const [structured, setStructured] = useState(false);
  const [entries, setEntries] = useState([]);
  const { busy, error, run } = useAction();
  const input = {
    TopicArn: arn,
    ...given(values),
    ...(structured ? { MessageStructure: 'json' } : {}),
    MessageAttributes: messageAttributes(entries),
  };
  const about = fieldOf(error, ['Subject', 'MessageGroupId', 'MessageDeduplicationId']);
  const field = (id, label, rest) => html`<${Field}
    name=${id}
    label=${label}
    value=${values[id] ?? ''}
    error=${about === id ? error : null}
    onChange=${(value) => setValues({ ...values, [id]: value })}
    ...${rest}
  />`;
  const submit = (event) => {
    event.preventDefault();
    run(
      () => sns('Publish', input),
      (published) => notify(`Published as ${published.MessageId}.`),
    );
  };
  return html`<div class="halves">
    <form class="stack" onSubmit=${submit}>
      ${field('Subject', 'Subject')} ${field('Message', 'Message', { type: 'area', rows: 8 })}
      <${Field} name="MessageStructure" type="check" label="Other texts for other protocols (JSON)"
        value=${structured} onChange=${setStructured} />
      ${fifo &&
      html`<div class="fields">
        ${field('MessageGroupId', 'Group')}
        ${field('MessageDeduplicationId', 'Deduplication id')}
      </div>`}
      <${AttributeEntries} entries=${entries} onChange=${setEntries} />
      <${Actions} error=${about ? null : error} busy=${busy} verb="Publish"
        disabled=${!values.Message || !areDistinct(entries)} />
    </form>
    <${Preview} input=${input} />
  </div>`;
}

/* Asked when nothing has changed for a moment, and once more for the last change. */
function Preview({ input }) {
  const [state, setState] = useState({});
  const turn = useRef(0);
  const asked = JSON.stringify(input);
  useEffect(() => {
    const own = (turn.current += 1);
    const isWanted = () => own === turn.current;
    const tell = (next) => isWanted() && setState(next);
    if (!input.Message) {
      tell({});
      return undefined;
    }
    const timer = setTimeout(
      () =>
        snsPages('PreviewPublish', input, 'Subscriptions', MOST_PAGES, isWanted).then(
          ({ all, more }) => tell({ subscriptions: all, more }),
          (error) => tell({ error }),
        ),
      PAUSE,
    );
    return () => {
      turn.current += 1;
      clearTimeout(timer);
    };
  }, [asked]);
  return html`<aside class="preview-of" aria-live="polite" aria-label="Who would get it">
    <h2>Who would get it</h2>
    ${state.subscriptions ? matches(state) : hint(state.error)}
  </aside>`;
}

const hint = (error) =>
  html`<p class="empty">${error ? error.message : 'Write a message to see.'}</p>`;

function matches({ subscriptions, more }) {
  const some = subscriptions.filter((one) => one.Matches === 'true').length;
  const all = `${more ? 'the first ' : ''}${count(subscriptions.length)}`;
  return html`<p>${count(some)} of ${all} subscriptions</p>
    <${Table} label="Subscriptions that match" id="SubscriptionArn" rows=${subscriptions}
      columns=${COLUMNS} empty="Nobody has subscribed yet." />`;
}

const COLUMNS = [
  {
    title: 'Matches',
    kind: 'word',
    cell: (one) =>
      one.Matches === 'true'
        ? html`<span class="state visible">yes</span>`
        : html`<span class="state">no</span>`,
  },
  { title: 'Protocol', kind: 'word', cell: (one) => one.Protocol },
  {
    title: 'Endpoint',
    kind: 'text',
    cell: (one) => html`<span title=${one.Endpoint}>${endpoint(one.Endpoint)}</span>`,
  },
];
