import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openLogWitness } from '../../src/adapters/witness/open-log-witness.js';
import { cosign, cosignaturesBy, witnessKey } from '../../src/lib/cosignature.js';
import { EMPTY_ROOT } from '../../src/lib/merkle.js';
import { noteSigner, splitNote, verifierKey, type NoteSigner } from '../../src/lib/signed-note.js';
import type { LogWitness } from '../../src/ports.js';
import { signCheckpoint, withSignatures } from '../../src/register/checkpoint.js';
import { collectCosignature } from '../../src/register/collect-cosignature.js';
import { cosignaturesCovering, cosignaturesOf } from '../../src/register/cosignature-store.js';
import { listWitnesses } from '../../src/register/list-witnesses.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { parseSubmission } from '../../src/witness/submission.js';
import { aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { aWitness, type TestWitness } from '../witness/a-witness.js';
import { describeRegisters, type TestRegister } from './a-register.js';

const ada = aPerson('ada');
const START = new Date('2026-05-01T12:00:00.000Z');

describeRegisters('collecting cosignatures', (open) => {
  let register: TestRegister;
  let witness: TestWitness;
  let asked: LogWitness;
  let told: string[];
  let now: Date;

  /** How many entries there were before the test. */
  let before: bigint;

  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());
  beforeEach(async () => {
    const { tables } = register.database;
    await tables.query('DELETE FROM cosignatures');
    await tables.query('DELETE FROM witness_reports');
    before = (await newestCheckpoint(tables))?.size ?? 0n;
    witness = await aWitness([{ signer: register.log }]);
    asked = openLogWitness({ key: witness.witness.signer, url: witness.url });
    told = [];
    now = START;
  });
  afterEach(() => witness.close());

  const collect = (from: LogWitness = asked, signal = new AbortController().signal) =>
    collectCosignature(
      { ...register, clock: { now: () => now }, onError: (error) => told.push(String(error)) },
      from,
      signal,
    );
  /** Past the pause that follows a failure. */
  const later = () => (now = new Date(now.getTime() + 60_000));
  const publish = async (works = 1) => {
    for (let count = 0; count < works; count += 1) await register.work(ada);
    const checkpoint = await publishCheckpoint({ ...register, clock: register.needs.clock });
    if (!checkpoint) throw new Error('nothing to publish');
    return checkpoint;
  };
  const standing = async (of: LogWitness = asked) =>
    (await listWitnesses({ database: register.database, witnesses: [of] }))[0];
  const sizes = async () => {
    const rows = await register.database.tables.query<{ size: string }[]>(
      'SELECT size::text FROM cosignatures ORDER BY cosignatures.size',
    );
    return rows.map(({ size }) => Number(BigInt(size) - before));
  };

  it('asks for none before the first checkpoint', async () => {
    await collect();
    expect(await standing()).toMatchObject({ newest: null, askedAt: null, problem: null });
  });

  it('keeps what the witness signed over each newest checkpoint, once, and proves with it', async () => {
    await publish(2);
    await collect();
    await collect();
    const { size, note } = await publish(3);
    await collect();
    expect([await sizes(), told]).toEqual([[2, 5], []]);
    const [stored] = await cosignaturesOf(register.database.tables, [size]);
    const whole = withSignatures(note, [stored?.line ?? '']);
    expect(cosignaturesBy(whole, witness.witness.signer)).toMatchObject([{ cosignedAt: stored?.cosignedAt }]);
    expect(await standing()).toMatchObject({ newest: { size }, problem: null });
  });

  it('tells of each entry the first checkpoint that the witness cosigned', async () => {
    await publish(2);
    await collect();
    await publish(1);
    await publish(1);
    await collect();
    const indexes = [0n, 1n, 2n, 3n, 4n].map((at) => before + at);
    const covering = await cosignaturesCovering(register.database.tables, indexes);
    const found = covering.map((each) => each.map(({ size }) => Number(size - before)));
    expect(found).toEqual([[2], [2], [4], [4], []]);
  });

  it('goes on where the witness is, when it saw other checkpoints of ours before', async () => {
    await publish(3);
    await collect();
    await register.database.tables.query('DELETE FROM cosignatures');
    await publish(2);
    await collect();
    expect([await sizes(), told]).toEqual([[5], []]);
  });

  it('sends one checkpoint once when two processes ask at the same time', async () => {
    await publish(3);
    await Promise.all([collect(), collect(), collect()]);
    expect([await sizes(), told]).toEqual([[3], []]);
  });

  it('tells loudly, once, when the witness saw another log, and goes on with what is its own', async () => {
    const { size } = await publish(3);
    const other = signCheckpoint({ size, root: EMPTY_ROOT }, register.log);
    expect((await witness.post(`old 0\n\n${other}`)).status).toBe(200);
    await collect();
    expect(told).toEqual([
      expect.stringMatching(/^Error: The witness witness\.example\/one .*IT SAW ANOTHER LOG/),
    ]);
    expect((await standing())?.problem).toMatch(/^IT SAW ANOTHER LOG.*contradicts/);
    await collect();
    later();
    await publish(1);
    await collect();
    expect(await sizes()).toEqual([]);
  });

  it('tells when the witness has seen more than there is: the database is an old copy', async () => {
    const { size } = await publish(3);
    const ahead = signCheckpoint({ size: size + 6n, root: EMPTY_ROOT }, register.log);
    await witness.post(`old 0\n\n${ahead}`);
    await collect();
    expect(told).toEqual([
      expect.stringContaining(`IT SAW A LARGER LOG: it has cosigned ${size + 6n} entries`),
    ]);
  });

  describe('from a witness that misbehaves', () => {
    const own = noteSigner('witness.example/bad', aRandom('bad witness').bytes(32));
    let closers: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closers.splice(0)) await close();
    });

    async function misbehaving(answer: RequestListener, key: NoteSigner = own): Promise<LogWitness> {
      const http = createServer(answer);
      http.listen(0);
      await once(http, 'listening');
      closers = [
        ...closers,
        async () => {
          http.closeAllConnections();
          http.close();
          await once(http, 'close');
        },
      ];
      const url = `http://localhost:${(http.address() as AddressInfo).port}`;
      return openLogWitness({ key, url });
    }

    /** Answers 200 with what is made of the checkpoint's text. */
    const signing =
      (lineOf: (text: string) => string): RequestListener =>
      (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const { note = '' } = parseSubmission(Buffer.concat(chunks).toString('utf8')) ?? {};
          response.writeHead(200).end(lineOf(splitNote(note)?.text ?? ''));
        });
      };
    const always =
      (status: number, body: string, type = 'text/plain'): RequestListener =>
      (_request, response) => {
        response.writeHead(status, { 'content-type': type }).end(body);
      };
    const stranger = noteSigner(own.name, aRandom('stranger').bytes(32));

    it.each([
      ['garbage', /not its cosignature/, always(200, 'yes, gladly\n')],
      ['nothing', /not its cosignature/, always(200, '')],
      [
        "another key's signature",
        /not its cosignature/,
        signing((text) => `${cosign(text, stranger, START).line}\n`),
      ],
      [
        'a cosignature over another checkpoint',
        /not its cosignature/,
        signing((text) => `${cosign(text.replace(/\n(\d+)\n/, '\n1$1\n'), own, START).line}\n`),
      ],
      [
        'its own cosignature, and a bad one by the same key',
        /not its cosignature/,
        signing((text) => `${cosign(text, own, START).line}\n${cosign(`${text}x\n`, own, START).line}\n`),
      ],
      ['403', /answered 403: never heard \[2J of it/, always(403, 'never heard\u001B[2J of it')],
      ['another size every time', /another size at each/, otherSizes()],
      ['a size that is none', /IT SAW ANOTHER LOG/, always(409, 'five\n', 'text/x.tlog.size')],
      ['a megabyte', /longer than 200000 bytes/, always(200, 'x'.repeat(1_000_000))],
      ['a broken connection', /does not answer as it should/, (request) => request.socket.destroy()],
    ])('keeps nothing of %s, and says so', async (_, problem, answer) => {
      await publish();
      const bad = await misbehaving(answer);
      await collect(bad);
      expect(await sizes()).toEqual([]);
      expect((await standing(bad))?.problem).toMatch(problem);
      expect(told).toHaveLength(1);
      expect(told[0]).not.toMatch(/\p{Cc}/u);
    });

    it('takes its own cosignature from among others, also of keys that nobody knows', async () => {
      await publish();
      const both = await misbehaving(
        signing((text) => `${cosign(text, stranger, START).line}\n${cosign(text, own, START).line}\n`),
      );
      await collect(both);
      expect([await sizes(), told]).toEqual([[1], []]);
    });

    it('leaves it alone for a while, then asks again, and forgets the problem when it cosigns', async () => {
      await publish();
      let isUp = false;
      let calls = 0;
      const flaky = await misbehaving((request, response) => {
        calls += 1;
        const answer = isUp ? signing((text) => `${cosign(text, own, START).line}\n`) : always(500, 'no');
        answer(request, response);
      });
      await collect(flaky);
      await collect(flaky);
      expect([calls, told.length]).toEqual([1, 1]);
      later();
      await collect(flaky);
      expect([calls, told.length]).toEqual([2, 1]);
      isUp = true;
      later();
      await collect(flaky);
      expect([await sizes(), (await standing(flaky))?.problem]).toEqual([[1], null]);
    });

    it('does not wait for one that never answers when it is told to end, and holds nothing against it', async () => {
      await publish();
      const stopping = new AbortController();
      const silent = await misbehaving(() => stopping.abort());
      await collect(silent, stopping.signal);
      expect([told, await standing(silent)]).toMatchObject([[], { askedAt: null, problem: null }]);
    });
  });

  it("names the witness by its key, and never takes the log's own for one", async () => {
    expect((await standing())?.verifierKey).toBe(witnessKey(witness.witness.signer));
    expect(verifierKey(register.log)).not.toBe(witnessKey(register.log));
  });
});

/** Names a size that is not the one that it was asked about, and never the same. */
function otherSizes(): RequestListener {
  let calls = 0;
  return (_request, response) => {
    calls += 1;
    response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${calls % 2}\n`);
  };
}
