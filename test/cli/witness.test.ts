import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../../src/adapters/project-path.js';
import { cosignaturesBy, parseWitnessKey } from '../../src/lib/cosignature.js';
import { verifierKey } from '../../src/lib/signed-note.js';
import { withSignatures } from '../../src/register/checkpoint.js';
import { aRandom } from '../fixtures/random.js';
import { aLog, serveLog, withAlteredByte, withDamagedTile, type TestLog } from '../witness/a-log.js';
import { raisonne } from './a-server.js';

let folder: string;
let log: TestLog;
let served: Awaited<ReturnType<typeof serveLog>>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'raisonne-witness-'));
  log = aLog().grow(5);
  served = await serveLog(log.files);
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const keyOf = ({ signer }: TestLog) => verifierKey(signer);
const named = () => `${keyOf(log)}=${served.url}`;
const lookOnce = (...more: readonly string[]) =>
  raisonne(['witness', '--once', '--folder', folder, '--log', named(), ...more]);

describe('raisonne witness --once', () => {
  it('cosigns a log that grows, and keeps its key', async () => {
    const first = await lookOnce();
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    expect(first.out).toMatch(
      /^Witness witness\.localhost\/[0-9a-f]{16}\+[0-9a-f]{8}\+\S{44}\nlog\.example\/one: grew consistently to 5 entries; cosigned\.\n$/,
    );
    log.grow(300);
    const json = await lookOnce('--json');
    const { witness, logs } = JSON.parse(json.out) as {
      witness: string;
      logs: { log: string; look: string; size: number; note: string }[];
    };
    expect(first.out).toContain(witness);
    expect(logs).toMatchObject([{ log: keyOf(log), look: 'cosigned', size: 305 }]);
    const key = parseWitnessKey(witness);
    expect(key && cosignaturesBy(logs[0]?.note ?? '', key)).toHaveLength(1);
    expect((await lookOnce()).out).toContain('unchanged at 305 entries');
  });

  it('ends with 1, and shows and keeps both checkpoints, when the log forked', async () => {
    await lookOnce();
    const fork = log.forkAt(2).grow(3);
    served.serve(fork.files);
    const { exitCode, out, err } = await lookOnce();
    expect([exitCode, out]).toEqual([
      1,
      expect.stringContaining('log.example/one: CONTRADICTS ITSELF (forked)'),
    ]);
    for (const note of [fork.note(), log.note()]) expect(err).toContain(note);
    const kept = await readFile(
      path.join(folder, (await readdir(folder)).find((one) => one.endsWith('.conflict.txt')) ?? ''),
      'utf8',
    );
    expect(err).toContain(kept);
    served.serve(log.grow(1).files);
    const after = await lookOnce();
    expect([after.exitCode, after.out]).toEqual([
      1,
      expect.stringMatching(/not looked at.*\.conflict\.json; take the file away/),
    ]);
  });

  it.each([
    ['went back', /WENT BACK/, () => log.forkAt(3).files],
    [
      'has damaged tiles',
      /Its tiles are not those of its checkpoint/,
      () => withDamagedTile(log.grow(9).files, 0),
    ],
    [
      'serves an altered tile that it did not touch since',
      /SERVES WHAT IT DID NOT SIGN, of 305 entries: .*tile\/0\/000/,
      () => withAlteredByte(log.files, 'tile/0/000', 1000),
    ],
    [
      'serves an altered entry',
      /SERVES WHAT IT DID NOT SIGN, of 305 entries: .*tile\/entries\/000/,
      () => withAlteredByte(log.files, 'tile/entries/000', 1000),
    ],
    ['serves no log', /It serves no checkpoint/, () => ({ read: async () => null })],
  ])('ends with 1 when the log %s', async (_, words, files) => {
    log.grow(300);
    await lookOnce();
    served.serve(files());
    const { exitCode, out } = await lookOnce();
    expect([exitCode, out]).toEqual([1, expect.stringMatching(words)]);
  });

  it('ends with 1 when a log does not answer, and looks at the others all the same', async () => {
    const { exitCode, out } = await lookOnce('--log', `${keyOf(aLog('log.example/two'))}=http://127.0.0.1:1`);
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /one: grew consistently[^]*two: does not answer\. http:\/\/127\.0\.0\.1:1\/checkpoint .*\n/,
    );
  });

  it('refuses to go on with a damaged record, and with the key of another', async () => {
    await lookOnce('--name', 'witness.example/one');
    expect(await lookOnce('--name', 'witness.example/two')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('is that of the witness witness.example/one, not of witness.example/two'),
    });
    const record = path.join(
      folder,
      (await readdir(folder)).find((one) => one.endsWith('.checkpoint')) ?? '',
    );
    const whole = await readFile(record, 'utf8');
    await writeFile(record, whole.replace('\n5\n', '\n4\n'));
    expect(await lookOnce()).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/one is damaged.*Put the file back/),
    });
    await writeFile(record, whole);
    expect(await lookOnce()).toMatchObject({ exitCode: 0 });
    await writeFile(path.join(folder, 'witness-key.json'), '{');
    expect(await lookOnce()).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('is not the key of a witness'),
    });
  });

  it.each([
    [['witness']],
    [['witness', '--log', 'KEY']],
    [['witness', '--folder', 'x', '--log', 'a b']],
    [['witness', '--folder', 'x', '--log', `${keyOf(aLog())}=ftp://example.org`]],
    [['witness', '--folder', 'x', '--log', keyOf(aLog()), '--log', keyOf(aLog())]],
    [['witness', '--folder', 'x', '--log', keyOf(aLog()), '--port', '70000']],
    [['witness', '--folder', 'x', '--log', keyOf(aLog()), '--every', '0']],
    [['witness', '--log', keyOf(aLog())]],
  ])('takes %j for wrong usage', async (line) => {
    expect(await raisonne(line)).toMatchObject({ exitCode: 2, out: '' });
  });
});

/** A witness in a process of its own; resolves when it says that it is ready. */
async function startWitness() {
  const module = pathToFileURL(projectPath('dist/src/cli/run-command.js')).href;
  const code = `process.exitCode = await (await import('${module}')).runCommand(process.argv.slice(1));`;
  const line = ['witness', '--json', '--every', '1', '--folder', folder, '--log', named()];
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, '--', ...line], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value)) as Record<string, string>;
  const { witness = '', url = '' } = await next();
  const key = parseWitnessKey(witness);
  if (!key) throw new Error(`no key: ${witness}`);
  return {
    key,
    next,
    post: (body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body }),
    end: async (signal: 'SIGKILL' | 'SIGTERM') => {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
      return child.exitCode;
    },
  };
}

describe('raisonne witness', () => {
  it('listens and looks by itself, and ends in order', async () => {
    const witness = await startWitness();
    expect(await witness.next()).toMatchObject({ look: 'cosigned', size: 5 });
    log.grow(2);
    expect(await witness.next()).toMatchObject({ look: 'cosigned', size: 7 });
    expect((await witness.post(log.submission(7n))).status).toBe(200);
    expect(await raisonne(['witness', '--once', '--folder', folder, '--log', named()])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('FOLDER_IN_USE'),
    });
    expect(await witness.end('SIGTERM')).toBe(0);
  });

  it('that is killed in the middle of its answers has forgotten none of them, ten times over', async () => {
    // Only what is sent: nothing is served, so that it does not go on by itself.
    served.serve({ read: async () => null });
    const random = aRandom('kills');
    let answered = 0n;
    let lastTime = 0;
    for (let round = 0; round < 10; round += 1) {
      const witness = await startWitness();
      await witness.next();
      const killAfter = random.below(6);
      for (let call = 0; ; call += 1) {
        log.grow(1 + random.below(40));
        const asked = await witness.post(log.submission(0n));
        // The very first is from zero; afterwards it names what it knows, which is never less than what it gave out.
        const known = asked.status === 200 ? log.size() : BigInt((await asked.text()).trim());
        expect(known >= answered).toBe(true);
        if (asked.status === 200) {
          answered = known;
          continue;
        }
        const note = log.note();
        const answer = witness.post(log.submission(known)).then(
          (response) => response.text(),
          () => null,
        );
        if (call === killAfter) await witness.end('SIGKILL');
        const line = await answer;
        if (line !== null) {
          const [cosignature] = cosignaturesBy(withSignatures(note, [line.trimEnd()]), witness.key) ?? [];
          expect(cosignature?.cosignedAt.getTime()).toBeGreaterThanOrEqual(lastTime);
          lastTime = cosignature?.cosignedAt.getTime() ?? lastTime;
          answered = log.size();
        }
        if (call === killAfter) break;
      }
    }
    expect(answered).toBeGreaterThan(0n);
  }, 120_000);
});
