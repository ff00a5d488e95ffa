// The list of queues, and the dialog that makes one.
import { html, useEffect, useMemo, useState } from './preact.js';
import { sqs } from './api.js';
import { Actions, Dialog, notify, useAction } from './dialogs.js';
import {
  AttributeFields,
  Errors,
  Field,
  FIFO_QUEUE_ATTRIBUTES,
  QUEUE_ATTRIBUTES,
  changes,
  fieldOf,
} from './fields.js';
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
  const [name, setName] = useState('');
  const [fifo, setFifo] = useState(false);
  const [values, setValues] = useState({});
  const { busy, error, run } = useAction();
  const attributes = [
    ...(fifo ? FIFO_QUEUE_ATTRIBUTES : []),
    ...QUEUE_ATTRIBUTES,
    { name: 'Policy', type: 'area', hint: 'Who may do what, in JSON' },
  ];
  const about = fieldOf(error, ['QueueName', ...attributes.map((one) => one.name)]);
  const full = fifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
  const submit = (event) => {
    event.preventDefault();
    const Attributes = { ...changes(values), ...(fifo ? { FifoQueue: 'true' } : {}) };
    run(
      () => sqs('CreateQueue', { QueueName: full, Attributes }),
      () => onDone(full),
    );
  };
  return html`<${Dialog} title="Create queue" wide onClose=${onClose}>
    <form onSubmit=${submit}>
      <${Field}
        name="QueueName"
        label="Name"
        hint=${fifo ? 'It ends in .fifo' : 'Letters, digits, hyphens and underscores'}
        value=${name}
        error=${about === 'QueueName' ? error : null}
        onChange=${setName}
      />
      <${Field} name="FifoQueue" type="check" label="FIFO" value=${fifo} onChange=${setFifo} />
      <details open=${Boolean(about && about !== 'QueueName') || undefined}>
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
