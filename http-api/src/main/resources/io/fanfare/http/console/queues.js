// The list of queues, and the dialog that makes one.
import { html, useEffect, useMemo, useState } from './preact.js';
import { sqs } from './api.js';
import { Create, notify } from './dialogs.js';
import { Errors, FIFO_QUEUE_ATTRIBUTES, QUEUE_ATTRIBUTES } from './fields.js';
import { duration, nameOfArn, rate, shortCount } from './format.js';
import { LongTable, sorted } from './list.js';
import { path, useQueueList } from './store.js';

const COLUMNS = [
  {
    title: 'Name',
    kind: 'name',
    by: 'QueueName',
    cell: (queue) => html`<a href=${path('queues', queue.QueueName)}>${queue.QueueName}</a>
      ${deadLetters(queue.DeadLetterQueue)}`,
  },
  numbers('Visible', 'Visible', shortCount),
  numbers('In flight', 'InFlight', shortCount, 'number less'),
  numbers('Delayed', 'Delayed', shortCount, 'number less'),
  numbers('Oldest', 'OldestMessageAge', (age) => duration(age, 1)),
  numbers('Sent/s', 'sentRate', rate),
  numbers('Received/s', 'receivedRate', rate, 'number less'),
  numbers('Deleted/s', 'deletedRate', rate, 'number less'),
];

function deadLetters(arn) {
  return arn && html`<small title=${arn}> ↪ ${nameOfArn(arn)}</small>`;
}

function numbers(title, by, shown, kind = 'number') {
  return { title, by, kind, cell: (queue) => shown(queue[by]) };
}

/** The page of all queues. */
export function Queues() {
  const list = useQueueList();
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState({ by: 'QueueName', down: false });
  const [creating, setCreating] = useState(false);
  useEffect(() => {
    document.title = 'Queues – Fanfare';
  }, []);
  const rows = list?.rows ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () => sorted(rows.filter((queue) => queue.QueueName.toLowerCase().includes(wanted)), sort),
    [rows, wanted, sort],
  );
  const amount = list?.complete ? `${rows.length}` : `${rows.length}…`;
  return html`<section class="page list">
    <div class="bar">
      <h1>Queues <small>${wanted ? `${shown.length} of ${amount}` : amount}</small></h1>
      <input
        type="search"
        aria-label="Search queues"
        placeholder="Search"
        value=${search}
        onInput=${(event) => setSearch(event.currentTarget.value)}
      />
      <button type="button" class="primary" onClick=${() => setCreating(true)}>
        Create queue…
      </button>
    </div>
    <${Errors} error=${list?.error} />
    ${list?.complete && rows.length === 0
      ? html`<p class="empty">There are no queues yet.</p>`
      : html`<${LongTable}
          label="Queues"
          columns=${COLUMNS}
          rows=${shown}
          id="QueueName"
          sort=${sort}
          onSort=${setSort}
          onLook=${(row) => {
            if (wanted === '' && sort.by === 'QueueName') {
              list?.look(sort.down ? Math.max(0, rows.length - 1 - row) : row);
            }
          }}
        />`}
    ${creating &&
    html`<${CreateQueue}
      onClose=${() => setCreating(false)}
      onDone=${(name) => {
        notify(`${name} was created.`);
        location.hash = path('queues', name);
      }}
    />`}
  </section>`;
}

function CreateQueue({ onDone, onClose }) {
  return html`<${Create}
    kind="Queue"
    attributes=${QUEUE_ATTRIBUTES}
    ofFifo=${FIFO_QUEUE_ATTRIBUTES}
    make=${(name, Attributes) => sqs('CreateQueue', { QueueName: name, Attributes })}
    onDone=${(made, name) => onDone(name)}
    onClose=${onClose}
  />`;
}
