// Dialogs and messages. A dialog is the browser's own: it keeps the focus and gives it back, and
// Escape closes it.
import { html, useEffect, useRef, useState } from './preact.js';
import { AttributeFields, Errors, Field, changes, fieldOf } from './fields.js';

/** A dialog that is open as long as it is drawn. */
export function Dialog({ title, wide, onClose, children }) {
  const own = useRef();
  useEffect(() => {
    const dialog = own.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return html`<dialog
    ref=${own}
    class=${wide ? 'wide' : ''}
    aria-label=${title}
    onCancel=${(event) => {
      event.preventDefault();
      onClose();
    }}
  >
    <header>
      <h2>${title}</h2>
      <button type="button" class="plain" aria-label="Close" onClick=${onClose}>✕</button>
    </header>
    ${children}
  </dialog>`;
}

/** What stands below a form: the refusal that is about no field, and the buttons. */
export function Actions({ error, busy, verb, danger, disabled, onCancel }) {
  return html`<${Errors} error=${error} />
    <footer>
      ${onCancel && html`<button type="button" onClick=${onCancel}>Cancel</button>`}
      <button class=${danger ? 'danger' : 'primary'} disabled=${busy || disabled}>${verb}</button>
    </footer>`;
}

/** Asks for the name of what is lost for good, and does it when that was typed. */
export function ConfirmName({ title, name, verb, text, onDo, onClose }) {
  const [typed, setTyped] = useState('');
  const { busy, error, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    run(onDo, onClose);
  };
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <form onSubmit=${submit}>
      <p>${text}</p>
      <${Field}
        name="confirm"
        label=${`Type ${name} to go on`}
        value=${typed}
        onChange=${setTyped}
      />
      <${Actions}
        error=${error}
        busy=${busy}
        verb=${verb}
        danger
        disabled=${typed !== name}
        onCancel=${onClose}
      />
    </form>
  <//>`;
}

/**
 * Something that can be done and refused: whether it is under way, and the refusal. Done again
 * before it has ended, it is the later one that is told of.
 */
export function useAction() {
  const [state, setState] = useState({ busy: false, error: null });
  const turn = useRef(0);
  const run = async (action, then) => {
    const own = (turn.current += 1);
    const tell = (busy, error) => own === turn.current && setState({ busy, error });
    tell(true, null);
    try {
      const result = await action();
      tell(false, null);
      then?.(result);
    } catch (error) {
      tell(false, error);
    }
  };
  return { ...state, run };
}

let show = () => {};

/** Says `text` at the edge of the page, for a while and to screen readers. */
export const notify = (text) => show(text);

export function Notices() {
  const [text, setText] = useState('');
  useEffect(() => {
    let timer;
    show = (said) => {
      setText(said);
      clearTimeout(timer);
      timer = setTimeout(() => setText(''), 5000);
    };
    return () => clearTimeout(timer);
  }, []);
  return html`<div role="status" class=${text ? 'notice shown' : 'notice'}>${text}</div>`;
}

/**
 * The dialog that creates a queue or a topic.
 *
 * @param kind `Queue` or `Topic`, as the names of its fields begin
 * @param attributes what it may have
 * @param ofFifo what it may have besides if it is FIFO
 * @param make asks the broker for it, by its whole name and its attributes
 * @param onDone is told what that answered, and the whole name
 */
export function Create({ kind, attributes, ofFifo, make, onDone, onClose }) {
  const [name, setName] = useState('');
  const [fifo, setFifo] = useState(false);
  const [values, setValues] = useState({});
  const { busy, error, run } = useAction();
  const all = [
    ...(fifo ? ofFifo : []),
    ...attributes,
    { name: 'Policy', type: 'area', hint: 'Who may do what, in JSON' },
  ];
  const [nameField, fifoField] = [`${kind}Name`, `Fifo${kind}`];
  const about = fieldOf(error, [nameField, ...all.map((one) => one.name)]);
  const full = fifo && !name.endsWith('.fifo') ? `${name}.fifo` : name;
  const submit = (event) => {
    event.preventDefault();
    run(
      () => make(full, { ...changes(values), ...(fifo ? { [fifoField]: 'true' } : {}) }),
      (made) => onDone(made, full),
    );
  };
  return html`<${Dialog} title="Create ${kind.toLowerCase()}" wide onClose=${onClose}>
    <form onSubmit=${submit}>
      <${Field}
        name=${nameField}
        label="Name"
        hint=${fifo ? 'It ends in .fifo' : 'Letters, digits, hyphens and underscores'}
        value=${name}
        error=${about === nameField ? error : null}
        onChange=${setName}
      />
      <${Field} name=${fifoField} type="check" label="FIFO" value=${fifo} onChange=${setFifo} />
      <details open=${Boolean(about && about !== nameField) || undefined}>
        <summary>Attributes</summary>
        <${AttributeFields}
          attributes=${all}
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
