import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cosignaturesBy, parseWitnessKey, witnessKey } from '../../src/lib/cosignature.js';
import { EMPTY_ROOT } from '../../src/lib/merkle.js';
import { verifierKey } from '../../src/lib/signed-note.js';
import { signCheckpoint, withSignatures } from '../../src/register/checkpoint.js';
import { formatSubmission } from '../../src/witness/submission.js';
import { aLog, type TestLog } from './a-log.js';
import { aWitness, NOON, type TestWitness } from './a-witness.js';

let log: TestLog;
let witness: TestWitness;
beforeEach(async () => {
  log = aLog().grow(5);
  witness = await aWitness([log]);
});
afterEach(async () => {
  await witness.close();
});

const typeOf = (response: Response) => response.headers.get('content-type');
/** What was cosigned at a size, checked by the witness's published key. */
async function cosigned(body: string, note: string, by: TestWitness = witness): Promise<Date> {
  const response = await by.post(body);
  const line = await response.text();
  expect([response.status, line]).toEqual([200, expect.stringMatching(/^— \S+ \S+\n$/u)]);
  const key = parseWitnessKey(witnessKey(by.witness.signer));
  const [cosignature] = (key && cosignaturesBy(withSignatures(note, [line.trimEnd()]), key)) ?? [];
  if (!cosignature) throw new Error(`not a cosignature over the checkpoint: ${line}`);
  return cosignature.cosignedAt;
}

describe('a witness that is sent a checkpoint', () => {
  it('cosigns the first, and each that continues the one before', async () => {
    expect(await cosigned(log.submission(0n), log.note())).toEqual(NOON);
    for (let size = 6n; size < 600n; size += 71n) {
      const before = log.size();
      log.grow(Number(size - before));
      await cosigned(log.submission(before), log.note());
    }
  });

  it('cosigns the same checkpoint again, with the time that it is by then', async () => {
    await cosigned(log.submission(0n), log.note());
    const later = new Date(NOON.getTime() + 60_000);
    witness.setNow(later);
    expect(await cosigned(log.submission(5n), log.note())).toEqual(later);
  });

  it('never gives a time before the last, also when its clock is set back and it was started anew', async () => {
    await cosigned(log.submission(0n), log.note());
    await witness.stop();
    witness = await aWitness([log], { folder: witness.folder });
    witness.setNow(new Date(NOON.getTime() - 3_600_000));
    log.grow(3);
    expect(await cosigned(log.submission(5n), log.note())).toEqual(NOON);
  });

  it('tells by 409 and text/x.tlog.size which size it knows, when the old size is another', async () => {
    const unknown = await witness.post(log.submission(3n));
    expect([unknown.status, typeOf(unknown), await unknown.text()]).toEqual([409, 'text/x.tlog.size', '0\n']);
    await cosigned(log.submission(0n), log.note());
    log.grow(4);
    for (const old of [0n, 4n, 9n]) {
      const other = await witness.post(log.submission(old));
      expect([other.status, typeOf(other), await other.text()]).toEqual([409, 'text/x.tlog.size', '5\n']);
    }
    await cosigned(log.submission(5n), log.note());
  });

  it('answers 409 to an earlier checkpoint, whose state only moves forward', async () => {
    await cosigned(log.submission(0n), log.note());
    for (const body of [log.submission(0n, 3n), log.submission(3n, 3n)]) {
      const back = await witness.post(body);
      expect([back.status, await back.text()]).toEqual([409, '5\n']);
    }
    expect(witness.conflicts).toEqual([]);
  });

  it('answers 422 to a proof that does not lead to the checkpoint', async () => {
    await cosigned(log.submission(0n), log.note());
    log.grow(4);
    const proof = log.proof(5n, 9n);
    const note = log.note();
    const bad = [[], proof.slice(1), proof.toReversed(), [...proof, EMPTY_ROOT], log.proof(4n, 9n)];
    for (const one of bad)
      expect((await witness.post(formatSubmission({ oldSize: 5n, proof: one, note }))).status).toBe(422);
    const fork = log.forkAt(3).grow(9);
    expect((await witness.post(fork.submission(5n))).status).toBe(422);
    const empty = signCheckpoint({ size: 0n, root: log.proof(5n, 9n)[0] ?? EMPTY_ROOT }, log.signer);
    const fresh = await aWitness([log]);
    expect((await fresh.post(`old 0\n\n${empty}`)).status).toBe(422);
    await fresh.close();
    expect(witness.conflicts).toEqual([]);
    await cosigned(log.submission(5n), log.note());
  });

  it.each([
    ['that is no submission', 400, () => 'old\n\n'],
    ['that is not UTF-8', 400, () => Uint8Array.of(0xff, 0xfe)],
    ['whose old size is above its own', 400, () => log.submission(5n).replace('old 5', 'old 6')],
    ['of a log that it does not know', 404, () => aLog('log.example/two').grow(1).submission(0n)],
    [
      'that another key signed',
      403,
      () => {
        const stranger = { ...aLog('stranger').signer, name: log.signer.name };
        return `old 0\n\n${signCheckpoint({ size: 0n, root: EMPTY_ROOT }, stranger)}`;
      },
    ],
    ['whose signature was altered', 403, () => log.submission(0n).replace('\n5\n', '\n6\n')],
    ['that is longer than any', 413, () => `old 0\n\n${'x'.repeat(70_000)}`],
  ])('refuses one %s with %i', async (_, status, body) => {
    expect((await witness.post(body())).status).toBe(status);
    await cosigned(log.submission(0n), log.note());
    expect(witness.failures).toEqual([]);
  });

  it('answers 404 and 405 to whatever is no submission', async () => {
    expect((await fetch(witness.url)).status).toBe(404);
    const got = await fetch(`${witness.url}/add-checkpoint`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('ignores the signatures of others, and does not keep them', async () => {
    const stranger = aLog('stranger').grow(1).note().split('\n\n')[1] ?? '';
    await cosigned(`${log.submission(0n)}${stranger}`, log.note());
    const file = (await readdir(witness.folder)).find((name) => name.endsWith('.checkpoint')) ?? '';
    expect(await readFile(path.join(witness.folder, file), 'utf8')).not.toContain('stranger');
  });
});

describe('a log that forked', () => {
  const file = async (ending: string) => {
    const names = (await readdir(witness.folder)).filter((name) => name.endsWith(ending));
    return names.length === 1 ? path.join(witness.folder, names[0] ?? '') : null;
  };

  it('is refused with both checkpoints as proof, and never cosigned again until a person says so', async () => {
    await cosigned(log.submission(0n), log.note());
    const fork = log.forkAt(3).grow(2);
    const refused = await witness.post(fork.submission(5n));
    const text = await refused.text();
    expect([refused.status, typeOf(refused)]).toEqual([409, 'text/plain; charset=utf-8']);
    for (const note of [log.note(), fork.note()]) expect(text).toContain(note);
    expect(witness.conflicts).toMatchObject([
      { kind: 'forked', log: verifierKey(log.signer), refused: fork.note() },
    ]);
    const json = await file('.conflict.json');
    expect(JSON.parse(await readFile(json ?? '', 'utf8'))).toEqual(witness.conflicts[0]);
    expect(await readFile((await file('.conflict.txt')) ?? '', 'utf8')).toBe(text);

    log.grow(3);
    expect((await witness.post(log.submission(5n))).status).toBe(409);
    await witness.stop();
    witness = await aWitness([log], { folder: witness.folder });
    expect((await witness.post(log.submission(5n))).status).toBe(409);
    await rm(json ?? '');
    await cosigned(log.submission(5n), log.note());
  });

  it('does not keep the witness from another log', async () => {
    await witness.close();
    const other = aLog('log.example/two').grow(7);
    witness = await aWitness([log, other]);
    await cosigned(log.submission(0n), log.note());
    await witness.post(log.forkAt(3).grow(2).submission(5n));
    await cosigned(other.submission(0n), other.note());
  });
});

describe('what a witness remembers', () => {
  it('moves one step for two that submit at once: one is told to try again', async () => {
    await cosigned(log.submission(0n), log.note());
    log.grow(20);
    const sizes = Array.from({ length: 20 }, (_, at) => 6n + BigInt(at));
    const answers = await Promise.all(sizes.map((size) => witness.post(log.submission(5n, size))));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    const won = sizes[statuses.indexOf(200)] ?? 0n;
    const lost = answers.find(({ status }) => status === 409);
    expect(await lost?.text()).toBe(`${won}\n`);
  });

  it('is on disk before the cosignature leaves: when the answer is lost, the next one finds it', async () => {
    await witness.stop();
    witness = await aWitness([log], {
      folder: witness.folder,
      change: (whole) => ({
        ...whole,
        records: {
          ...whole.records,
          keep: async (...kept) => {
            await whole.records.keep(...kept);
            throw new Error('the power went');
          },
        },
      }),
    });
    expect((await witness.post(log.submission(0n))).status).toBe(500);
    expect(witness.failures).toHaveLength(1);
    await witness.stop();
    witness = await aWitness([log], { folder: witness.folder });
    const fork = log.forkAt(3).grow(2);
    const asked = await witness.post(fork.submission(0n));
    expect([asked.status, await asked.text()]).toEqual([409, '5\n']);
    await cosigned(log.submission(5n), log.note());
  });

  it('is given out by nobody when it could not be kept', async () => {
    await witness.stop();
    witness = await aWitness([log], {
      folder: witness.folder,
      change: (whole) => ({
        ...whole,
        records: { ...whole.records, keep: () => Promise.reject(new Error('the disk is full')) },
      }),
    });
    const answer = await witness.post(log.submission(0n));
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('—')]);
  });

  it('is not believed where any byte of it was altered, and nothing is cosigned', async () => {
    await cosigned(log.submission(0n), log.note());
    log.grow(1);
    const name = (await readdir(witness.folder)).find((one) => one.endsWith('.checkpoint')) ?? '';
    const whole = await readFile(path.join(witness.folder, name));
    for (let at = 0; at < whole.length; at += 3) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await writeFile(path.join(witness.folder, name), altered);
      expect([at, (await witness.post(log.submission(5n))).status]).toEqual([at, 500]);
    }
    for (const cut of [0, 10, whole.length - 1]) {
      await writeFile(path.join(witness.folder, name), whole.subarray(0, cut));
      expect([cut, (await witness.post(log.submission(5n))).status]).toEqual([cut, 500]);
    }
    expect(String(witness.failures.at(-1))).toMatch(/log\.example\/one is damaged.*Put the file back/);
    await writeFile(path.join(witness.folder, name), whole);
    await cosigned(log.submission(5n), log.note());
  });
});
