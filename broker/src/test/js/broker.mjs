import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(new URL('../fanfare.jar', import.meta.url));

/** Calls `use` with the address of a new broker, which ends with it, or when `signal` says so. */
export async function withBroker(signal, use) {
  const data = await mkdtemp(join(tmpdir(), 'fanfare-'));
  const broker = spawn('java', ['-jar', JAR, '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = once(broker, 'close');
  const kill = () => broker.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await use(await addressOf(broker));
  } finally {
    kill();
    await ended;
    await rm(data, { recursive: true });
  }
}

/** Calls `use` with the address of the broker that runs already, if there is one, or of a new one. */
export function withAnyBroker(signal, use) {
  const running = process.env.BROKER_ENDPOINT;
  return running ? use(running) : withBroker(signal, use);
}

/** Where the broker says that it answers. */
async function addressOf(broker) {
  for await (const line of createInterface({ input: broker.stdout })) {
    const greeting = / answers at (http:\/\/[^ ,]+)/.exec(line);
    if (greeting) {
      broker.stdout.resume();
      return greeting[1];
    }
  }
  throw new Error('The broker ended before it answered');
}
