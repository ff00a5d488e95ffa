// Tables: long ones draw no more rows than are seen.
import { html, useEffect, useLayoutEffect, useRef, useState } from './preact.js';

const ROW = 40;
const BEYOND = 6;

/**
 * A table of any length.
 *
 * @param columns each with `title`, `cell`, a function of the row, and `kind`: `name` or `number`
 * @param sort `{by, down}`; a column that can be sorted by has the name of a field in `by`
 * @param onLook told the first row that is seen
 */
export function LongTable({ label, columns, rows, id, sort, onSort, onLook }) {
  const box = useRef();
  const [view, setView] = useState({ top: 0, height: 800 });
  const look = () => {
    const { scrollTop, clientHeight } = box.current;
    setView((before) =>
      before.top === scrollTop && before.height === clientHeight
        ? before
        : { top: scrollTop, height: clientHeight },
    );
    onLook?.(Math.floor(scrollTop / ROW));
  };
  useLayoutEffect(look, [rows.length]);
  useEffect(() => {
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const most = Math.max(0, Math.ceil((rows.length * ROW - view.height) / ROW));
  const first = Math.max(0, Math.min(Math.floor(view.top / ROW), most) - BEYOND);
  const shown = rows.slice(first, first + Math.ceil(view.height / ROW) + 2 * BEYOND);
  const below = rows.length - first - shown.length;
  return html`<div class="long" ref=${box} onScroll=${look} onKeyDown=${step} tabindex="0"
    role="region" aria-label=${label}>
    <table aria-rowcount=${rows.length + 1} aria-label=${label}>
      <${Head} columns=${columns} sort=${sort} onSort=${onSort} />
      <tbody>
        ${first > 0 && html`<${Space} key="above" rows=${first} />`}
        ${shown.map(
          (row, i) => html`<tr key=${row[id]} aria-rowindex=${first + i + 2}>
            ${columns.map((column) => html`<td class=${column.kind}>${column.cell(row)}</td>`)}
          </tr>`,
        )}
        ${below > 0 && html`<${Space} key="below" rows=${below} />`}
      </tbody>
    </table>
  </div>`;
}

const Space = ({ rows }) => html`<tr aria-hidden="true" style=${{ height: `${rows * ROW}px` }} />`;

function Head({ columns, sort, onSort }) {
  const turn = (by, kind) =>
    onSort({ by, down: sort.by === by ? !sort.down : !kind.startsWith('name') });
  const direction = (by) =>
    !by || sort.by !== by ? undefined : sort.down ? 'descending' : 'ascending';
  return html`<thead>
    <tr>
      ${columns.map(
        ({ title, kind, by }) => html`<th class=${kind} scope="col" aria-sort=${direction(by)}>
          ${by
            ? html`<button type="button" class="plain" onClick=${() => turn(by, kind)}>
                ${title}${sort.by === by && (sort.down ? ' ↓' : ' ↑')}
              </button>`
            : title}
        </th>`,
      )}
    </tr>
  </thead>`;
}

/* The arrows go from row to row. */
function step(event) {
  const row = event.target.closest('tbody tr');
  const way = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  if (!way || (!row && event.target !== event.currentTarget)) {
    return;
  }
  const to = row ? row[way] : event.currentTarget.querySelector('tbody tr:not([aria-hidden])');
  const link = to?.querySelector('a, button');
  if (link) {
    event.preventDefault();
    link.focus();
  }
}

/** `rows` in the order of `sort`; unknown values come last. */
export function sorted(rows, sort) {
  if (!sort?.by) {
    return rows;
  }
  const sign = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[sort.by], b[sort.by]];
    if (x === y) {
      return 0;
    }
    return x === undefined ? 1 : y === undefined ? -1 : sign * (x < y ? -1 : 1);
  });
}

/** A short table. */
export function Table({ label, columns, rows, id, empty }) {
  if (rows.length === 0) {
    return html`<p class="empty">${empty}</p>`;
  }
  return html`<div class="short">
    <table aria-label=${label}>
      <${Head} columns=${columns} />
      <tbody>
        ${rows.map(
          (row) => html`<tr key=${row[id]}>
            ${columns.map((column) => html`<td class=${column.kind}>${column.cell(row)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
