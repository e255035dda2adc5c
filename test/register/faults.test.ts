import type { Wallet } from 'ethers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import { openEmbeddedLedger } from '../../src/adapters/ledger/open-embedded-ledger.js';
import { openStaging } from '../../src/adapters/open-staging.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import type { LocalFile } from '../../src/cli/local-file.js';
import { idOf } from '../../src/lib/ids.js';
import { Refusal } from '../../src/lib/refusal.js';
import type { ImageReader } from '../../src/originality/fingerprint.js';
import type {
  Clock,
  ContentStore,
  Database,
  Ledger,
  LogFiles,
  SignatureReader,
  Staging,
} from '../../src/ports.js';
import { anchorCheckpoint } from '../../src/register/anchor-checkpoint.js';
import { openSequencer } from '../../src/register/open-sequencer.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { rebuild } from '../../src/register/rebuild.js';
import { recordStatement, type SignedStatement } from '../../src/register/record-statement.js';
import type { StatementKind } from '../../src/register/statement-kind.js';
import { nameStatement, type Statement } from '../../src/register/statement.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { declareUpload } from '../../src/works/declare-upload.js';
import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { arrivedFiles, receiveUpload } from '../../src/works/receive-upload.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aRandom } from '../fixtures/random.js';
import { tell } from '../fixtures/tell.js';
import {
  aStoredPicture,
  describeRegisters,
  imagesOver,
  ORIGIN,
  signed,
  type TestRegister,
} from './a-register.js';
import { Fault, faultsOn, Outage } from './faults.js';
import { findingsIn } from './findings-in.js';
import { expectSound } from './sound.js';
import { watchSql, type SqlWatch } from './sql.js';
import { changingNothing, DERIVED } from './tables.js';

interface Parts {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  readonly ledger: Ledger;
  readonly signatures: SignatureReader;
  readonly images: ImageReader;
  readonly staging: Staging;
  readonly clock: Clock;
}

interface Errand {
  readonly file: LocalFile;
  readonly registration: Signed;
  readonly claim: Signed;
}

type Signed = Omit<SignedStatement, 'files'> & { readonly statement: Statement };

const ada = aPerson('ada');
const LIMITS = {
  anchorEveryMs: 0,
  anchorBumpAfterMs: 180_000,
  anchorMaxFeeWei: 10n ** 12n,
  anchorDailyWei: null,
  holder: 'the register',
};
const random = aRandom('errands');

/** Both statements, signed beforehand: whoever must try again sends the very same. */
async function signErrand(clock: Clock, file: LocalFile, person: Wallet = ada): Promise<Errand> {
  const needs = { clock, origin: ORIGIN };
  const registration = await signed(needs, person, {
    kind: registerWork,
    body: { title: 'Sunrise', makers: [], files: [referenceTo(file)] },
    random,
  });
  const work = idOf('work', nameStatement(registration.statement).cid);
  const body = { work, claimants: [addressOf(person)], basis: 'author' as const };
  return { file, registration, claim: await signed(needs, person, { kind: claimAuthorship, body, random }) };
}

/** Records, and takes a replay for what it is to whoever lost an answer: recorded already. */
async function record<Body, No>(
  parts: Pick<Parts, 'database' | 'content' | 'clock' | 'signatures' | 'ledger'>,
  kind: StatementKind<Body, No>,
  statement: Signed,
  files: readonly StoredFile[],
): Promise<string> {
  const { cid } = nameStatement(statement.statement);
  const sequencer = openSequencer({ ...parts, onRecorded: () => undefined, halted: () => null });
  const needs = { ...parts, origin: ORIGIN, sequencer };
  try {
    const outcome = await recordStatement(needs, kind, { ...statement, files });
    if ('no' in outcome) throw new Error(`the register answered ${JSON.stringify(outcome.no)}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'REPLAYED') throw error;
  }
  return cid;
}

async function upload(parts: Parts, { bytes, ...declared }: LocalFile): Promise<StoredFile[]> {
  const pieces = async function* () {
    yield bytes;
  };
  const declaration = await declareUpload(parts, declared);
  await receiveUpload(parts, declaration.token, pieces());
  return arrivedFiles(parts, [declaration.upload.id]);
}

describeRegisters('a register whose parts fail', (open) => {
  let register: TestRegister;
  let parts: Parts;
  let folder: string;
  const acknowledged: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-faults-'));
    register = await open();
    acknowledged.length = 0;
    parts = {
      database: register.database,
      content: register.content,
      signatures: register.needs.signatures,
      logFiles: register.logFiles,
      clock: register.needs.clock,
      ledger: await openEmbeddedLedger({ folder: path.join(folder, 'chain'), salt: `0x${'5a'.repeat(32)}` }),
      images: openImageReader({ workers: 1 }),
      staging: await openStaging({ folder: path.join(folder, 'staging') }),
    };
  });
  afterAll(async () => {
    await parts.ledger.close();
    await parts.images.close();
    await register.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** From a picture's bytes to its place on the chain. */
  const goAllTheWay = async (own: Parts, { file, registration, claim }: Errand): Promise<void> => {
    const files = await upload(own, file);
    acknowledged.push(await record(own, registerWork, registration, files));
    acknowledged.push(await record(own, claimAuthorship, claim, []));
    await publishCheckpoint({ ...own, log: register.log });
    await anchorCheckpoint({ ...own, ...LIMITS });
  };
  const rebuilding = () => ({ ...parts, log: register.log, images: imagesOver(parts.images) });
  const settle = async (): Promise<void> => {
    await publishCheckpoint({ ...parts, log: register.log });
    while ((await anchorCheckpoint({ ...parts, ...LIMITS })) !== 'nothing to do');
  };

  it('stays sound, and records all when asked again, whichever call of a part fails', async () => {
    for (const at of faultsOn(register.database)) {
      const file = await aFile(await aPicture({ seed: 1000 + at, width: 64, height: 48, format: 'png' }));
      const errand = await signErrand(parts.clock, file);
      const fault = new Fault(at);
      const failing = Object.fromEntries(
        Object.entries(parts).map(([label, part]) => [label, fault.within(part as object, label)]),
      ) as unknown as Parts; // the same names and, behind each, the same part
      const ending = await goAllTheWay(failing, errand).catch((error: unknown) => error);
      await expectSound(parts, acknowledged);
      if (!fault.hasStruck) {
        expect([at > 15, ending]).toEqual([true, undefined]);
        tell(`A register whose parts fail — ${at - 1} calls, of which one fails an errand.`);
        break;
      }
      expect(ending).toBeInstanceOf(Outage);
      await goAllTheWay(parts, errand);
    }
    await settle();
    await expectSound(parts, acknowledged);
    const newest = await newestCheckpoint(parts.database.tables);
    expect(await parts.ledger.newest()).toEqual({ size: newest?.size, root: newest?.root });
    expect(await findingsIn(rebuilding())).toEqual([]);
    await changingNothing(parts.database, () => rebuild(rebuilding()), DERIVED);
  });

  it.each<[string, { least: number; healed: readonly number[] }, (fault: Fault) => SqlWatch]>([
    // A connection that fails at the start or at the rollback is closed by its pool, and with it the transaction.
    [
      'does all or nothing, whichever SQL statement fails',
      { least: 20, healed: [] },
      (fault) => ({ before: (sql) => (/^(START|ROLLBACK)/.test(sql) ? undefined : fault.passing(sql)) }),
    ],
    [
      'keeps what was committed, whichever COMMIT goes unheard',
      // The first two are the statements': the register looks what became of them, and their signer notices nothing.
      { least: 4, healed: [1, 2] },
      (fault) => ({ after: (sql) => (sql === 'COMMIT' ? fault.passing(sql) : undefined) }),
    ],
  ])('%s', async (name, { least, healed }, watchFor) => {
    for (const at of faultsOn(register.database)) {
      const stored = await aStoredPicture(register.content, `${name} ${at}`);
      const { registration, claim } = await signErrand(parts.clock, { ...stored, bytes: new Uint8Array() });
      const goSomeWay = async (): Promise<void> => {
        acknowledged.push(await record(parts, registerWork, registration, [stored]));
        acknowledged.push(await record(parts, claimAuthorship, claim, []));
        await publishCheckpoint({ ...parts, log: register.log });
      };
      const fault = new Fault(at);
      const stop = watchSql(parts.database, watchFor(fault));
      const ending = await goSomeWay().catch((error: unknown) => error);
      stop();
      await expectSound(parts, acknowledged);
      if (!fault.hasStruck) {
        expect([at >= least, ending]).toEqual([true, undefined]);
        tell(`A register that ${name} — ${at - 1} statements, of which one fails an errand.`);
        break;
      }
      if (healed.includes(at)) expect(ending).toBeUndefined();
      else expect(ending).toBeInstanceOf(Outage);
      await goSomeWay();
    }
    // Anchoring whose statements fail is in anchor-faults.test.ts.
    await settle();
    expect(await findingsIn(rebuilding())).toEqual([]);
    await changingNothing(parts.database, () => rebuild(rebuilding()), DERIVED);
  });
});
