import * as z from 'zod';
import { CLAIM_BASES } from '../../claims/claim.js';
import { generationRecordSchema } from '../../creation/generation-record.js';
import { humanActSchema } from '../../creation/human-act.js';
import { addressSchema, claimIdSchema, makingIdSchema, workIdSchema } from '../../lib/ids.js';
import { DERIVATION_WAYS } from '../../originality/derivation-ways.js';
import { commitmentSchema } from '../../disclosure/opening.js';
import { ROTATION_REASONS } from '../../people/key-rotation.js';
import { instantSchema } from '../../register/statement.js';
import { sharesSchema } from '../../title/share.js';
import { TRANSFER_METHODS } from '../../title/title-transfer.js';
import { fileReferenceSchema } from '../../works/file.js';
import { edtfSchema, makerSchema } from '../../works/work.js';
import { recordedDisputeSchema } from './recorded-dispute.js';
import { erasedHistorySchema, recordedEventSchema, recordedTokenSchema } from './recorded-history.js';
import {
  recordedLicenceSchema,
  recordedPermissionSchema,
  recordedPreferenceSchema,
  recordedRightTransferSchema,
} from './recorded-rights.js';

export const RECORD_FORMAT = 'raisonne-record/1';

/** What every document says of itself. */
export const CLAIM_NOTICE =
  'A claim, not a determination: everything here is what persons declared and signed. It was recorded, not examined; nobody has decided whether it is true.';

const text = z.string();
const place = z.int().min(0).describe("Place of the statement in the register's log, from 0");
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not 32 bytes in lower-case hex');
const hash0x = z.string().regex(/^0x[0-9a-f]{64}$/, 'is not 0x and 32 bytes in lower-case hex');
const instantOrNull = instantSchema.nullable();

const fileSchema = fileReferenceSchema
  .safeExtend({
    of: z
      .enum(['work', 'evidence'])
      .describe('Whether the registration names it as a file of the work, or other statements as evidence'),
    namedBy: z.array(place).min(1).describe('Statements that name it'),
    isErased: z
      .boolean()
      .describe(
        'Whether its bytes were erased on demand: then the package has the receipt that the log signed',
      ),
  })
  .describe('A file by its digests; the first of a work is its picture');

const claimantSchema = z.strictObject({
  person: addressSchema,
  signedAt: instantOrNull.describe('When their signature was recorded; null: they have not signed'),
  withdrawnAt: instantOrNull.describe('When their withdrawal was recorded'),
  withdrawalReason: text.nullable(),
});

const claimSchema = z.strictObject({
  id: claimIdSchema,
  index: place,
  claimedAt: instantSchema.describe('When the register recorded it'),
  status: z
    .enum(['awaiting-co-signatures', 'claimed', 'withdrawn'])
    .describe('claimed: signed by all claimants. It says nothing of whether the claim is true'),
  competesWith: claimIdSchema.nullable().describe('The earlier claim against which it was made'),
  contestedBy: z.array(claimIdSchema).describe('Standing claims that compete with it, on either side'),
  isContested: z.boolean().describe('Whether a standing claim competes with it, or a dispute contests it'),
  basis: z.enum(CLAIM_BASES),
  claimants: z.array(claimantSchema).min(1),
  account: text.nullable(),
  authorCreated: z.array(text),
  materialExcluded: z.array(text),
  newMaterialIncluded: z.array(text),
  acts: z.array(humanActSchema.nullable()).describe('null: withheld as a whole'),
  generations: z.array(generationRecordSchema.nullable()).describe('null: withheld as a whole'),
  makings: z.array(makingIdSchema),
  evidence: z.array(fileReferenceSchema),
  withheld: z
    .array(z.strictObject({ path: text, commitment: commitmentSchema }))
    .describe('What the claim holds back and is not disclosed here: JSON Pointers into its body'),
});

const transferSchema = z.strictObject({
  index: place,
  from: addressSchema.nullable().describe('null: title began'),
  to: sharesSchema,
  method: z
    .enum([...TRANSFER_METHODS, 'creation', 'new-key'])
    .describe('creation: title began, by a claim. new-key: none passed; the same person under another key'),
  date: edtfSchema.nullable().describe('When it happened, as its signer says, in EDTF'),
  note: text.nullable(),
  recordedAt: instantSchema,
});

const holdingSchema = z.strictObject({
  owner: addressSchema,
  share: z.string().describe('Exact fraction, such as 1/3'),
  since: edtfSchema
    .nullable()
    .describe(
      'As the signer of the transfer that made the share so dates it, in EDTF; null: it is not dated',
    ),
  until: edtfSchema
    .nullable()
    .describe('The same of the transfer that ended it; null: it is not dated, or held to this day'),
  recordedFrom: instantSchema.describe('When the statement that made the share so was recorded'),
  recordedUntil: instantOrNull.describe('When the one that ended it was; null: held to this day'),
});

const derivationSchema = z.strictObject({
  index: place,
  work: workIdSchema,
  source: workIdSchema,
  how: z.enum(DERIVATION_WAYS),
  note: text.nullable(),
  declaredBy: addressSchema,
  withdrawnAt: instantOrNull,
});

const rotationSchema = z.strictObject({
  index: place,
  from: addressSchema,
  to: addressSchema,
  reason: z.enum(ROTATION_REASONS),
  recordedAt: instantSchema,
});

const statementSchema = z.strictObject({
  index: place,
  cid: text.describe('CIDv1 of the statement: raw, sha2-256'),
  sha256: hash.describe('Of the bytes that were signed'),
  kind: text,
  role: text,
  subject: text,
  sentence: text.describe('As the signer saw it'),
  signer: addressSchema,
  issuedAt: instantSchema.describe("By the signer's clock"),
  recordedAt: instantSchema.describe("By the register's clock"),
  erasedAt: instantOrNull.describe(
    'When its words were erased on demand: their bytes exist here no more; null: they were not',
  ),
  signature: text.describe('EIP-712, 0x and hex'),
  leaf: hash.describe('RFC 6962 hash of its entry in the log'),
  inclusion: z.array(hash).describe('RFC 6962 inclusion proof against the checkpoint'),
});

const checkpointSchema = z.strictObject({
  origin: text.describe("The log's origin"),
  verifierKey: text.describe("The log's key: name+id+key (c2sp.org/signed-note)"),
  size: z.int().min(1),
  root: hash,
  note: text.describe('The signed note with all signatures'),
  witnesses: z.array(
    z.strictObject({ key: text, cosignedAt: instantOrNull.describe("By the witness's clock") }),
  ),
});

const anchorSchema = z.strictObject({
  chainId: text,
  registry: text,
  transaction: hash0x,
  blockNumber: z.int().min(0),
  blockHash: hash0x,
  blockTime: instantSchema,
  state: z
    .enum(['mined', 'final'])
    .nullable()
    .describe('Whether a reorg could still take the block back when the package was made; null: not told'),
});

const disclosedSchema = z.strictObject({
  index: place,
  path: text.describe('JSON Pointer into the body of the statement'),
  commitment: commitmentSchema,
  content: z.json(),
});

/** record.json: what all statements about a work add up to, as far as they are in one package. */
export const workRecordSchema = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  notice: z.literal(CLAIM_NOTICE),
  asOf: instantSchema.describe('When the last of the statements was recorded: later ones are not known here'),
  work: z.strictObject({
    id: workIdSchema,
    index: place,
    title: text,
    makers: z.array(makerSchema),
    dateMade: edtfSchema.nullable(),
    medium: text.nullable(),
    description: text.nullable(),
    altText: text.nullable(),
    registrant: addressSchema,
    registeredAt: instantSchema,
  }),
  files: z.array(fileSchema).min(1),
  claims: z.array(claimSchema).describe('The earliest first'),
  title: z.strictObject({ transfers: z.array(transferSchema), holdings: z.array(holdingSchema) }),
  history: z
    .array(recordedEventSchema)
    .describe(
      'Events of its history as persons state them, in the order of the register. They move no title that is recorded',
    ),
  erasedHistory: z
    .array(erasedHistorySchema)
    .describe(
      'Statements of its history whose events were erased on demand: what they told is not known here',
    ),
  tokens: z.array(recordedTokenSchema),
  licences: z.array(recordedLicenceSchema),
  rightTransfers: z.array(recordedRightTransferSchema).describe('Of copyright, not of title'),
  permissions: z.array(recordedPermissionSchema).describe('To derive from it'),
  trainingPreference: recordedPreferenceSchema
    .nullable()
    .describe('What is in force of what is stated of its use by machines; null: nothing'),
  disputes: z.array(recordedDisputeSchema),
  derivations: z.array(derivationSchema),
  rotations: z.array(rotationSchema).describe('Keys that are one person'),
  statements: z.array(statementSchema).min(1).describe('In the order of the log'),
  checkpoint: checkpointSchema,
  anchor: anchorSchema.nullable(),
  disclosed: z
    .array(disclosedSchema)
    .describe('Private texts and fields that whoever exported this chose to tell'),
});

export type WorkRecord = Readonly<z.infer<typeof workRecordSchema>>;
/** A record without the head of the log and its anchor: what statements say, and not how the register vouches for them. */
export type WorkFacts = Omit<WorkRecord, 'checkpoint' | 'anchor'>;
export type RecordedClaim = WorkRecord['claims'][number];
export type RecordedTransfer = WorkRecord['title']['transfers'][number];
export type RecordedStatement = WorkRecord['statements'][number];
export type RecordedFile = WorkRecord['files'][number];

/** The claim on which documents rest: the earliest that somebody upholds; null where none stands. */
export const standingClaim = ({ claims }: Pick<WorkRecord, 'claims'>): RecordedClaim | null =>
  claims.find(({ status }) => status !== 'withdrawn') ?? null;
