// Dialogs and messages. A dialog is the browser's own: it keeps the focus and gives it back, and
// Escape closes it.
import { html, useEffect, useRef, useState } from './preact.js';
import { Errors, Field } from './fields.js';

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
