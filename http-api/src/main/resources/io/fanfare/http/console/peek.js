// Looks at the messages of a queue without receiving them.
import { html, useEffect, useRef, useState } from './preact.js';
import { sqs } from './api.js';
import { useAction } from './dialogs.js';
import { Errors, Field } from './fields.js';
import { count, moment } from './format.js';
import { Table } from './list.js';
import { MessageDialog, State, preview } from './messages.js';

const PAGE = 50;
const PAUSE = 300;
const MOST_PAGES = 10;
const STATES = [
  ['', 'any'],
  ['visible', 'visible'],
  ['inFlight', 'in flight'],
  ['delayed', 'delayed'],
];

/** The part of a queue's page that shows messages where they stand. */
export function Peek({ name }) {
  const [state, setState] = useState('');
  const [contains, setContains] = useState('');
  const [pages, setPages] = useState({ messages: [], next: undefined });
  const [open, setOpen] = useState(null);
  const { busy, error, run } = useAction();
  const asked = useRef(0);
  const look = (before) => {
    const turn = (asked.current += 1);
    const isWanted = () => turn === asked.current;
    const input = {
      QueueUrl: name,
      MaxResults: PAGE,
      ...(state ? { States: [state] } : {}),
      ...(contains ? { Contains: contains } : {}),
    };
    run(
      () => some(input, before.next, isWanted),
      ({ messages, next }) => {
        if (isWanted()) {
          setPages({ messages: together(before.messages, messages), next });
        }
      },
    );
  };
  const anew = () => look({ messages: [] });
  useEffect(() => {
    const timer = setTimeout(anew, contains ? PAUSE : 0);
    return () => {
      asked.current += 1;
      clearTimeout(timer);
    };
  }, [name, state, contains]);
  return html`<div class="stack">
    <form
      class="bar"
      role="search"
      onSubmit=${(event) => {
        event.preventDefault();
        anew();
      }}
    >
      <${Field} name="Contains" label="Contains" type="search" value=${contains}
        onChange=${setContains} maxlength="256" />
      <${Field} name="State" label="State" type=${STATES} value=${state}
        onChange=${setState} />
      <button disabled=${busy}>Look again</button>
    </form>
    <${Errors} error=${error} />
    <${Table} label="Messages" id="MessageId" rows=${pages.messages} columns=${columns(setOpen)}
      empty=${none(busy, pages.next)} />
    <footer>
      <span>${count(pages.messages.length)} shown</span>
      ${pages.next &&
      html`<button type="button" disabled=${busy} onClick=${() => look(pages)}>More</button>`}
    </footer>
    ${open && html`<${MessageDialog} message=${open} onClose=${() => setOpen(null)} />`}
  </div>`;
}

/* A page may have looked at many messages and show none, and there are more behind it. */
async function some(input, from, isWanted) {
  let next = from;
  for (let page = 0; page < MOST_PAGES && isWanted(); page += 1) {
    const answer = await sqs('PeekMessages', { ...input, ...(next ? { NextToken: next } : {}) });
    next = answer.NextToken;
    if (!next || answer.Messages?.length > 0) {
      return { messages: answer.Messages ?? [], next };
    }
  }
  return { messages: [], next };
}

/* One that has moved in the meantime is on two pages. */
const together = (before, more) => [
  ...new Map([...before, ...more].map((message) => [message.MessageId, message])).values(),
];

function none(busy, next) {
  if (busy) {
    return 'Looking…';
  }
  return next
    ? 'There are none among those that were looked at; More looks at the next.'
    : 'There are no such messages.';
}

const columns = (open) => [
  {
    title: 'Message',
    kind: 'name',
    cell: (message) => html`<button type="button" class="link" onClick=${() => open(message)}>
      ${message.MessageId.slice(0, 8)}
    </button>`,
  },
  { title: 'State', kind: 'word', cell: (message) => html`<${State} of=${message.State} />` },
  {
    title: 'Sent',
    kind: 'word less',
    cell: (message) => moment(message.Attributes?.SentTimestamp),
  },
  {
    title: 'Receives',
    kind: 'number less',
    cell: (message) => count(message.Attributes?.ApproximateReceiveCount),
  },
  { title: 'Body', kind: 'text', cell: (message) => preview(message.Body) },
];
