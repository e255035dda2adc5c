import type { Wallet } from 'ethers';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalBlocks } from '../../src/adapters/content/open-local-blocks.js';
import { absentLedger } from '../../src/adapters/ledger/absent-ledger.js';
import { openSignatureReader } from '../../src/adapters/signatures/open-signature-reader.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import { openStaging } from '../../src/adapters/open-staging.js';
import type { ClaimBody } from '../../src/claims/claim.js';
import { idOf } from '../../src/lib/ids.js';
import { noteSigner, verifierKey, type NoteSigner } from '../../src/lib/signed-note.js';
import type { Fingerprints, ImageReader } from '../../src/originality/fingerprint.js';
import { imageCode } from '../../src/originality/image-code.js';
import { localFeatures } from '../../src/originality/local-features.js';
import { ORIENTATIONS } from '../../src/originality/pdq.js';
import type { ContentStore, Database, Ledger, LogFiles, Ports } from '../../src/ports.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import type { Recorded } from '../../src/register/entry.js';
import type { Outcome } from '../../src/register/append-group.js';
import type { FsckNeeds } from '../../src/register/fsck/fsck.js';
import { openSequencer } from '../../src/register/open-sequencer.js';
import type { RebuildNeeds } from '../../src/register/rebuild.js';
import {
  recordStatement,
  type RecordNeeds,
  type SignedStatement,
} from '../../src/register/record-statement.js';
import type { SignedKind, StatementKind } from '../../src/register/statement-kind.js';
import { createLogHead } from '../../src/register/statement-store.js';
import type { Statement } from '../../src/register/statement.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage } from '../../src/register/typed-data.js';
import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { describeDatabases, type OpenDatabase } from '../fixtures/databases.js';
import { addressOf } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import type { Share, Suite } from '../fixtures/shared-out.js';

export const ORIGIN = 'raisonne.example/test';

/** A chain that holds no step of the log, for registers whose people all have ordinary keys. */
export const NO_CHAIN: Ledger = {
  ...absentLedger('this register has no chain'),
  chainId: '31337',
  anchored: async () => [],
  finalBlock: async () => 0,
  usedNonces: async () => 0,
  newest: async () => ({ size: 0n, root: null }),
};

/** The register without server, chain and images: what the rules of the kinds need. */
export interface TestRegister {
  readonly database: Database;
  readonly content: ContentStore;
  /** Holds the blocks and the log's files. */
  readonly folder: string;
  readonly logFiles: LogFiles;
  readonly needs: RecordNeeds;
  /** What a rebuild and fsck need, with a chain that holds nothing. */
  readonly rebuildNeeds: RebuildNeeds & FsckNeeds;
  readonly log: NoteSigner;
  /** What the clock shows from now on; it stands still. */
  setNow(now: Date): void;
  record<Body, No>(
    person: Wallet,
    kind: StatementKind<Body, No>,
    body: Body,
    files?: readonly StoredFile[],
  ): Promise<Outcome<Body, No>>;
  /** Registers a work with a picture like no other; gives its id. */
  work(person: Wallet, body?: object): Promise<string>;
  /** Claims a work for the person alone, or as the rest of the body says; gives the claim's id. */
  claim(person: Wallet, body: Partial<ClaimBody> & { work: string }): Promise<string>;
  close(): Promise<void>;
}

/** One suite on a register over each database that this machine has. */
export const describeRegisters = (
  suite: Suite,
  tests: (open: () => Promise<TestRegister>, share: Share) => void,
): void => describeDatabases(suite, (open, share) => tests(() => openRegister(open), share));

export async function openRegister(open: OpenDatabase): Promise<TestRegister> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-register-'));
  const database = await open();
  const content = await openLocalBlocks({ folder: path.join(folder, 'blocks') });
  const logFiles = await openLogFiles({ folder: path.join(folder, 'log') });
  const log = noteSigner(ORIGIN, aRandom('log key').bytes(32));
  await createLogHead(database.tables, { origin: ORIGIN, verifierKey: verifierKey(log) });
  let now = new Date('2026-05-01T12:00:00.000Z');
  const clock = { now: () => now };
  const sequencer = openSequencer({ database, clock, onRecorded: () => undefined, halted: () => null });
  const signatures = openSignatureReader();
  const needs: RecordNeeds = { clock, origin: ORIGIN, signatures, ledger: NO_CHAIN, sequencer };
  const own = recorderOver({ ...needs, content });
  return {
    database,
    content,
    logFiles,
    folder,
    needs,
    rebuildNeeds: {
      database,
      content,
      logFiles,
      log,
      clock,
      images: imagesOver(),
      staging: await openStaging({ folder: path.join(folder, 'staging') }),
      ledger: NO_CHAIN,
    },
    log,
    ...own,
    setNow: (then) => {
      now = then;
    },
    close: async () => {
      await database.close();
      await signatures.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The ways of recording, over any parts. */
export function recorderOver(
  needs: RecordNeeds & { readonly content: ContentStore },
  seed = 'register',
): Pick<TestRegister, 'record' | 'work' | 'claim'> {
  const random = aRandom(seed);
  const record: TestRegister['record'] = async (person, kind, body, files = []) =>
    recordStatement(needs, kind, { ...(await signed(needs, person, { kind, body, random })), files });
  const idFrom = async <Body>(name: 'work' | 'claim', outcome: Promise<Outcome<Body, unknown>>) =>
    idOf(name, recordedOf(await outcome).cid);
  return {
    record,
    work: async (person, body = {}) => {
      const picture = await aStoredPicture(needs.content, Buffer.from(random.bytes(12)).toString('hex'));
      const whole = { title: 'Sunrise', makers: [], files: [referenceTo(picture)], ...body };
      return idFrom('work', record(person, registerWork, whole, [picture]));
    },
    claim: (person, body) =>
      idFrom(
        'claim',
        record(person, claimAuthorship, {
          claimants: [addressOf(person)],
          basis: 'author' as const,
          ...body,
        }),
      ),
  };
}

/** The same over the parts of a whole house, past its API. With one seed the same nonces come again. */
export function recorderInHouse(
  ports: Pick<Ports, 'database' | 'content' | 'signatures' | 'clock' | 'log' | 'ledger'>,
  seed?: string,
): Pick<TestRegister, 'record' | 'work' | 'claim'> {
  const sequencer = openSequencer({ ...ports, onRecorded: () => undefined, halted: () => null });
  return recorderOver({ ...ports, origin: ports.log.name, sequencer }, seed);
}

export function recordedOf<Body>(outcome: Outcome<Body, unknown>): Recorded<Body> {
  if ('no' in outcome) throw new Error('the register answered no');
  return outcome.recorded;
}

interface Draft<Body> {
  readonly kind: SignedKind<Body>;
  readonly body: Body;
  readonly random: { bytes(length: number): Uint8Array };
}

/** A statement as its signer sends it. */
export async function signed<Body>(
  { clock, origin }: Pick<RecordNeeds, 'clock' | 'origin'>,
  person: Wallet,
  { kind, body, random }: Draft<Body>,
): Promise<Omit<SignedStatement, 'files'> & { statement: Statement }> {
  const signer = person.address;
  const statement = draftStatement(kind, { origin, signer, body, now: clock.now(), nonce: random.bytes(16) });
  return { statement, signature: await signatureOf(person, statement) };
}

export const signatureOf = (person: Wallet, statement: Statement<unknown>): Promise<string> =>
  person.signTypedData(TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage(statement));

/** Reads the pictures of `aStoredPicture`, and leaves others to a reader of real ones. */
export const imagesOver = (real?: ImageReader): ImageReader => ({
  inspect: async (file) => {
    const [, seed] = /^picture (.*)$/s.exec(await readFile(file, 'latin1')) ?? [];
    if (seed === undefined && real) return real.inspect(file);
    const { pdqOrientations: orientations } = factsOf(seed ?? '');
    const pdq = { hash: orientations.original, quality: 100, orientations };
    return {
      mediaType: 'image/png',
      width: 640,
      height: 480,
      orientation: 1,
      colours: [],
      pdq,
      fingerprints: PLAIN_FINGERPRINTS,
    };
  },
  signPicture: async (question) =>
    real ? real.signPicture(question) : Promise.reject(new Error('no reader of pictures')),
  readAccount: async (file) =>
    real ? real.readAccount(file) : Promise.reject(new Error('no reader of pictures')),
  writeRecord: async (question) =>
    real ? real.writeRecord(question) : Promise.reject(new Error('no reader of pictures')),
  render: async (question) =>
    real ? real.render(question) : Promise.reject(new Error('no reader of pictures')),
  examine: async (file) => (real ? real.examine(file) : Promise.reject(new Error('no reader of pictures'))),
  compare: async (question) =>
    real ? real.compare(question) : Promise.reject(new Error('no reader of pictures')),
  busy: 0,
  model: null,
  close: () => Promise.resolve(),
});

/** As of a picture without any structure. */
const PLAIN_FINGERPRINTS: Fingerprints = {
  trimmed: null,
  imageCode: imageCode(new Uint8Array(1024)),
  features: localFeatures({ width: 64, height: 64, grey: new Uint8Array(64 * 64) }, 1).upright,
  thumbnail: { width: 1, height: 1, grey: new Uint8Array(1) },
  embedding: null,
};

const factsOf = (seed: string) => {
  const random = aRandom(`fingerprint ${seed}`);
  const turns = ORIENTATIONS.map((name) => [name, Buffer.from(random.bytes(32)).toString('hex')] as const);
  return { pdqOrientations: Object.fromEntries(turns) as NonNullable<StoredFile['pdqOrientations']> }; // all eight names
};

/** A stored file with a fingerprint far from every other's: only its name is a picture's. */
export async function aStoredPicture(content: ContentStore, seed: string): Promise<StoredFile> {
  const bytes = Buffer.from(`picture ${seed}`);
  const { pdqOrientations } = factsOf(seed);
  return {
    cid: await content.put([bytes]),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'image/png',
    sizeBytes: bytes.length,
    width: 640,
    height: 480,
    orientation: 1,
    colours: [],
    pdq: pdqOrientations.original,
    pdqQuality: 100,
    pdqOrientations,
  };
}
