// Moves dead letters back, and shows how far that is.
import { html, useState } from './preact.js';
import { sqs } from './api.js';
import { Actions, notify, useAction } from './dialogs.js';
import { Errors, Field, fieldOf } from './fields.js';
import { count, moment, nameOfArn } from './format.js';
import { Table } from './list.js';
import { given, number } from './messages.js';
import { path, usePoll } from './store.js';

/** The part of a queue's page for the dead letters of other queues that are in it. */
export function Redrive({ name, arn }) {
  const sources = usePoll(
    async () => (await sqs('ListDeadLetterSourceQueues', { QueueUrl: name })).queueUrls ?? [],
    10000,
    [name],
  );
  const tasks = usePoll(
    async () =>
      (await sqs('ListMessageMoveTasks', { SourceArn: arn, MaxResults: 10 })).Results ?? [],
    1000,
    [arn],
  );
  const cancel = useAction();
  const names = (sources.data ?? []).map((url) => url.split('/').pop());
  return html`<div class="stack">
    <${Errors} error=${sources.error ?? tasks.error ?? cancel.error} />
    ${sources.data &&
    (names.length === 0
      ? html`<p class="empty">No queue sends its dead letters here.</p>`
      : html`<p>
          Takes the dead letters of
          ${names.map(
            (one, i) => html`${i > 0 ? ', ' : ' '}<a href=${path('queues', one)}>${one}</a>`,
          )}.
        </p>`)}
    ${names.length > 0 && html`<${Start} arn=${arn} onStarted=${tasks.reload} />`}
    ${(tasks.data ?? []).length > 0 &&
    html`<h2>Move tasks</h2>
      <${Table} label="Move tasks" id="StartedTimestamp" rows=${tasks.data}
        columns=${columns((handle) =>
          cancel.run(
            () => sqs('CancelMessageMoveTask', { TaskHandle: handle }),
            () => tasks.reload(),
          ),
        )} />`}
  </div>`;
}

function Start({ arn, onStarted }) {
  const [values, setValues] = useState({});
  const { busy, error, run } = useAction();
  const about = fieldOf(error, ['DestinationArn', 'MaxNumberOfMessagesPerSecond']);
  const field = (id, label, hint) => html`<${Field} name=${id} label=${label} hint=${hint}
    value=${values[id] ?? ''} error=${about === id ? error : null}
    onChange=${(value) => setValues({ ...values, [id]: value })} />`;
  const submit = (event) => {
    event.preventDefault();
    const { MaxNumberOfMessagesPerSecond: most, ...others } = given(values);
    const input = { SourceArn: arn, ...others };
    run(
      () =>
        sqs(
          'StartMessageMoveTask',
          most ? { ...input, MaxNumberOfMessagesPerSecond: number(most) } : input,
        ),
      () => {
        notify('The messages are being moved.');
        onStarted();
      },
    );
  };
  return html`<form class="stack" onSubmit=${submit}>
    <div class="fields">
      ${field('DestinationArn', 'To', 'The ARN of a queue; where each came from when empty')}
      ${field('MaxNumberOfMessagesPerSecond', 'Messages a second', 'As many as go when empty')}
    </div>
    <${Actions} error=${about ? null : error} busy=${busy} verb="Start redrive" />
  </form>`;
}

const columns = (cancel) => [
  { title: 'Begun', kind: 'word', cell: (task) => moment(task.StartedTimestamp) },
  {
    title: 'Status',
    kind: 'word',
    cell: (task) => html`${task.Status.toLowerCase()}
      ${task.FailureReason && html` <small>${task.FailureReason}</small>`}`,
  },
  { title: 'Moved', kind: 'text', cell: (task) => html`<${Progress} task=${task} />` },
  {
    title: 'To',
    kind: 'word less',
    cell: (task) => (task.DestinationArn ? nameOfArn(task.DestinationArn) : 'their sources'),
  },
  {
    title: '',
    kind: 'actions',
    cell: (task) =>
      task.TaskHandle &&
      html`<button type="button" onClick=${() => cancel(task.TaskHandle)}>Cancel</button>`,
  },
];

function Progress({ task }) {
  const moved = task.ApproximateNumberOfMessagesMoved ?? 0;
  const all = Math.max(moved, task.ApproximateNumberOfMessagesToMove ?? 0);
  return html`<progress max=${all || 1} value=${moved} aria-label="Moved messages" />
    <span class="of">${count(moved)} of ${count(all)}</span>`;
}
