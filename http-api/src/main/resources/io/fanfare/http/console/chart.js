// Charts of the last hour, as far as it is known. What draws them is loaded when one is shown.
import { html, useEffect, useRef, useState } from './preact.js';

const HEIGHT = 180;
const LEAST = 120;

/** What lines are there, with the variable of the style that has their colour. */
const CHARTS = [
  {
    title: 'Messages',
    lines: [
      ['Visible', '--line-1'],
      ['InFlight', '--line-2', 'In flight'],
      ['Delayed', '--line-3'],
    ],
  },
  {
    title: 'A second',
    perSecond: true,
    lines: [
      ['Sent', '--line-1'],
      ['Received', '--line-2'],
      ['Deleted', '--line-3'],
    ],
  },
];

/** The answer of GetQueueHistory as charts. */
export function Chart({ history }) {
  return html`<div class="charts">
    ${CHARTS.map((chart) => html`<${Plot} key=${chart.title} chart=${chart} history=${history} />`)}
  </div>`;
}

function Plot({ chart, history }) {
  const box = useRef();
  const plot = useRef();
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let gone = false;
    let watch;
    const colours = window.matchMedia('(prefers-color-scheme: dark)');
    load().then(
      (uPlot) => {
        const draw = () => {
          const data = plot.current?.data ?? columns(chart, null);
          plot.current?.destroy();
          plot.current = new uPlot(options(chart, box.current), data, box.current);
        };
        if (gone) {
          return;
        }
        draw();
        show(plot.current, chart, latest.current);
        colours.onchange = draw;
        watch = new ResizeObserver(() =>
          plot.current.setSize({ width: box.current.clientWidth, height: HEIGHT }),
        );
        watch.observe(box.current);
      },
      () => setMissing(true),
    );
    return () => {
      gone = true;
      colours.onchange = null;
      watch?.disconnect();
      plot.current?.destroy();
    };
  }, []);
  const latest = useRef();
  latest.current = history;
  useEffect(() => show(plot.current, chart, history), [history]);
  if (missing) {
    return html`<p class="refusal" role="alert">
      The charts cannot be loaded; the broker may be another version by now.${' '}
      <button type="button" onClick=${() => location.reload()}>Reload</button>
    </p>`;
  }
  return html`<figure>
    <figcaption>${chart.title}</figcaption>
    <div ref=${box} class="plot" role="img" aria-label=${described(chart, history)} />
  </figure>`;
}

let loaded;

function load() {
  loaded ??= import('./uplot.js').then(
    (module) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = new URL('./uplot.css', import.meta.url).href;
      document.head.append(link);
      return module.default;
    },
    (failure) => {
      loaded = undefined;
      throw failure;
    },
  );
  return loaded;
}

function show(plot, chart, history) {
  if (plot && history) {
    plot.setData(columns(chart, history));
  }
}

/* Periods that nothing is known of have gaps. */
function columns(chart, history) {
  if (!history) {
    return [[], ...chart.lines.map(() => [])];
  }
  const period = history.PeriodSeconds;
  const length = (history[chart.lines[0][0]] ?? []).length;
  const times = Array.from({ length }, (_, i) => history.Start + i * period);
  const scaled = (value) => (value === null || !chart.perSecond ? value : value / period);
  return [times, ...chart.lines.map(([name]) => (history[name] ?? []).map(scaled))];
}

function options(chart, box) {
  const style = getComputedStyle(box);
  const colour = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--soft'), grid: { stroke: colour('--edge'), width: 1 } };
  return {
    width: box.clientWidth || 300,
    height: HEIGHT,
    cursor: { drag: { setScale: false } },
    scales: {
      x: { range: (plot, least, most) => times(least, most ?? Date.now() / 1000) },
      y: { range: (plot, least, most) => [0, Math.max(1, most ?? 0) * 1.1] },
    },
    axes: [
      { ...axis, space: 70, values: (plot, at) => at.map(clock) },
      { ...axis, size: 52 },
    ],
    series: [
      { label: 'Time', value: (plot, time) => (time ? clock(time) : '–') },
      ...chart.lines.map(([name, line, label]) => ({
        label: label ?? name,
        stroke: colour(line),
        width: 1.5,
        points: { show: false },
        value: (plot, value) => (value ?? null) === null ? '–' : String(Number(value.toFixed(2))),
      })),
    ],
  };
}

/* What is known, and two minutes at least. */
const times = (begin, end) => [Math.min(begin ?? end, end - LEAST), end];

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString('sv', { hour: '2-digit', minute: '2-digit' });
}

/* What is drawn, in words. */
function described(chart, history) {
  const [, ...lines] = columns(chart, history);
  const last = chart.lines.map(
    ([name, , label], i) => `${label ?? name} ${lines[i].at(-1) ?? 'unknown'}`,
  );
  return `${chart.title} in the last hour, now: ${last.join(', ')}`;
}
