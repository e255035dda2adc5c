import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

const PROGRAM = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) =>
    (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  )
  .find((file) => existsSync(file));

/** Tests in a real browser; where there is none they are skipped, saying so. */
export const describeChromium = (name: string, tests: () => void): void =>
  PROGRAM === undefined
    ? describe.skip(`${name} (no Chromium on this machine)`, tests)
    : describe(name, tests);

type Answer = Readonly<Record<string, unknown>>;

/** A page in a browser of its own, driven by the DevTools protocol over pipes: no port is opened. */
export interface Page {
  send(method: string, params?: object): Promise<Answer>;
  /** What an expression comes to, promises awaited. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Asks until an expression comes to true; Jest's own time limit ends it when that never comes. */
  until(expression: string): Promise<void>;
  /** Messages of the page's console and of its policy. */
  readonly told: readonly string[];
  close(): Promise<void>;
}

export async function openPage(url: string): Promise<Page> {
  const profile = await mkdtemp(path.join(tmpdir(), 'raisonne-chromium-'));
  const child = spawn(
    PROGRAM ?? '',
    ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  ); // prettier-ignore
  const told: string[] = [];
  const ask = connect(child, (event) => {
    if (event['method'] === 'Log.entryAdded' || event['method'] === 'Runtime.consoleAPICalled')
      told.push(JSON.stringify(event['params']));
  });
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params: object = {}) => ask(method, params, String(sessionId));
  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Value }).value; // as the protocol says
  };
  const until = async (expression: string): Promise<void> => {
    while (!(await evaluate<boolean>(expression)));
  };
  for (const domain of ['Page', 'Runtime', 'Log', 'DOM']) await send(`${domain}.enable`);
  await send('Page.navigate', { url });
  await until('document.readyState === "complete"');
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { send, evaluate, until, told, close };
}

function connect(child: ChildProcess, onEvent: (event: Answer) => void) {
  const [, , , out, incoming] = child.stdio as unknown as [null, null, null, Writable, Readable]; // as spawned
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let rest = '';
  let last = 0;
  incoming.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = `${rest}${chunk}`.split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message = JSON.parse(text) as Answer & {
        id?: number;
        error?: { message: string };
        result?: Answer;
      }; // as the protocol says
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (!asked) onEvent(message);
      else if (message.error) asked.reject(new Error(message.error.message));
      else asked.resolve(message.result ?? {});
    }
  });
  return (method: string, params: object, sessionId?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      out.write(
        `${JSON.stringify({ id: last, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`,
      );
    });
}
