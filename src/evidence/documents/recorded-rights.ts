import * as z from 'zod';
import { CAPACITIES } from '../../claims/capacity.js';
import { addressSchema, licenceIdSchema, permissionIdSchema } from '../../lib/ids.js';
import { daySchema } from '../../originality/derivation-permission.js';
import { DERIVATION_WAYS } from '../../originality/derivation-ways.js';
import { instantSchema } from '../../register/statement.js';
import { licenceSchema } from '../../rights/licences/licence.js';
import { rightTransferSchema } from '../../rights/licences/right-transfer.js';
import { PURPOSES } from '../../rights/licences/use.js';
import { USE_PREFERENCES } from '../../rights/training-preference.js';

const text = z.string();
const place = z.int().min(0).describe("Place of the statement in the register's log, from 0");
const capacity = z.enum(CAPACITIES).describe('As what the signer spoke for the work when it was recorded');
const withdrawn = {
  withdrawnAt: instantSchema.nullable().describe('When its withdrawal was recorded; null: it was not'),
  withdrawal: text.nullable().describe('CID of the statement that withdrew it'),
};

const clauseSchema = z.strictObject({
  name: text.describe('Where it stands: "rule 1", "CC-BY-4.0, section 2(a)(1)(A)"'),
  effect: z.enum(['permit', 'prohibit']),
  actions: z.array(text),
  to: addressSchema.nullable().describe('Only for this person; null: anybody'),
  where: z.array(text).nullable().describe('Only in these countries (ISO 3166-1 alpha-2); null: everywhere'),
  purpose: z.enum(PURPOSES).nullable().describe('Only for this purpose; null: any'),
  from: daySchema.nullable().describe('First day, of clause and licence the later; null: none is named'),
  until: daySchema.nullable().describe('Last day, of clause and licence the earlier; null: without end'),
  duties: z.array(text).describe('What whoever relies on it must do'),
  text: text.nullable(),
});

export const recordedLicenceSchema = z.strictObject({
  id: licenceIdSchema,
  index: place,
  name: text.describe('Of the licence; "own terms" where its rules are of the statement'),
  url: text.nullable(),
  terms: licenceSchema.describe('The body of the statement'),
  clauses: z.array(clauseSchema).describe('None: its terms are not known here, or it permits nothing'),
  isIrrevocable: z
    .boolean()
    .describe('Whether who received the work under it keeps the licence when it is offered no more'),
  grantedBy: addressSchema,
  grantedAt: instantSchema,
  ...withdrawn,
});

export const recordedRightTransferSchema = z.strictObject({
  id: text,
  index: place,
  terms: rightTransferSchema.describe('The body of the statement'),
  recordationFields: z
    .strictObject({
      titleOfDocument: text,
      natureOfDocument: text,
      dateOfExecution: daySchema,
      transferor: text,
      transferee: text,
      titleOfWork: text,
      registrationNumbers: z.array(text),
      sha256: text.describe('Of the writing, in hex'),
      missing: z.array(text).describe('What an office would want and the statement does not tell'),
    })
    .describe('For recordation at a copyright office (17 USC 205; US Copyright Office, Form DCS)'),
  transferredBy: addressSchema,
  transferredAt: instantSchema,
});

export const recordedPermissionSchema = z.strictObject({
  id: permissionIdSchema,
  index: place,
  to: addressSchema,
  how: z.array(z.enum(DERIVATION_WAYS)).nullable().describe('null: in any way'),
  terms: text,
  until: daySchema.nullable().describe('Its last day; null: without end'),
  permittedBy: addressSchema,
  capacity,
  permittedAt: instantSchema,
  ...withdrawn,
});

const preference = z.enum(USE_PREFERENCES);

export const recordedPreferenceSchema = z.strictObject({
  index: place,
  uses: z.strictObject({
    ai_training: preference,
    ai_generative_training: preference,
    ai_inference: preference,
    data_mining: preference,
  }),
  constraints: text.nullable(),
  policyUrl: text.nullable(),
  statedBy: addressSchema,
  capacity,
  statedAt: instantSchema,
});

export type RecordedClause = z.infer<typeof clauseSchema>;
export type RecordedLicence = z.infer<typeof recordedLicenceSchema>;
export type RecordedRightTransfer = z.infer<typeof recordedRightTransferSchema>;
export type RecordedPermission = z.infer<typeof recordedPermissionSchema>;
export type RecordedPreference = z.infer<typeof recordedPreferenceSchema>;
