// The console: its frame, where one is, and who one is.
import { html, render, useEffect, useState } from './preact.js';
import { homeRegion, news, session, signIn, signOut, whoAmI } from './api.js';
import { Actions, Dialog, Notices, useAction } from './dialogs.js';
import { Field } from './fields.js';
import { path, useRoute } from './store.js';
import { Queues } from './queues.js';
import { Queue } from './queue.js';
import { Topics } from './topics.js';
import { Topic } from './topic.js';

const PAGES = {
  queues: ([name, tab]) =>
    name
      ? html`<${Queue} key=${name} name=${name} tab=${tab} />`
      : html`<${Queues} />`,
  topics: ([arn, tab]) =>
    arn ? html`<${Topic} key=${arn} arn=${arn} tab=${tab} />` : html`<${Topics} />`,
};

function SignIn({ needed, onDone, onClose }) {
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [region, setRegion] = useState(session()?.region ?? homeRegion);
  const { busy, error, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    const who = { key: key.trim(), secret, region: region.trim() };
    run(
      () => whoAmI(who),
      () => {
        signIn(who);
        onDone();
      },
    );
  };
  return html`<${Dialog} title="Sign in" onClose=${onClose}>
    <form onSubmit=${submit}>
      <p>
        ${needed
          ? 'This broker wants to know who asks. '
          : 'Requests are signed here, in the browser. '}
        Key and secret stay in this tab; signing out forgets them.
      </p>
      <${Field} name="key" label="Access key" value=${key} onChange=${setKey} />
      <${Field}
        name="secret"
        label="Secret access key"
        type="password"
        value=${secret}
        onChange=${setSecret}
      />
      <${Field} name="region" label="Region" value=${region} onChange=${setRegion} />
      <${Actions}
        error=${error}
        busy=${busy}
        verb="Sign in"
        disabled=${!key.trim() || !secret || !region.trim()}
        onCancel=${onClose}
      />
    </form>
  <//>`;
}

function Identity({ who, onSignIn, onSignOut }) {
  return html`<div class="identity">
    <span title=${who?.Arn}>${who ? who.Arn.split(':').slice(4).join(':') : ''}</span>
    ${session() && html`<button type="button" onClick=${onSignOut}>Sign out</button>`}
    <button type="button" onClick=${onSignIn}>Sign in…</button>
  </div>`;
}

function Nav({ page }) {
  return html`<nav aria-label="Pages">
    ${['queues', 'topics'].map(
      (one) => html`<a href=${path(one)} aria-current=${one === page ? 'page' : undefined}>
        ${one === 'queues' ? 'Queues' : 'Topics'}
      </a>`,
    )}
  </nav>`;
}

function App() {
  const [page, ...parts] = useRoute();
  const [who, setWho] = useState(null);
  const [login, setLogin] = useState(null);
  const [reachable, setReachable] = useState(true);
  const [visit, setVisit] = useState(0);
  const ask = () => whoAmI().then(setWho, () => setWho(null));
  useEffect(() => {
    const answered = () => setReachable(true);
    const unreachable = () => setReachable(false);
    const unproven = () => setLogin((open) => open ?? 'needed');
    news.addEventListener('answered', answered);
    news.addEventListener('unreachable', unreachable);
    news.addEventListener('unproven', unproven);
    ask();
  }, []);
  const anew = () => {
    setLogin(null);
    setVisit((before) => before + 1);
    ask();
  };
  const known = Object.hasOwn(PAGES, page);
  const current = known ? page : 'queues';
  return html`
    <header class="top">
      <a class="brand" href=${path('queues')}>Fanfare</a>
      <${Nav} page=${current} />
      <${Identity}
        who=${who}
        onSignIn=${() => setLogin('wanted')}
        onSignOut=${() => {
          signOut();
          anew();
        }}
      />
    </header>
    ${!reachable &&
    html`<p class="banner" role="alert">The broker does not answer. Trying again…</p>`}
    <main key=${visit}>${PAGES[current](known ? parts : [])}</main>
    ${login && login !== 'later' &&
    html`<${SignIn}
      needed=${login === 'needed'}
      onDone=${anew}
      onClose=${() => setLogin('later')}
    />`}
    <${Notices} />
  `;
}

render(html`<${App} />`, document.body);
