// What the pages know of the broker, and how it is kept fresh: nothing is asked for while nobody
// looks, and whatever takes long is asked for less often.
import { useEffect, useMemo, useRef, useState } from './preact.js';
import { sqs } from './api.js';

const PAGE = 1000;
const SHARE_OF_TIME = 20;
const LONGEST_PAUSE = 30000;

/**
 * Calls `load` now and, as long as the page is seen, every `millis` and not more often than a
 * twentieth of the time, but twice a minute at least, until it says false. Returns how to stop and
 * how to call it at once.
 */
export function repeat(load, millis) {
  let timer;
  let stopped = false;
  let running = false;
  let again = false;
  const run = async () => {
    clearTimeout(timer);
    if (stopped || document.hidden) {
      return;
    }
    if (running) {
      again = true;
      return;
    }
    running = true;
    const begun = performance.now();
    stopped = (await load()) === false || stopped;
    running = false;
    const took = performance.now() - begun;
    const pause = Math.max(millis, Math.min(took * SHARE_OF_TIME, LONGEST_PAUSE));
    timer = setTimeout(run, again ? 0 : pause);
    again = false;
  };
  document.addEventListener('visibilitychange', run);
  run();
  return {
    now: run,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', run);
    },
  };
}

/** What `load` says, fresh every `millis`; a refusal stands beside the last that it said. */
export function usePoll(load, millis, deps) {
  const [state, setState] = useState({ data: null, error: null });
  const repeated = useRef();
  useEffect(() => {
    let current = true;
    const tell = (next) => current && setState(next);
    setState({ data: null, error: null });
    repeated.current = repeat(async () => {
      try {
        const data = await load();
        tell({ data, error: null });
      } catch (error) {
        tell((before) => ({ data: before.data, error }));
        return !error.isUnproven;
      }
      return true;
    }, millis);
    return () => {
      current = false;
      repeated.current.stop();
    };
  }, deps);
  return { ...state, reload: () => repeated.current.now() };
}

/** Per second, between two samples of a total; unknown if it began anew in between. */
export function perSecond(before, after, name) {
  const time = (after.at - (before?.at ?? after.at)) / 1000;
  const more = after[name] - (before?.[name] ?? 0);
  return before && time > 0 && more >= 0 ? more / time : undefined;
}

/** `sample` with rates, as against the one `before`. */
export function withRates(before, sample) {
  return {
    ...sample,
    sentRate: perSecond(before, sample, 'Sent'),
    receivedRate: perSecond(before, sample, 'Received'),
    deletedRate: perSecond(before, sample, 'Deleted'),
  };
}

/**
 * All queues, sorted by name. They come in pages, of which each turn reads one: first each once,
 * then in turn the one that is looked at and one of all.
 */
export class QueueList {
  rows = [];
  complete = false;
  error = null;
  #byName = new Map();
  #tokens = [undefined];
  #next = 0;
  #turn = 0;
  #looked = 0;
  #round = 0;
  #changed;
  #repeated;

  constructor(changed) {
    this.#changed = changed;
    this.#repeated = repeat(() => this.#read(), 2000);
  }

  /** Told which row is the first that is seen. */
  look(row) {
    this.#looked = Math.floor(row / PAGE);
  }

  now() {
    this.#next = 0;
    this.#round += 1;
    this.#repeated.now();
  }

  stop() {
    this.#repeated.stop();
  }

  async #read() {
    try {
      do {
        await this.#page();
      } while (!this.complete && !document.hidden);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.#changed();
    return !this.error?.isUnproven;
  }

  async #page() {
    this.#turn += 1;
    const looks = this.complete && this.#turn % 2 === 0 && this.#looked < this.#tokens.length;
    const page = looks ? this.#looked : this.#next;
    const answer = await sqs('DescribeQueues', {
      MaxResults: PAGE,
      NextToken: this.#tokens[page],
    });
    this.#take(answer.Queues ?? []);
    if (answer.NextToken) {
      this.#tokens[page + 1] = answer.NextToken;
    } else {
      this.#tokens.length = page + 1;
    }
    if (!looks) {
      this.#forward(page, Boolean(answer.NextToken));
    }
  }

  #take(queues) {
    const at = performance.now();
    for (const queue of queues) {
      const before = this.#byName.get(queue.QueueName);
      const row = withRates(before, { ...queue, at, round: this.#round });
      this.#byName.set(queue.QueueName, row);
    }
    this.#sort();
    this.#changed();
  }

  /* What was not met in a whole round is gone. */
  #forward(page, more) {
    this.#next = more ? page + 1 : 0;
    if (!more) {
      for (const [name, row] of this.#byName) {
        if (row.round < this.#round) {
          this.#byName.delete(name);
        }
      }
      this.#round += 1;
      this.complete = true;
      this.#sort();
    }
  }

  #sort() {
    this.rows = [...this.#byName.values()].sort((a, b) => (a.QueueName < b.QueueName ? -1 : 1));
  }
}

/** The list of queues as long as it is drawn. */
export function useQueueList() {
  const [, setVersion] = useState(0);
  const list = useRef();
  useEffect(() => {
    list.current = new QueueList(() => setVersion((version) => version + 1));
    return () => list.current.stop();
  }, []);
  return list.current;
}

/** One queue's numbers, with their rates. */
export function useQueueNumbers(name) {
  const before = useRef();
  return usePoll(
    async () => {
      /* Of the names that begin so, it is the first. */
      const answer = await sqs('DescribeQueues', { QueueNamePrefix: name, MaxResults: 1 });
      const found = answer.Queues?.[0];
      if (found?.QueueName !== name) {
        return null;
      }
      const sample = withRates(before.current, { ...found, at: performance.now() });
      before.current = sample;
      return sample;
    },
    2000,
    [name],
  );
}

/** Where the address says to be: the parts behind the hash. */
export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return useMemo(() => hash.replace(/^#\/?/, '').split('/').map(decoded), [hash]);
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page. */
export const path = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;
