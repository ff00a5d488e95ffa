// The broker's API, as any client uses it: SQS in JSON, SNS and STS in forms and XML.
import { signed } from './sign.js';
import { form, list, read, value } from './xml.js';

const BASE = new URL('../', document.baseURI);
const KEPT = 'fanfare.session';
const PATIENCE_MILLIS = 30000;
const SNS = '2010-03-31';
const STS = '2011-06-15';
const UNPROVEN = new Set([
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'InvalidSecurity',
]);

/* Unsigned, these are links that somebody follows; without access control any name will do. */
const LINKED = new Set(['ConfirmSubscription', 'Unsubscribe']);

/** What the broker refused, in its words. */
export class Refusal extends Error {
  constructor(code, sentence, status) {
    super(sentence || code);
    this.code = code;
    this.status = status;
  }

  /** Whether it was asked by nobody who proved to be somebody. */
  get isUnproven() {
    return UNPROVEN.has(this.code) || (this.status === 403 && !session());
  }
}

/** The broker did not answer at all. */
export class Unreachable extends Error {
  constructor() {
    super('The broker does not answer.');
  }
}

/** Told of every answer: `answered`, `unreachable` or `unproven`. */
export const news = new EventTarget();
const tell = (what) => news.dispatchEvent(new Event(what));

export const homeRegion = document.querySelector('meta[name=region]')?.content || 'us-east-1';

const SOMEBODY = { key: 'console', secret: 'console', region: homeRegion };

/**
 * Who asks: `key`, `secret` and `region`; kept until the tab is closed, and back if the browser
 * restores it.
 */
export function session() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
}

export function signIn(who) {
  sessionStorage.setItem(KEPT, JSON.stringify(who));
}

export function signOut() {
  sessionStorage.removeItem(KEPT);
}

/* What waits for `wait` milliseconds at the broker may take so much longer. */
async function post(service, headers, text, { who = session(), wait = 0, signal } = {}) {
  const limit = AbortSignal.timeout(PATIENCE_MILLIS + wait);
  const body = new TextEncoder().encode(text);
  const own = who ? signed({ url: BASE, headers, body }, who, service, new Date()) : {};
  let answer;
  try {
    answer = await fetch(BASE, {
      method: 'POST',
      headers: { ...headers, ...own },
      body,
      credentials: 'omit',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const whole = { ok: answer.ok, status: answer.status, text: await answer.text() };
    tell('answered');
    return whole;
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    tell('unreachable');
    throw new Unreachable();
  }
}

function refuse(code, sentence, status) {
  const refusal = new Refusal(code, sentence, status);
  if (refusal.isUnproven) {
    tell('unproven');
  }
  throw refusal;
}

/**
 * Asks for an action of the queues; `input` and answer are as in AWS's documentation.
 *
 * @param how may have a `signal` to abort it and the milliseconds that it will `wait` at the broker
 */
export async function sqs(action, input = {}, how = {}) {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AmazonSQS.${action}`,
  };
  const answer = await post('sqs', headers, JSON.stringify(input), how);
  let said = {};
  try {
    said = answer.text ? JSON.parse(answer.text) : {};
  } catch {
    refuse(`Status${answer.status}`, answer.text.slice(0, 300), answer.status);
  }
  if (!answer.ok) {
    const code = String(said.__type ?? `Status${answer.status}`).replace(/^.*#/, '');
    refuse(code, said.message ?? said.Message, answer.status);
  }
  return said;
}

async function query(service, version, action, input, given = session()) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const who = given ?? (LINKED.has(action) ? SOMEBODY : null);
  const answer = await post(service, headers, form(action, version, input).toString(), { who });
  const root = read(answer.text);
  if (!answer.ok || !root) {
    const error = root?.querySelector('Error');
    const part = (name) => error?.querySelector(name)?.textContent;
    refuse(part('Code') ?? `Status${answer.status}`, part('Message'), answer.status);
  }
  const result = root.querySelector(`${action}Result`);
  return result && result.children.length > 0 ? value(result) : {};
}

/** Asks for an action of the topics. */
export const sns = (action, input = {}) => query('sns', SNS, action, input);

/** Who this is, as the broker sees it; or who `who` would be, which is kept nowhere. */
export const whoAmI = (who) => query('sts', STS, 'GetCallerIdentity', {}, who);

/**
 * The elements that `name` has on the pages of an action of the topics, of `most` pages as long as
 * `isWanted` says so; and whether there would be `more`.
 */
export async function snsPages(action, input, name, most = Infinity, isWanted = () => true) {
  const all = [];
  let NextToken;
  for (let page = 0; page < most && isWanted(); page += 1) {
    const answer = await sns(action, { ...input, NextToken });
    all.push(...list(answer[name]));
    NextToken = answer.NextToken;
    if (!NextToken) {
      break;
    }
  }
  return { all, more: Boolean(NextToken) };
}
