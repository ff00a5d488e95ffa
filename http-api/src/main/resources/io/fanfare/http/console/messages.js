// Messages: how one is shown, how one is written, and the parts of a queue's page to send and
// receive.
import { html, useEffect, useRef, useState } from './preact.js';
import { sqs } from './api.js';
import { Actions, Dialog, notify, useAction } from './dialogs.js';
import { Errors, Field, fieldOf } from './fields.js';
import { count, known, moment, pretty } from './format.js';
import { Table } from './list.js';

const TIMES = /Timestamp$/;

/** A table of the names and values in `pairs`. */
export function Pairs({ label, pairs }) {
  return html`<h3>${label}</h3>
    <dl class="facts">
      ${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
    </dl>`;
}

/** All of a message that was received or looked at, and what was refused about it. */
export function MessageDialog({ message, error, onClose, children }) {
  const [formatted, setFormatted] = useState(true);
  const own = Object.entries(message.MessageAttributes ?? {});
  return html`<${Dialog} title="Message" wide onClose=${onClose}>
    <p>
      <code>${message.MessageId}</code>${' '}
      ${message.State && html`<${State} of=${message.State} />`}
    </p>
    <${Field} name="format" type="check" label="Format JSON" value=${formatted}
      onChange=${setFormatted} />
    <pre class="body" tabindex="0">${formatted ? pretty(message.Body) : message.Body}</pre>
    ${own.length > 0 &&
    html`<${Pairs}
      label="Message attributes"
      pairs=${own.map(([name, value]) => [
        `${name} (${value.DataType})`,
        value.StringValue ?? value.BinaryValue,
      ])}
    />`}
    <${Pairs}
      label="Attributes"
      pairs=${Object.entries(message.Attributes ?? {}).map(([name, value]) => [
        name,
        TIMES.test(name) ? moment(value) : value,
      ])}
    />
    <${Errors} error=${error} />
    <footer>${children}<button type="button" onClick=${onClose}>Close</button></footer>
  <//>`;
}

const STATES = { visible: 'visible', inFlight: 'in flight', delayed: 'delayed' };

/** Where a message stands, in a word. */
export const State = ({ of }) => html`<span class="state ${of}">${STATES[of] ?? of}</span>`;

/** The first of a body, in a line. */
export const preview = (body) => html`<span class="preview">${body.slice(0, 200)}</span>`;

const DOUBLED = { message: 'Another attribute has this name.' };

/** Whether each of `entries` has a name of its own, without which one of them would be lost. */
export const areDistinct = (entries) =>
  new Set(entries.map(({ name }) => name)).size === entries.length;

/** Fields for message attributes; `entries` are `{name, type, value}`. */
export function AttributeEntries({ entries, onChange }) {
  const change = (i, part) =>
    onChange(entries.map((entry, at) => (at === i ? { ...entry, ...part } : entry)));
  const doubled = (name, i) => entries.findIndex((one) => one.name === name) < i;
  return html`<fieldset>
    <legend>Message attributes</legend>
    ${entries.map(
      (entry, i) => html`<div class="entry">
        <${Field} name="attributeName" label="Name" value=${entry.name}
          error=${doubled(entry.name, i) ? DOUBLED : null}
          onChange=${(name) => change(i, { name })} />
        <${Field} name="attributeType" label="Type" type=${['String', 'Number', 'Binary']}
          value=${entry.type} onChange=${(type) => change(i, { type })} />
        <${Field} name="attributeValue"
          label=${entry.type === 'Binary' ? 'Value in Base64' : 'Value'}
          value=${entry.value} onChange=${(value) => change(i, { value })} />
        <button type="button" aria-label="Remove attribute ${entry.name}"
          onClick=${() => onChange(entries.filter((one, at) => at !== i))}>Remove</button>
      </div>`,
    )}
    <button type="button"
      onClick=${() => onChange([...entries, { name: '', type: 'String', value: '' }])}>
      Add attribute
    </button>
  </fieldset>`;
}

/** `entries` as AWS has message attributes. */
export function messageAttributes(entries) {
  return Object.fromEntries(
    entries.map(({ name, type, value }) => [
      name,
      type === 'Binary'
        ? { DataType: type, BinaryValue: value }
        : { DataType: type, StringValue: value },
    ]),
  );
}

/** What of `values` was given. */
export function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => known(value)));
}

/** The part of a queue's page that sends. */
export function Send({ name, fifo, onSent }) {
  const [body, setBody] = useState('');
  const [entries, setEntries] = useState([]);
  const [more, setMore] = useState({});
  const { busy, error, run } = useAction();
  const about = fieldOf(error, [
    'MessageBody',
    'DelaySeconds',
    'MessageGroupId',
    'MessageDeduplicationId',
  ]);
  const field = (id, label, hint) => html`<${Field}
    name=${id}
    label=${label}
    hint=${hint}
    value=${more[id] ?? ''}
    error=${about === id ? error : null}
    onChange=${(value) => setMore({ ...more, [id]: value })}
  />`;
  const submit = (event) => {
    event.preventDefault();
    const { DelaySeconds, ...others } = given(more);
    const input = {
      QueueUrl: name,
      MessageBody: body,
      MessageAttributes: messageAttributes(entries),
      ...others,
      ...(DelaySeconds ? { DelaySeconds: number(DelaySeconds) } : {}),
    };
    run(
      () => sqs('SendMessage', input),
      (sent) => {
        notify(`Sent as ${sent.MessageId}.`);
        onSent();
      },
    );
  };
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} name="MessageBody" label="Body" type="area" rows="8" value=${body}
      error=${about === 'MessageBody' ? error : null} onChange=${setBody} />
    <div class="fields">
      ${!fifo && field('DelaySeconds', 'Delay', "Seconds; the queue's when empty")}
      ${field('MessageGroupId', 'Group', fifo ? 'Messages of a group keep their order' : null)}
      ${fifo && field('MessageDeduplicationId', 'Deduplication id')}
    </div>
    <${AttributeEntries} entries=${entries} onChange=${setEntries} />
    <${Actions} error=${about ? null : error} busy=${busy} verb="Send"
      disabled=${!body || !areDistinct(entries)} />
  </form>`;
}

/** A number; what is none goes as it is, for the broker to refuse. */
export const number = (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : text);

/** The part of a queue's page that receives, which hides messages from others for a while. */
export function Poll({ name, onChanged }) {
  const [messages, setMessages] = useState([]);
  const [open, setOpen] = useState(null);
  const [wait, setWait] = useState('2');
  const [timeout, setTimeout] = useState('');
  const { busy, error, run } = useAction();
  const gone = useRef(new AbortController());
  useEffect(() => () => gone.current.abort(), []);
  const receive = (event) => {
    event.preventDefault();
    const { signal } = gone.current;
    const seconds = number(wait || '0');
    const input = {
      QueueUrl: name,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: seconds,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...(timeout ? { VisibilityTimeout: number(timeout) } : {}),
    };
    run(
      () => sqs('ReceiveMessage', input, { signal, wait: 1000 * within(seconds, 0, 20) }),
      ({ Messages = [] }) => {
        if (signal.aborted) {
          giveBack(name, Messages);
          return;
        }
        const ids = new Set(Messages.map((one) => one.MessageId));
        setMessages((all) => [...all.filter((one) => !ids.has(one.MessageId)), ...Messages]);
        notify(Messages.length === 0 ? 'There is nothing to receive now.' : '');
        onChanged();
      },
    );
  };
  const settle = (message, action, input, said) =>
    run(
      () => sqs(action, { QueueUrl: name, ReceiptHandle: message.ReceiptHandle, ...input }),
      () => {
        setMessages((all) => all.filter((one) => one !== message));
        setOpen(null);
        notify(said);
        onChanged();
      },
    );
  const buttons = (message) => html`<button type="button" disabled=${busy}
      onClick=${() =>
        settle(message, 'ChangeMessageVisibility', { VisibilityTimeout: 0 }, 'Given back.')}>
      Give back
    </button>
    <button type="button" class="danger" disabled=${busy}
      onClick=${() => settle(message, 'DeleteMessage', {}, 'Deleted.')}>Delete</button>`;
  return html`<div class="stack">
    <form class="bar" onSubmit=${receive}>
      <${Field} name="WaitTimeSeconds" label="Wait, in seconds" value=${wait} onChange=${setWait} />
      <${Field} name="VisibilityTimeout" label="Hide for, in seconds" value=${timeout}
        onChange=${setTimeout} placeholder="the queue's" />
      <button class="primary" disabled=${busy}>Receive</button>
    </form>
    <${Errors} error=${open ? null : error} />
    <${Table} label="Received messages" id="MessageId" rows=${messages}
      columns=${received(setOpen, buttons)}
      empty="What is received is hidden from other receivers until it is given back." />
    ${open &&
    html`<${MessageDialog} message=${open} error=${error} onClose=${() => setOpen(null)}>
      ${buttons(open)}
    <//>`}
  </div>`;
}

const within = (text, least, most) => Math.min(most, Math.max(least, Number(text) || 0));

/* What arrives when nobody looks any more is for others; at worst its time runs out. */
function giveBack(name, messages) {
  if (messages.length > 0) {
    const Entries = messages.map(({ ReceiptHandle }, i) => ({
      Id: String(i),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    sqs('ChangeMessageVisibilityBatch', { QueueUrl: name, Entries }).catch(() => {});
  }
}

const received = (open, buttons) => [
  {
    title: 'Message',
    kind: 'name',
    cell: (message) => html`<button type="button" class="link" onClick=${() => open(message)}>
      ${message.MessageId.slice(0, 8)}
    </button>`,
  },
  { title: 'Body', kind: 'text', cell: (message) => preview(message.Body) },
  {
    title: 'Receives',
    kind: 'number',
    cell: (message) => count(message.Attributes?.ApproximateReceiveCount),
  },
  { title: '', kind: 'actions', cell: buttons },
];
