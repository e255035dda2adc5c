import * as z from 'zod';
import { addressSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { fileReferenceSchema } from '../../works/file.js';
import { boundedDateSchema } from '../bounded-date.js';
import { shareSchema } from '../share.js';

const partyFields = {
  name: plainText(300).optional().describe('As the sources name them, in any script'),
  person: addressSchema.optional().describe('Address of their key, where they have one'),
  clause: plainText(300).optional().describe('What is said of them: "the artist", "his son"'),
  birth: boundedDateSchema.optional(),
  death: boundedDateSchema.optional(),
  place: plainText(200).optional().describe('Where they are'),
};
const isNamed = ({ name, person }: { name?: string | undefined; person?: string | undefined }) =>
  name !== undefined || person !== undefined;
export const partySchema = z.strictObject(partyFields).refine(isNamed, 'has neither a name nor a key');

export const ownerSchema = z
  .strictObject({ ...partyFields, share: shareSchema.optional() })
  .refine(isNamed, 'has neither a name nor a key');

export const sourceSchema = z
  .strictObject({
    citation: plainText(5000)
      .optional()
      .describe('Archive, volume, page, letter, catalogue, as one cites it'),
    file: fileReferenceSchema.optional().describe('A copy of the document, in the content store'),
    dated: boundedDateSchema.optional().describe('When the document was made'),
    isFootnote: z
      .boolean()
      .optional()
      .describe('Whether a text has it among its footnotes, and not its citations'),
  })
  .refine(
    ({ citation, file }) => citation !== undefined || file !== undefined,
    'tells neither a citation nor a file',
  );

export type EventParty = Readonly<z.infer<typeof partySchema>>;
export type EventOwner = Readonly<z.infer<typeof ownerSchema>>;
export type EventSource = Readonly<z.infer<typeof sourceSchema>>;

/** What two spellings of one party have in common: their key, or else their name. */
export const keyOfParty = ({ name = '', person }: EventParty): string =>
  person ??
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
