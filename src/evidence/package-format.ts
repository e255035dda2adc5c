import * as z from 'zod';
import { parseWitnessKey } from '../lib/cosignature.js';
import { extensionOf } from '../lib/extension-of.js';
import { workIdSchema } from '../lib/ids.js';
import { openingSchema } from '../disclosure/opening.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { instantSchema } from '../register/statement.js';
import { fileReferenceSchema } from '../works/file.js';

/**
 * An evidence package: a zip (zip-format.ts) of one folder, `folderOf` the work, which is a bag (BagIt 1.0, RFC 8493) with manifests
 * in SHA-256 and SHA-512 of its payload and of its tag files. JSON parts are canonical (RFC 8785).
 *
 * | Part, below data/ | Holds |
 * |---|---|
 * | `README.txt` | what this is and how to check it, for a human |
 * | `manifest.json` | what the package holds: `manifestSchema` |
 * | `statements/000000-kind.json` | a statement: the exact bytes that were signed |
 * | `entries/000000.json` | the log's entry for it: the exact bytes of the leaf (RFC 6962 §2.1) |
 * | `proofs/000000.tlog-proof` | the entry's way to the root, with the checkpoint (c2sp.org/tlog-proof) |
 * | `checkpoint.txt` | the log's signed tree head with its witnesses' cosignatures (c2sp.org/tlog-checkpoint, tlog-cosignature) |
 * | `anchor.json` | the checkpoint on a chain: `anchorSchema`; absent when it is not anchored |
 * | `timestamp.tsr` | when a timestamp authority saw the checkpoint as the log signed it, without cosignatures (RFC 3161, TimeStampResp); absent otherwise |
 * | `openings.json` | what opens private fields of the statements, as far as whoever exported it chose: `openingsSchema`; absent otherwise |
 * | `documents/NAME` | documents made of the rest, for people and for other programs; absent where there are none |
 * | `receipts/000000-kind.txt` | in the place of a statement whose words were erased: the receipt that the log signed |
 * | `receipts/CID.txt` | the same of a file whose bytes were erased |
 * | `files/CID.ext` | the works' files and the evidence; absent from a package of digests |
 *
 * README.txt and the documents are made again by whoever verifies, to the byte: a change of their words raises the number, too. So a checkout reads
 * the one format that it writes. `raisonne-evidence/1` to `/3` are of development before the first release, and of checkouts of that time.
 */
export const FORMAT = 'raisonne-evidence/4';

/** A verifier holds the package in one buffer, and Node reads at most 2 GiB into one. */
export const MAX_PACKAGE_BYTES = 2 ** 31 - 1;
export const MAX_STATEMENTS = 5_000;
export const MAX_FILES = 4_000;
export const MAX_DOCUMENTS = 100;
export const MAX_WITNESSES = 50;
export const MAX_MANIFEST_BYTES = 8_000_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not 32 bytes in lower-case hex');
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, 'is not 0x and 32 bytes in lower-case hex');
const place = z.int().min(0);

/** The folder of a work's package: the one top-level name in its zip. */
export const folderOf = (work: string): string => `raisonne-${work.slice(-12)}`;
export const isFolderOfWork = (name: string): boolean => /^raisonne-[a-z2-7]{12}$/.test(name);

export const README = 'README.txt';
export const DOCUMENTS = 'documents/';
export const pathOfDocument = (name: string): string => `${DOCUMENTS}${name}`;

/** The names of a statement's three parts. */
export function partsOfStatement({
  index,
  kind,
  forgotten,
}: {
  readonly index: number;
  readonly kind: string;
  readonly forgotten?: true | undefined;
}) {
  const number = String(index).padStart(6, '0');
  return {
    path: forgotten ? `receipts/${number}-${kind}.txt` : `statements/${number}-${kind}.json`,
    entry: `entries/${number}.json`,
    proof: `proofs/${number}.tlog-proof`,
  };
}

const listedStatementSchema = z
  .strictObject({
    index: place.describe('Place in the log, from 0'),
    kind: z.string().regex(/^[a-z0-9-]{1,60}$/, 'is not the name of a kind'),
    path: z.string().max(100).describe('Part with the statement, or with the receipt of its erasure'),
    forgotten: z
      .literal(true)
      .optional()
      .describe(
        "Only where the statement's words were erased: then the part is the receipt that the log signed",
      ),
    entry: z.string().max(100).describe("Part with the log's entry"),
    proof: z.string().max(100).describe('Part with the inclusion proof'),
  })
  .refine((listed) => {
    const { path, entry, proof } = partsOfStatement(listed);
    return listed.path === path && listed.entry === entry && listed.proof === proof;
  }, 'names parts that do not follow from its index and kind');

const listedFileSchema = fileReferenceSchema
  .extend({
    path: z
      .string()
      .max(200)
      .nullable()
      .describe('Part with the bytes; null when the package holds their digest only'),
    receipt: z
      .string()
      .max(200)
      .optional()
      .describe('Only where the bytes were erased: part with the receipt that the log signed'),
  })
  .refine(
    ({ cid, path, receipt }) => receipt === undefined || (path === null && receipt === receiptOfFile(cid)),
    'has a receipt that is not receipts/ and its CID, or bytes besides',
  )
  .refine(
    ({ cid, path }) => path === null || path.startsWith(`files/${cid}.`),
    'has a path that is not files/ and its CID',
  );

const textPathSchema = z
  .string()
  .regex(
    /^(README\.txt|documents\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})$/,
    'is neither README.txt nor documents/ and a plain name',
  );

const isRising = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? -1));

/** manifest.json: everything that the package holds. It is not signed, so a verifier believes none of it unseen. */
export const manifestSchema = z.strictObject({
  format: z
    .literal(FORMAT, {
      error: `is not ${FORMAT}, the one format that this version reads: verify the package by a checkout that writes the format which it names`,
    })
    .describe(
      `The one format that this version writes and reads: a verifier makes README.txt and the documents again, to the byte, so that a change of their words is another format. raisonne-evidence/1 to /3 were written before the first release, by checkouts that read each its own alone`,
    ),
  work: workIdSchema.describe('The work that the package is about'),
  log: z
    .strictObject({
      origin: z.string().min(1).max(200),
      verifierKey: z
        .string()
        .max(400)
        .refine((text) => parseVerifierKey(text) !== null, 'is not an Ed25519 key of a signed note')
        .describe("The log's key as name+id+key (c2sp.org/signed-note)"),
    })
    .refine(
      ({ origin, verifierKey }) => parseVerifierKey(verifierKey)?.name === origin,
      'has a key of another name than its origin',
    ),
  witnesses: z
    .array(
      z
        .string()
        .max(400)
        .refine((text) => parseWitnessKey(text) !== null, 'is not the Ed25519 key of a witness'),
    )
    .max(MAX_WITNESSES)
    .refine((all) => new Set(all).size === all.length, 'name a witness twice')
    .describe("Keys of the checkpoint's witnesses as name+id+key (c2sp.org/signed-note, type 0x04)"),
  statements: z
    .array(listedStatementSchema)
    .min(1)
    .max(MAX_STATEMENTS)
    .refine((all) => isRising(all.map(({ index }) => index)), 'are not in the order of the log, each once')
    .describe('Every statement about the work, in the order of the log'),
  files: z
    .array(listedFileSchema)
    .max(MAX_FILES)
    .refine((all) => new Set(all.map(({ cid }) => cid)).size === all.length, 'name a file twice')
    .describe('Every file that the statements name'),
  texts: z
    .array(z.strictObject({ path: textPathSchema, sha256: hash }))
    .max(1 + MAX_DOCUMENTS)
    .refine((all) => all.some(({ path }) => path === README), 'do not have README.txt among them')
    .refine((all) => new Set(all.map(({ path }) => path)).size === all.length, 'name a text twice')
    .describe('README.txt, and the documents that were made of the rest'),
  anchor: z
    .literal('anchor.json')
    .nullable()
    .describe('null when no anchored checkpoint covers all statements'),
  timestamp: z
    .literal('timestamp.tsr')
    .optional()
    .describe('Only where a timestamp authority saw the checkpoint'),
  openings: z
    .literal('openings.json')
    .optional()
    .describe('Only where private fields are disclosed in the package'),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
export type ListedStatement = Manifest['statements'][number];
export type ListedFile = Manifest['files'][number];

/** openings.json: what private fields hold that whoever exported the package chose to disclose in it. */
export const MAX_OPENINGS = 20_000;
export const openingsSchema = z.array(openingSchema).min(1).max(MAX_OPENINGS);

export type PackedOpenings = Readonly<z.infer<typeof openingsSchema>>;

/** What is read of the answer to eth_getTransactionReceipt; quantities are hex, as the RPC gives them. */
export const receiptSchema = z.looseObject({
  status: z.string().max(66),
  blockNumber: z.string().regex(/^0x[0-9a-f]{1,16}$/),
  blockHash: bytes32,
  transactionHash: bytes32.optional(),
  logs: z
    .array(
      z.looseObject({
        address: z.string().max(42),
        topics: z.array(z.string().max(66)).max(4),
        data: z.string().max(20_000),
      }),
    )
    .max(1_000),
});

export type Receipt = Readonly<z.infer<typeof receiptSchema>>;

/** anchor.json: the transaction that put the checkpoint's root onto a chain. */
export const anchorSchema = z.strictObject({
  chainId: z.string().regex(/^\d{1,30}$/),
  registry: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .describe('Address of the CheckpointRegistry'),
  logId: bytes32.describe(
    "The log's id in the registry: keccak256(abi.encode(creator, salt)) of the call, whose salt is the SHA-256 of the manifest's verifierKey",
  ),
  sender: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  from: place.describe('Size of the checkpoint before'),
  to: place.describe("The checkpoint's size"),
  root: hash.describe("The checkpoint's root"),
  hash: bytes32.describe('Hash of the transaction: keccak256 of raw'),
  raw: z
    .string()
    .regex(/^0x[0-9a-f]+$/)
    .max(40_000)
    .describe('The signed transaction'),
  blockNumber: place,
  blockHash: bytes32,
  header: z
    .string()
    .regex(/^0x[0-9a-f]+$/)
    .max(8_000)
    .optional()
    .describe(
      "The block's header in RLP: its keccak256 is blockHash, and it holds number and time; absent where it is not known",
    ),
  minedAt: instantSchema.describe("The block's time, as its header has it, or the log's RPC gave it"),
  state: z
    .enum(['mined', 'final'])
    .optional()
    .describe(
      'Whether a reorg of the chain could still take the block back when this was made; absent: it was not looked at',
    ),
  receipt: receiptSchema.describe('The receipt as the RPC gave it'),
  sha256: hash.describe(
    'SHA-256 of the canonical JSON of all the other members: shows damage, proves nothing',
  ),
});

export type PackedAnchor = Readonly<z.infer<typeof anchorSchema>>;

/** The parts of a package by their names below data/. */
export type PackageParts = ReadonlyMap<string, Uint8Array>;

export const receiptOfFile = (cid: string): string => `receipts/${cid}.txt`;

export const pathOfFile = ({ cid, mediaType }: { cid: string; mediaType: string }): string =>
  `files/${cid}.${extensionOf(mediaType)}`;
