import path from 'node:path';
import type { Config } from '../config.js';
import { registrySalt } from '../evidence/anchor-event.js';
import { verifierKey, type NoteSigner } from '../lib/signed-note.js';
import type { ContentStore, Database, Ledger, Ports, TimestampAuthority } from '../ports.js';
import { createLogHead, logHead } from '../register/statement-store.js';
import { openLocalBlocks } from './content/open-local-blocks.js';
import { openPglite } from './database/open-pglite.js';
import { openPostgres } from './database/open-postgres.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { openHashThread } from './hashes/open-hash-thread.js';
import { openImageReader } from './images/open-image-reader.js';
import { openRenditions } from './images/open-renditions.js';
import { readAnchors } from './images/read-anchors.js';
import { readModel } from './images/read-model.js';
import { absentLedger } from './ledger/absent-ledger.js';
import { openEmbeddedLedger } from './ledger/open-embedded-ledger.js';
import { openRpcLedger } from './ledger/open-rpc-ledger.js';
import { readCredentialKey } from './open-credential-key.js';
import { openLogFiles } from './open-log-files.js';
import { openLogKey } from './open-log-key.js';
import { openSignatureReader } from './signatures/open-signature-reader.js';
import { openStaging } from './open-staging.js';
import { openLookThread } from './looks/open-look-thread.js';
import { openLogWitness } from './witness/open-log-witness.js';

/**
 * Opens everything from outside: an address in the configuration means the real part, none the embedded one. Makes what
 * is not there yet: folders, the log's key, tables of this version, the log's head, the registry on the chain; and empties
 * the staging folder. With `isReadOnly` neither head nor registry is made, and a chain without one, or that does not
 * answer, is one that says so whenever it is asked.
 */
export async function openAdapters(config: Config, { isReadOnly = false } = {}): Promise<Ports> {
  const within = (name: string) => path.join(config.dataDir, name);
  // What was opened is closed in reverse, also when a later part cannot be opened.
  const closers: (() => Promise<void>)[] = [];
  const opened = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closers.unshift(async () => part.close());
    return part;
  };
  const close = async () => {
    const failures: unknown[] = [];
    for (const closeOne of closers.splice(0)) await closeOne().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const lock = await (isFolderShared(config) ? SHARED : lockFolder(config.dataDir));
    closers.unshift(() => lock.release());
    const log = await openLogKey({ folder: config.dataDir, origin: config.logOrigin });
    const ledgerOpening = openLedger(config, { log, mayDeploy: !isReadOnly }).catch((error: unknown) => {
      if (isReadOnly) return absentLedger(error);
      throw error;
    });
    const opening = [ledgerOpening.then(opened), openDatabase(config).then(opened)] as const;
    // Both have ended before one's failure is told: what opens after that would never be closed.
    await Promise.allSettled(opening);
    const [ledger, database] = await Promise.all(opening);
    if (!isReadOnly) await createLogHead(database.tables, ownHead(log));
    await checkLog(database, log);
    const images = opened(
      openImageReader({
        model: config.embedding && (await readModel(config.embedding)),
        anchors: await readAnchors(config.credentialAnchors),
        credentialKey: config.credentialKey
          ? await readCredentialKey(config.credentialKey)
          : { folder: config.dataDir },
      }),
    );
    if (!isReadOnly) await images.tryModel();
    return {
      database,
      content: opened(
        await (config.ipfsApiUrl
          ? openRealContent(config.ipfsApiUrl)
          : openLocalBlocks({ folder: within('blocks') })),
      ),
      logFiles: await openLogFiles({ folder: within('log') }),
      ledger,
      signatures: opened(openSignatureReader()),
      images,
      searchThreads: { openHashes: openHashThread, openLooks: openLookThread },
      staging: opened(await openStaging({ folder: isFolderShared(config) ? null : within('staging') })),
      renditions: openRenditions({ folder: within('renditions'), mostBytes: config.renditionsBytes }),
      clock: { now: () => new Date() },
      log,
      witnesses: config.witnesses.map(openLogWitness),
      timestamps: config.timestampUrl === null ? null : await openTimestamps(config.timestampUrl),
      noteUrl: lock.noteUrl,
      close,
    };
  } catch (error) {
    // Why it could not be opened is what people need to know, whatever closing meets after that.
    await close().catch(() => undefined);
    throw error;
  }
}

/** With database and chain elsewhere, the folder holds only what any number of processes may write at once. */
const isFolderShared = ({ databaseUrl, ethereum }: Config): boolean =>
  databaseUrl !== null && ethereum !== null;

const SHARED: FolderLock = { noteUrl: async () => undefined, release: async () => undefined };

function openDatabase({ databaseUrl, dataDir }: Config): Promise<Database> {
  return databaseUrl
    ? openPostgres({ url: databaseUrl })
    : openPglite({ folder: path.join(dataDir, 'database') });
}

function openLedger(
  { ethereum, dataDir }: Config,
  { log, mayDeploy }: { log: NoteSigner; mayDeploy: boolean },
): Promise<Ledger> {
  const salt = registrySalt(log);
  return ethereum
    ? openRpcLedger({
        ...ethereum,
        registry: ethereum.registry ?? undefined,
        creator: ethereum.creator ?? undefined,
        finalBlocks: ethereum.finalBlocks ?? undefined,
        salt,
        mayDeploy,
      })
    : openEmbeddedLedger({ folder: path.join(dataDir, 'chain'), salt });
}

const ownHead = (log: NoteSigner) => ({ origin: log.name, verifierKey: verifierKey(log) });

/** Throws where the database is another log's: its checkpoints could not be signed. */
async function checkLog(database: Database, log: NoteSigner): Promise<void> {
  const own = verifierKey(log);
  const head = await logHead(database.tables);
  if (head && head.verifierKey !== own) {
    throw new Error(
      `The database holds the log ${head.verifierKey}, and the key in the data folder is that of ${own}. Use the data folder with which the database was made.`,
    );
  }
}

/** Loaded only where there is an authority: what reads its answers is large. */
async function openTimestamps(url: string): Promise<TimestampAuthority> {
  const { openTimestampAuthority } = await import('./timestamp/open-timestamp-authority.js');
  return openTimestampAuthority(url);
}

/** Loaded only where there is a node: its client is a fifth of a second of every start. */
async function openRealContent(apiUrl: string): Promise<ContentStore> {
  const { openKubo } = await import('./content/open-kubo.js');
  return openKubo({ apiUrl });
}
