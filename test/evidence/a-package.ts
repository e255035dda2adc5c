import { AbiCoder, Interface, Wallet, keccak256 } from 'ethers';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import {
  assemblePackage,
  packAnchor,
  type PackageContents,
  type ProvedStatement,
} from '../../src/evidence/assemble-package.js';
import { AXES, type EvidenceReport } from '../../src/evidence/evidence-report.js';
import type { BagFiles } from '../../src/evidence/bagit/bag.js';
import { bagInfoOf } from '../../src/evidence/bag-info-of.js';
import { digested, tagFiles } from '../../src/evidence/bagit/tag-files.js';
import { folderOf, pathOfFile, receiptOfFile } from '../../src/evidence/package-format.js';
import { entryOfBytes, writeZip } from '../../src/evidence/write-zip.js';
import { readReceipt } from '../../src/evidence/verify-receipt.js';
import { concatBytes } from '../../src/lib/bytes.js';
import { cosign } from '../../src/lib/cosignature.js';
import { toHex } from '../../src/lib/hex.js';
import { idOf } from '../../src/lib/ids.js';
import { leafHash, type Hash } from '../../src/lib/merkle.js';
import { sha256 } from '../../src/lib/sha256.js';
import {
  noteSigner,
  splitNote,
  verifierKey,
  type NoteKey,
  type NoteSigner,
} from '../../src/lib/signed-note.js';
import { unixFsCid } from '../../src/lib/unixfs-cid.js';
import { signCheckpoint, withSignatures } from '../../src/register/checkpoint.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { entryBytes } from '../../src/register/entry.js';
import { statementOfRemains } from '../../src/register/forgetting/remains.js';
import type { StatementKind } from '../../src/register/statement-kind.js';
import { nameStatement, type Statement } from '../../src/register/statement.js';
import { extendTiles, inclusionRanges, rangeHash, tileKey } from '../../src/register/tiles.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage } from '../../src/register/typed-data.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { registerWork } from '../../src/works/register-work.js';
import { aRandom } from '../fixtures/random.js';

const ORIGIN = 'test.raisonne.example/log';
const random = aRandom('evidence package');

export const aWallet = (name: string) => new Wallet(`0x${toHex(aRandom(`wallet ${name}`).bytes(32))}`);
export const aLogKey = (name = 'log') => noteSigner(ORIGIN, aRandom(`key of ${name}`).bytes(32));

export const aWitnessKey = (name: string) =>
  noteSigner(`witness.example/${name}`, aRandom(`key of the witness ${name}`).bytes(32));

/** The note with the cosignatures of witnesses, who all looked at the same second. */
export const cosignedBy = (note: string, witnesses: readonly NoteSigner[]): string =>
  withSignatures(
    note,
    witnesses.map(
      (witness) => cosign(splitNote(note)?.text ?? '', witness, new Date(Date.UTC(2026, 4, 1, 14))).line,
    ),
  );

const madeFiles = new Map<string, ReturnType<typeof makeFile>>();

/** The same file for the same name, size and type; made once. */
export function aFile(name: string, size: number, mediaType = 'image/png') {
  const key = `${name} ${size} ${mediaType}`;
  const made = madeFiles.get(key) ?? makeFile(name, size, mediaType);
  madeFiles.set(key, made);
  return made;
}

async function makeFile(name: string, size: number, mediaType: string) {
  const bytes = aRandom(`file ${name}`).bytes(size);
  return {
    bytes,
    reference: { cid: await unixFsCid([bytes]), sha256: toHex(sha256(bytes)), mediaType, sizeBytes: size },
  };
}

export interface Logged {
  readonly index: number;
  readonly cid: string;
  readonly statement: Statement<unknown>;
  readonly canonical: string;
  readonly entry: Uint8Array;
  readonly recordedAt: Date;
}

/** A log in memory: statements signed by real keys, among entries of other works. */
export function aLog() {
  const leaves: Hash[] = [];
  const others = (count: number) => {
    for (let at = 0; at < count; at += 1) leaves.push(leafHash(random.bytes(40)));
  };
  const record = async (statement: Statement<unknown>, signedBy: Wallet): Promise<Logged> => {
    const { canonical, cid } = nameStatement(statement);
    const signature = await signedBy.signTypedData(
      TYPED_DATA_DOMAIN,
      TYPED_DATA_TYPES,
      typedMessage(statement),
    );
    const recordedAt = new Date(Date.parse(statement.issuedAt) + 700);
    const entry = entryBytes({ recordedAt: recordedAt.toISOString(), signature, statement: cid });
    leaves.push(leafHash(entry));
    return { index: leaves.length - 1, cid, statement, canonical, entry, recordedAt };
  };
  const declare = <Body>(kind: StatementKind<Body, unknown>, signer: Wallet, body: Body, signedBy = signer) =>
    record(
      draftStatement(kind, {
        origin: ORIGIN,
        signer: signer.address,
        body,
        now: new Date(Date.UTC(2026, 4, 1, 12, leaves.length)),
        nonce: random.bytes(16),
      }),
      signedBy,
    );
  const close = () => {
    const size = BigInt(leaves.length);
    const tiles = new Map(extendTiles(0n, leaves, new Map()).map((tile) => [tileKey(tile), tile]));
    const root = rangeHash({ from: 0n, to: size }, tiles);
    const prove = (logged: Logged): ProvedStatement => ({
      ...logged,
      words: { canonical: logged.canonical },
      statement: logged.statement as Statement, // a body is an object, as the schema says
      hashes: inclusionRanges(BigInt(logged.index), size).map((range) => rangeHash(range, tiles)),
    });
    return { size, root, prove };
  };
  return { others, record, declare, close };
}

const registry = new Interface([
  'function anchor(address creator, bytes32 salt, uint64 from, uint64 to, bytes32 root)',
  'event CheckpointAnchored(bytes32 indexed logId, uint64 from, uint64 to, bytes32 root)',
]);

/** A signed transaction that anchors the head of a log, and the receipt that a node would give. */
export async function anAnchor({ size, root }: { size: bigint; root: Hash }, owner: NoteKey = aLogKey()) {
  const wallet = aWallet('anchors');
  const address = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
  const salt = `0x${toHex(sha256(new TextEncoder().encode(verifierKey(owner))))}`;
  const logId = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [wallet.address, salt]));
  const step = [7n, size, `0x${toHex(root)}`] as const;
  const data = registry.encodeFunctionData('anchor', [wallet.address, salt, ...step]);
  const raw = await wallet.signTransaction({
    type: 2,
    chainId: 31_337,
    nonce: 3,
    to: address,
    data,
    value: 0,
    gasLimit: 90_000,
    maxFeePerGas: 2_000_000_000,
    maxPriorityFeePerGas: 1_000_000_000,
  });
  const hash = keccak256(raw);
  const blockHash = `0x${toHex(sha256(root))}`;
  const log = {
    address: address.toLowerCase(),
    ...registry.encodeEventLog('CheckpointAnchored', [logId, ...step]),
    logIndex: '0x0',
  };
  const receipt = {
    status: '0x1',
    transactionHash: hash,
    blockNumber: '0x1a',
    blockHash,
    gasUsed: '0xc803',
    logs: [log],
  };
  const common = {
    chainId: '31337',
    registry: address,
    logId,
    sender: wallet.address,
    hash,
    raw,
    state: 'mined' as const,
  };
  const minedAt = new Date(Date.UTC(2026, 4, 1, 13));
  return packAnchor({
    ...common,
    root: toHex(root),
    fromSize: 7n,
    toSize: size,
    minedAt,
    blockNumber: 26n,
    blockHeader: null,
    blockHash,
    receipt,
  });
}

/** What goes into a package: a work, two claims on it, a co-signature, a withdrawal and a transfer. */
export async function aRecord() {
  const [ada, ben, eve] = [aWallet('ada'), aWallet('ben'), aWallet('eve')];
  const person = (wallet: Wallet) => wallet.address.toLowerCase();
  const picture = await aFile('picture', 3000);
  const sketch = await aFile('sketch', 1_500_000, 'image/jpeg');
  const log = aLog();
  log.others(5);
  const registration = await log.declare(registerWork, ada, {
    title: 'Sunrise',
    makers: [{ name: 'Ada' }],
    files: [picture.reference],
  });
  const work = idOf('work', registration.cid);
  log.others(2);
  const claimed = { work, claimants: [person(ada), person(ben)], basis: 'joint-authors' as const };
  const claim = await log.declare(claimAuthorship, ada, {
    ...claimed,
    acts: [{ kind: 'concept', done: 'Drew the sketch.', after: sketch.reference }],
  });
  const coSignature = await log.declare(coSignClaim, ben, { claim: idOf('claim', claim.cid) });
  log.others(1);
  const rival = await log.declare(claimAuthorship, eve, {
    work,
    claimants: [person(eve)],
    basis: 'author',
    competesWith: idOf('claim', claim.cid),
  });
  const withdrawal = await log.declare(withdrawClaim, eve, { claim: idOf('claim', rival.cid) });
  const transfer = await log.declare(transferTitle, ada, {
    work,
    to: [{ owner: person(eve), share: '1/2' }],
    method: 'sale',
  });
  log.others(4);
  const statements = [registration, claim, coSignature, rival, withdrawal, transfer];
  return { work, log, statements, files: [picture, sketch], people: { ada, ben, eve } };
}

export interface Choice {
  readonly withFiles?: boolean;
  readonly isAnchored?: boolean;
  readonly witnesses?: readonly NoteSigner[];
  /** More statements, recorded in the same log. */
  readonly added?: readonly Logged[];
  readonly documents?: ReadonlyMap<string, Uint8Array>;
  /** Receipts in the place of statements by their index, and of files by their CID. */
  readonly erased?: ReadonlyMap<number | string, string>;
}

export type EvidenceRecord = Awaited<ReturnType<typeof aRecord>>;

/** The parts of the record's package, named below data/. */
export const partsOf = async (record: EvidenceRecord, choice: Choice = {}) =>
  (await packageOf(record, choice)).parts;

/** The files of its bag. */
export const bagOf = async (record: EvidenceRecord, choice: Choice = {}): Promise<Map<string, Uint8Array>> =>
  (await packageOf(record, choice)).bag;

async function packageOf(
  record: EvidenceRecord,
  {
    withFiles = true,
    isAnchored = true,
    witnesses = [aWitnessKey('one'), aWitnessKey('two')],
    added = [],
    documents = new Map(),
    erased = new Map(),
  }: Choice,
) {
  const { size, root, prove } = record.log.close();
  const contents: PackageContents = {
    work: record.work,
    log: aLogKey(),
    statements: [...record.statements, ...added].map((logged) => {
      const receipt = erased.get(logged.index);
      const proved = prove(logged);
      return receipt === undefined ? proved : erasedBy(receipt, proved);
    }),
    leftOut: [],
    checkpoint: {
      size: Number(size),
      note: cosignedBy(signCheckpoint({ size, root }, aLogKey()), witnesses),
    },
    witnesses,
    anchor: isAnchored ? await anAnchor({ size, root }) : null,
    timestamp: null,
    files: record.files.map(({ reference }) => ({
      ...reference,
      ...(erased.has(reference.cid)
        ? { path: null, receipt: receiptOfFile(reference.cid) }
        : { path: withFiles ? pathOfFile(reference) : null }),
    })),
    receipts: new Map(
      record.files.flatMap(({ reference: { cid } }) => {
        const receipt = erased.get(cid);
        return receipt === undefined ? [] : [[receiptOfFile(cid), receipt] as const];
      }),
    ),
    documents,
  };
  const { parts } = assemblePackage(contents);
  for (const { reference, bytes } of withFiles ? record.files : [])
    if (!erased.has(reference.cid)) parts.set(pathOfFile(reference), bytes);
  const payload = new Map([...parts].map(([name, bytes]) => [`data/${name}`, bytes]));
  const listed = [...payload].map(([name, bytes]) => digested(name, bytes));
  return { parts, bag: new Map([...payload, ...tagFiles(listed, bagInfoOf(contents))]) };
}

/** A statement as the register has it once its words were erased, where the log signed the receipt. */
function erasedBy(receipt: string, proved: ProvedStatement): ProvedStatement {
  const read = readReceipt(new TextEncoder().encode(receipt), aLogKey());
  const forgotten = read?.forgotten;
  const words = { receipt, erasedAt: new Date(read?.forgottenAt ?? 0) };
  if (forgotten?.what !== 'statement') return { ...proved, words };
  const { kind } = proved.statement;
  return {
    ...proved,
    words,
    statement: { ...statementOfRemains(forgotten.remains, ''), kind },
  };
}

/** The zip of a bag's files, in the folder of a work. */
export async function zipOf(files: BagFiles, work: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(
    [...files].map(([name, bytes]) => entryOfBytes(`${folderOf(work)}/${name}`, bytes)),
  ))
    chunks.push(chunk);
  return concatBytes(chunks);
}

export const resultsOf = ({ axes }: EvidenceReport) => AXES.map((axis) => axes[axis].result);
export const failedAxes = ({ axes }: EvidenceReport) => AXES.filter((axis) => axes[axis].result === 'failed');
export const failures = ({ axes }: EvidenceReport) =>
  AXES.flatMap((axis) => axes[axis].checks).filter(({ result }) => result === 'failed');
