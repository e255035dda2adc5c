import * as z from 'zod';
import { canonicalJson } from '../../lib/canonical-json.js';
import { messageOf } from '../../lib/message-of.js';
import { readAs, sentenceOf } from '../../lib/read-as.js';
import { toHex } from '../../lib/hex.js';
import { judged, type Check } from '../evidence-report.js';
import {
  addProof,
  checkProof,
  isDateTimeStamp,
  type CredentialSigner,
  type Document,
} from './data-integrity.js';
import { didKey } from './did-key.js';
import { RECORD_CONTEXT } from './record-context.js';
import { CLAIM_NOTICE, workRecordSchema, type WorkRecord } from './work-record.js';

const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
/** Names schema/authorship-credential.json; a package or the project has it, and nothing is fetched. */
export const CREDENTIAL_SCHEMA_ID = 'urn:x-raisonne:schema:authorship-credential:1';

/** credential.json: a record of authorship claim as a Verifiable Credential (W3C Verifiable Credentials Data Model 2.0). */
export const credentialSchema = z.strictObject({
  '@context': z.tuple([z.literal(CREDENTIALS_V2), z.record(z.string(), z.json())]),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('AuthorshipRecordCredential')]),
  name: z.literal('Record of authorship claim'),
  description: z.literal(CLAIM_NOTICE),
  issuer: z.strictObject({
    id: z.string().describe("did:key of the register's log"),
    name: z.string().describe("The log's origin"),
  }),
  validFrom: z
    .string()
    .refine(isDateTimeStamp, 'is no dateTimeStamp')
    .describe('When the last statement was recorded on which it rests'),
  credentialSchema: z.strictObject({ id: z.literal(CREDENTIAL_SCHEMA_ID), type: z.literal('JsonSchema') }),
  credentialSubject: z.strictObject({
    id: z.string().describe('Id of the work'),
    type: z.literal('ClaimedWork'),
    record: workRecordSchema,
  }),
  evidence: z.array(z.record(z.string(), z.json())).min(1),
  proof: z.looseObject({ type: z.literal('DataIntegrityProof') }),
});

/**
 * The record as a credential that the register's log signs (eddsa-jcs-2022). The log vouches that this is what it recorded, and for nothing
 * that was declared. `created` is when it is signed; left out, the proof says nothing of that.
 */
export function writeCredential(
  record: WorkRecord,
  signer: CredentialSigner,
  { created }: { readonly created?: string } = {},
): Document {
  const { checkpoint, anchor, work, asOf } = record;
  const unsigned = {
    '@context': [CREDENTIALS_V2, RECORD_CONTEXT],
    type: ['VerifiableCredential', 'AuthorshipRecordCredential'],
    name: 'Record of authorship claim',
    description: CLAIM_NOTICE,
    issuer: { id: didKey(signer.publicKey), name: checkpoint.origin },
    validFrom: asOf,
    credentialSchema: { id: CREDENTIAL_SCHEMA_ID, type: 'JsonSchema' },
    credentialSubject: { id: work.id, type: 'ClaimedWork', record },
    evidence: [
      {
        type: 'RegisterInclusion',
        origin: checkpoint.origin,
        treeSize: checkpoint.size,
        rootHash: checkpoint.root,
        signedNote: checkpoint.note,
      },
      ...(anchor
        ? [
            {
              type: 'ChainAnchor',
              chainId: anchor.chainId,
              registry: anchor.registry,
              transactionHash: anchor.transaction,
              blockHash: anchor.blockHash,
              blockTime: anchor.blockTime,
            },
          ]
        : []),
    ],
  };
  return addProof(unsigned, signer, created === undefined ? {} : { created });
}

export interface Expected {
  /** The log's key as whoever verifies knows it. */
  readonly logKey: Uint8Array;
  /** The record as it follows from the statements; absent where they are not at hand. */
  readonly record?: WorkRecord;
}

/**
 * Checks a credential of ours, and reports: whether its proof is good, whether the log's key made it, and whether it says what the statements
 * say. Never throws; pure, and without network.
 */
export function verifyCredential(document: unknown, { logKey, record }: Expected): Check[] {
  const subject = 'credential.json';
  const read = readCredential(document);
  const form = judged('problem' in read ? read.problem : null, {
    what: 'The credential is of its published form',
    subject,
    detail: 'schema/authorship-credential.json.',
  });
  if ('problem' in read) return [form];
  const { issuer, credentialSubject, evidence, validFrom } = read.credential;
  const proof = checkProof(read.credential);
  const signed = judged('problem' in proof ? proof.problem : null, {
    what: 'The credential is signed',
    subject,
    detail: 'eddsa-jcs-2022.',
  });
  const isLogs = 'publicKey' in proof && toHex(proof.publicKey) === toHex(logKey);
  const issued = judged(
    isLogs && issuer.id === didKey(logKey)
      ? null
      : `It is signed or issued by another key than ${didKey(logKey)}.`,
    { what: "The credential's issuer is the log", subject, detail: issuer.id },
  );
  if (!record) return [form, signed, issued];
  const isSame =
    canonicalJson(credentialSubject.record) === canonicalJson(record) &&
    credentialSubject.id === record.work.id &&
    validFrom === record.asOf &&
    evidence.length === (record.anchor ? 2 : 1);
  const same = judged(isSame ? null : 'It says otherwise than what follows from the statements.', {
    what: 'The credential says what the statements say',
    subject,
    detail: 'The record in it was derived again.',
  });
  return [form, signed, issued, same];
}

type Credential = z.infer<typeof credentialSchema>;

function readCredential(document: unknown): { credential: Credential } | { problem: string } {
  try {
    const { value, problems } = readAs(credentialSchema, document);
    return problems ? { problem: `It does not fit: ${sentenceOf(problems, 1)}.` } : { credential: value };
  } catch (error) {
    // JSON that is nested too deep for the reader.
    return { problem: messageOf(error) };
  }
}
