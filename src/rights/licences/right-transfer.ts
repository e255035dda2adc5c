import * as z from 'zod';
import { addressSchema, workIdSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { daySchema } from '../../originality/derivation-permission.js';
import { fileReferenceSchema } from '../../works/file.js';
import { countriesSchema } from './licence.js';
import { ACTIONS, type UseAsked } from './use.js';

export const rightTransferSchema = z
  .strictObject({
    work: workIdSchema,
    type: z
      .enum(['assignment', 'exclusive-licence'])
      .describe(
        'Both are transfers of copyright ownership (17 USC 101), whether or not limited in scope, place or time',
      ),
    to: addressSchema.describe('Address of the key of whoever receives the right'),
    actions: z
      .array(z.enum(ACTIONS))
      .min(1)
      .max(ACTIONS.length)
      .refine((all) => new Set(all).size === all.length, 'names an action twice')
      .describe('Which rights; "use" is all of them'),
    where: countriesSchema.optional().describe('Only there; worldwide where it is not given'),
    from: daySchema.optional().describe('First day'),
    until: daySchema.optional().describe('Last day; without end where it is not given'),
    writing: fileReferenceSchema.describe('The signed writing (17 USC 204(a)), in the content store'),
    executedOn: daySchema.describe('When the writing was signed'),
    documentTitle: plainText(300).optional().describe('Title of the document, as it is to be recorded'),
    transferor: plainText(300).optional().describe('Name of who transfers, as the writing has it'),
    transferee: plainText(300).optional().describe('Name of who receives, as the writing has it'),
    registrationNumbers: z
      .array(plainText(60))
      .min(1)
      .max(20)
      .optional()
      .describe('Of the work, at a copyright office'),
    recordation: z
      .strictObject({
        office: plainText(200).describe('Where it was recorded, such as "US Copyright Office"'),
        number: plainText(100),
        recordedOn: daySchema,
      })
      .optional(),
    note: plainText(2000).optional(),
  })
  .refine(
    ({ from, until }) => from === undefined || until === undefined || from <= until,
    'ends before it begins',
  );

export type RightTransferBody = Readonly<z.infer<typeof rightTransferSchema>>;

/** A right passes to another, as who holds it states with a writing that both signed: recorded, and examined by nobody. */
export interface RightTransfer {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly body: RightTransferBody;
  readonly transferredBy: string;
  readonly transferredAt: Date;
}

type Scope = Pick<RightTransferBody, 'actions' | 'where' | 'from' | 'until' | 'executedOn'>;

/** Whether a transfer can have taken the right to a use that is asked of from who had it: what the question leaves open, it can. */
export function touchesUse(
  { actions, where, executedOn, from = executedOn, until }: Scope,
  { action, place, on }: UseAsked,
): boolean {
  return (
    (actions.includes('use') || actions.includes(action) || action === 'use') &&
    (where === undefined || place === null || where.includes(place)) &&
    from <= on &&
    (until === undefined || until >= on)
  );
}

/** Whether it gives the right to all of the use that is asked of: to any use only where it is of all, anywhere only where it is worldwide. */
export const givesUse = ({ actions, where }: Scope, { action, place }: UseAsked): boolean =>
  (actions.includes('use') || actions.includes(action)) &&
  (where === undefined || (place !== null && where.includes(place)));

/** The particulars by which a document of transfer is recorded (17 USC 205; US Copyright Office, Form DCS). */
export interface RecordationFields {
  readonly titleOfDocument: string;
  readonly natureOfDocument: string;
  readonly dateOfExecution: string;
  readonly transferor: string;
  readonly transferee: string;
  readonly titleOfWork: string;
  readonly registrationNumbers: readonly string[];
  /** SHA-256 of the writing, in hex. */
  readonly sha256: string;
  /** What an office would want and the statement does not tell. */
  readonly missing: readonly string[];
}

export function recordationFields(
  { body, transferredBy }: Pick<RightTransfer, 'body' | 'transferredBy'>,
  { titleOfWork }: { titleOfWork: string },
): RecordationFields {
  const { type, documentTitle, transferor, transferee, registrationNumbers, writing, executedOn, to } = body;
  return {
    titleOfDocument:
      documentTitle ?? (type === 'assignment' ? 'Assignment of copyright' : 'Exclusive licence'),
    natureOfDocument:
      type === 'assignment' ? 'Transfer of ownership' : 'Transfer of ownership (exclusive licence)',
    dateOfExecution: executedOn,
    transferor: transferor ?? transferredBy,
    transferee: transferee ?? to,
    titleOfWork,
    registrationNumbers: registrationNumbers ?? [],
    sha256: writing.sha256,
    missing: [
      ...(transferor === undefined ? ['transferor'] : []),
      ...(transferee === undefined ? ['transferee'] : []),
      ...(registrationNumbers === undefined ? ['registrationNumbers'] : []),
    ],
  };
}
