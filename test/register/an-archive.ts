import { NextToLast } from 'blockstore-fs/sharding';
import { CID } from 'multiformats/cid';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { readConfig, type Config } from '../../src/config.js';
import { cosign, witnessKey } from '../../src/lib/cosignature.js';
import { idOf } from '../../src/lib/ids.js';
import { noteSigner } from '../../src/lib/signed-note.js';
import type { Ports } from '../../src/ports.js';
import { anchorCheckpoint } from '../../src/register/anchor-checkpoint.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { saveCosignature } from '../../src/register/cosignature-store.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { inspectContent } from '../../src/works/inspect-content.js';
import { registerWork } from '../../src/works/register-work.js';
import { aPostgresUrl } from '../fixtures/databases.js';
import { addressOf, aFile, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aRandom } from '../fixtures/random.js';
import { describeOn, PGLITE_SHARE, POSTGRES_SHARE, type Share, type Suite } from '../fixtures/shared-out.js';
import { recordedOf, recorderInHouse } from './a-register.js';
import { LIMITS } from './an-anchoring.js';

/** A whole data folder with its ports, and no server on it. */
export interface Archive {
  readonly config: Config;
  readonly dataDir: string;
  /** A place for other things, gone with it. */
  readonly folder: string;
  readonly ports: Ports;
  /** Opens the ports, which must be closed. */
  open(): Promise<Ports>;
  /** Drops the database, and what was open; an empty one is in its place at the next `open`. */
  dropDatabase(): Promise<void>;
  /** One of the same sort that is not open: no data folder, an empty database. */
  another(): Promise<Archive>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

export async function anArchive(onPostgres = false): Promise<Archive> {
  const archive = await aClosedArchive(onPostgres);
  await archive.open();
  return archive;
}

async function aClosedArchive(onPostgres: boolean): Promise<Archive> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-archive-'));
  const dataDir = path.join(folder, 'data');
  const postgres = onPostgres ? await aPostgresUrl() : null;
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: postgres?.url });
  const others: Archive[] = [];
  let opened: Ports | null = null;
  const archive: Archive = {
    config,
    dataDir,
    folder,
    get ports(): Ports {
      if (!opened) throw new Error('the archive is not open');
      return opened;
    },
    open: async () => {
      const ports = await openAdapters(config);
      opened = {
        ...ports,
        close: async () => {
          opened = null;
          await ports.close();
        },
      };
      return opened;
    },
    dropDatabase: async () => {
      await archive.ports.close();
      if (postgres) await emptyPostgres(postgres.url);
      else await rm(path.join(dataDir, 'database'), { recursive: true });
    },
    another: async () => {
      const other = await aClosedArchive(onPostgres);
      others.push(other);
      return other;
    },
    close: async () => {
      for (const other of others) await other.close();
      await opened?.close();
      await postgres?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return archive;
}

async function emptyPostgres(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const client = new pg.Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await client.connect();
  try {
    await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
}

/** One suite on a data folder with each database that this machine has. */
export function describeArchives(
  suite: Suite,
  tests: (open: () => Promise<Archive>, share: Share) => void,
): void {
  describeOn('PGlite', suite, () => tests(() => anArchive(), PGLITE_SHARE));
  describeOn('PostgreSQL', suite, () => tests(() => anArchive(true), POSTGRES_SHARE));
}

export const WITNESS = noteSigner('witness.example/one', aRandom('witness').bytes(32));
const ada = aPerson('ada');
const bob = aPerson('bob');
const cleo = aPerson('cleo');

/** Where the embedded content store keeps a block. */
export function blockFile(dataDir: string, cid: string): string {
  const { dir, file } = new NextToLast().encode(CID.parse(cid));
  return path.join(dataDir, 'blocks', dir, file);
}

/** A real picture that is in the content store, with its row. */
export async function aKeptPicture(ports: Ports, seed: number): Promise<StoredFile> {
  const bytes = await aPicture({ seed, width: 96, height: 64, format: 'png' });
  const file = await aFile(bytes);
  await ports.content.put([bytes]);
  return (await inspectContent(ports, referenceTo(file))).file;
}

/** Signs a checkpoint, has it cosigned, and brings it onto the chain. */
export async function publishAll(ports: Ports): Promise<void> {
  const checkpoint = await publishCheckpoint(ports);
  const head = checkpoint && openCheckpoint(checkpoint.note, ports.log);
  if (checkpoint && head)
    await saveCosignature(ports.database.tables, {
      size: checkpoint.size,
      witness: witnessKey(WITNESS),
      ...cosign(head.text, WITNESS, new Date('2026-06-01T12:00:00Z')),
    });
  while ((await anchorCheckpoint({ ...ports, ...LIMITS, holder: 'the archive' })) !== 'nothing to do');
}

/** All kinds of statements over real pictures, in several checkpoints; `more` are of people who name recovery keys. */
export async function fillArchive(ports: Ports, { transfers = 0, more = 0 } = {}): Promise<void> {
  const { record, claim } = recorderInHouse(ports);
  const register = async (person: typeof ada, seed: number, body: object = {}) => {
    const picture = await aKeptPicture(ports, seed);
    const whole = { title: `Work ${seed}`, makers: [], files: [referenceTo(picture)], ...body };
    return idOf('work', recordedOf(await record(person, registerWork, whole, [picture])).cid);
  };
  const work = await register(ada, 501, { makers: [{ name: 'Ada', person: addressOf(ada) }] });
  await register(bob, 502, { medium: 'oil', description: 'é\u2028é' });
  const joint = await claim(ada, {
    work,
    claimants: [addressOf(ada), addressOf(bob)],
    basis: 'joint-authors',
    firstOwners: [{ owner: addressOf(ada), share: '1' }],
  });
  await publishAll(ports);
  await record(bob, coSignClaim, { claim: joint });
  const evidence = await aKeptPicture(ports, 503);
  const competing = {
    work,
    claimants: [addressOf(cleo)],
    basis: 'author' as const,
    competesWith: joint,
    evidence: [referenceTo(evidence)],
  };
  const other = recordedOf(await record(cleo, claimAuthorship, competing, [evidence]));
  await publishAll(ports);
  const people = Array.from({ length: more }, (_, at) => aPerson(`person ${at}`));
  await Promise.all(
    people.map((person) =>
      record(person, nameRecoveryKeys, { key: addressOf(person), recoveryKeys: [addressOf(ada)] }),
    ),
  );
  const owners = [ada, bob];
  for (let at = 0; at < transfers + 1; at += 1) {
    const [from = ada, to = bob] = at % 2 === 0 ? owners : owners.toReversed();
    const whole = [{ owner: addressOf(to), share: '1' }];
    await record(from, transferTitle, { work, to: whole, method: 'sale', note: `lot ${at}` });
  }
  await record(cleo, withdrawClaim, { claim: idOf('claim', other.cid), reason: 'I erred' });
  await publishAll(ports);
}
