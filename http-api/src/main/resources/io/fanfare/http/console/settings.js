// Editors of what stays as it is until it is saved: attributes, policies, tags; and tabs.
import { html, useEffect, useState } from './preact.js';
import { Actions, notify, useAction } from './dialogs.js';
import { AttributeFields, Errors, Field, changes, fieldOf } from './fields.js';
import { pretty } from './format.js';
import { Table } from './list.js';

/** The tabs of a page, each with an address of its own. */
export function Tabs({ label, tabs, open, to }) {
  return html`<nav class="tabs" aria-label=${label}>
    ${tabs.map(
      ([id, title]) => html`<a href=${to(id)} aria-current=${id === open ? 'page' : undefined}>
        ${title}
      </a>`,
    )}
  </nav>`;
}

/** A form of attributes, of which the changed ones are saved. */
export function AttributeEditor({ attributes, current, onSave }) {
  const [edited, setEdited] = useState({});
  const { busy, error, run } = useAction();
  const values = { ...current, ...edited };
  const changed = changes(edited, current);
  const names = attributes.map((one) => one.name);
  const common = attributes.filter((one) => !one.rare);
  const rare = attributes.filter((one) => one.rare);
  const about = fieldOf(error, names);
  const group = (some) => html`<${AttributeFields}
    attributes=${some}
    values=${values}
    error=${error}
    onChange=${(next) => setEdited(changes(next, current))}
  />`;
  const submit = (event) => {
    event.preventDefault();
    run(
      () => onSave(changed),
      () => {
        notify('Saved.');
        setEdited({});
      },
    );
  };
  return html`<form class="stack" onSubmit=${submit}>
    ${group(common)}
    ${rare.length > 0 &&
    html`<details open=${rare.some((one) => one.name === about) || undefined}>
      <summary>Feedback on deliveries</summary>
      ${group(rare)}
    </details>`}
    <${Actions}
      error=${about ? null : error}
      busy=${busy}
      verb="Save"
      disabled=${Object.keys(changed).length === 0}
    />
  </form>`;
}

/** An editor of one policy in JSON, which is saved as it was typed. */
export function PolicyEditor({ label, policy, hint, onSave }) {
  const [text, setText] = useState(null);
  const { busy, error, run } = useAction();
  const shown = text ?? pretty(policy);
  const submit = (event) => {
    event.preventDefault();
    run(
      () => onSave(shown.trim() && shown),
      () => {
        notify('Saved.');
        setText(null);
      },
    );
  };
  return html`<form class="stack" onSubmit=${submit}>
    <${Field}
      name="policy"
      label=${label}
      type="area"
      rows="16"
      hint=${hint ?? 'JSON; empty for none'}
      value=${shown}
      error=${error}
      onChange=${setText}
    />
    <${Actions} busy=${busy} verb="Save" disabled=${text === null || text === pretty(policy)} />
  </form>`;
}

/** An editor of tags, each of which is saved at once. */
export function TagEditor({ load, tag, untag }) {
  const [tags, setTags] = useState(null);
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const { busy, error, run } = useAction();
  const reload = async () => setTags(await load());
  useEffect(() => {
    run(reload);
  }, []);
  const change = (action) =>
    run(
      async () => {
        await action();
        await reload();
      },
      () => {
        setKey('');
        setValue('');
      },
    );
  const columns = [
    { title: 'Key', kind: 'name', cell: (one) => one.key },
    { title: 'Value', kind: 'name', cell: (one) => one.value },
    {
      title: '',
      kind: 'actions',
      cell: (one) => html`<button
        type="button"
        aria-label="Remove ${one.key}"
        onClick=${() => change(() => untag([one.key]))}
      >
        Remove
      </button>`,
    },
  ];
  return html`<form
    class="stack"
    onSubmit=${(event) => {
      event.preventDefault();
      change(() => tag({ [key]: value }));
    }}
  >
    ${tags &&
    html`<${Table}
      label="Tags"
      columns=${columns}
      rows=${Object.entries(tags).map(([one, of]) => ({ key: one, value: of }))}
      id="key"
      empty="There are no tags."
    />`}
    <div class="fields">
      <${Field} name="tagKey" label="Key" value=${key} onChange=${setKey} />
      <${Field} name="tagValue" label="Value" value=${value} onChange=${setValue} />
    </div>
    <${Errors} error=${error} />
    <footer><button class="primary" disabled=${busy || !key}>Add tag</button></footer>
  </form>`;
}
