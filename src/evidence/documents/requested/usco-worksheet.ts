import * as z from 'zod';
import { plainText } from '../../../lib/plain-text.js';
import { Refusal } from '../../../lib/refusal.js';
import { contestsInWords } from '../dispute-words.js';
import { edtfBounds } from '../edtf-bounds.js';
import { personName } from '../person-name.js';
import { CLAIM_NOTICE, standingClaim, type WorkRecord } from '../work-record.js';
import { LEGAL_NOTICE, type Form } from './form.js';
import { readFields } from './read-fields.js';

const authorSchema = z.strictObject({
  person: plainText(100).describe("Address of the claimant's key"),
  name: plainText(200)
    .optional()
    .describe("Name on the application; a maker's name of the registration where it is not given"),
  pseudonym: plainText(200).optional().describe('Only where the author is known in the work by a pseudonym'),
  citizenship: plainText(100).optional(),
  domicile: plainText(100).optional(),
});

/** What the record does not know of an application. */
export const uscoFieldsSchema = z.strictObject({
  authors: z.array(authorSchema).max(50).optional(),
  employer: plainText(200)
    .optional()
    .describe(
      'Employer or other person for whom it was prepared; required where the claim says work made for hire',
    ),
  published: z.strictObject({ date: plainText(40), nation: plainText(100) }).optional(),
});

export type UscoFields = z.infer<typeof uscoFieldsSchema>;

/**
 * A worksheet for an application to the U.S. Copyright Office, in the terms of its form VA and the Compendium (3rd ed., ch. 600): what the
 * claim says, and blanks. Refuses CREATED_AND_EXCLUDED where something is in both lists (§621), FIELDS_MISSING, and NO_CLAIM.
 */
export function uscoWorksheet(record: WorkRecord, fields: unknown = {}) {
  const given = readFields(uscoFieldsSchema, fields, 'worksheet of the U.S. Copyright Office');
  const claim = standingClaim(record);
  if (!claim)
    throw new Refusal('NO_CLAIM', `No claim on ${record.work.id} is upheld.`, { work: record.work.id });
  const { authorCreated, materialExcluded, newMaterialIncluded, basis, generations } = claim;
  const both = authorCreated.find((entry) => materialExcluded.some((other) => isSame(entry, other)));
  if (both !== undefined)
    throw new Refusal(
      'CREATED_AND_EXCLUDED',
      `"${both}" is among what the author created and among what is excluded. Take it out of one of the two.`,
      { entry: both },
    );
  const isForHire = basis === 'work-made-for-hire';
  if (isForHire && given.employer === undefined)
    throw new Refusal(
      'FIELDS_MISSING',
      'The claim says work made for hire: employer is missing, who then is the author (17 USC 201(b)).',
      {
        fields: ['employer'],
      },
    );
  const authors = claim.claimants.map(({ person }) => {
    const told = given.authors?.find((author) => author.person === person);
    const name = told?.name ?? (personName(record, person) === person ? null : personName(record, person));
    return {
      person,
      name,
      isPseudonymous: told?.pseudonym !== undefined,
      pseudonym: told?.pseudonym ?? null,
      citizenship: told?.citizenship ?? null,
      domicile: told?.domicile ?? null,
    };
  });
  return {
    format: 'raisonne-usco-worksheet/1',
    notice: CLAIM_NOTICE,
    legalNotice: LEGAL_NOTICE,
    work: record.work.id,
    claim: claim.id,
    asOf: record.asOf,
    title: record.work.title,
    completed: yearOfCompletion(record),
    published: given.published ?? null,
    workMadeForHire: isForHire,
    employer: given.employer ?? null,
    authors,
    authorCreated,
    materialExcluded,
    newMaterialIncluded,
    toReview: [
      ...(generations.length > 0 && materialExcluded.length === 0
        ? [
            'The claim has generation records and excludes nothing: what a machine generated, above de minimis, is to be disclosed and excluded (88 FR 16190, 16193).',
          ]
        : []),
      ...(authorCreated.length === 0
        ? ['Author created is empty: an application needs it (Compendium §618).']
        : []),
      ...(basis === 'transfer-by-author'
        ? ['The claimant is not the author: a transfer statement is needed (Compendium §620).']
        : []),
      ...contestsInWords(record, claim.id),
      ...(claim.withheld.length > 0 ? ['The claim withholds fields that may belong here.'] : []),
      ...(record.work.dateMade !== null && yearOfCompletion(record) === null
        ? [
            `The date of the work is stated as ${record.work.dateMade} (EDTF): name the year of its completion.`,
          ]
        : []),
      'No tool is named as an author.',
    ],
  };
}

/** Only where the date that is stated leaves one year. */
function yearOfCompletion({ work }: WorkRecord): string | null {
  const bounds = work.dateMade === null ? null : edtfBounds(work.dateMade);
  const [from, to] = [bounds?.from?.slice(0, 4), bounds?.to?.slice(0, 4)];
  return from !== undefined && from === to ? from : null;
}

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The worksheet as a form. */
export function uscoForm(worksheet: ReturnType<typeof uscoWorksheet>): Form {
  const list = (entries: readonly string[]) => (entries.length === 0 ? null : entries.join('\n'));
  return {
    title: 'Worksheet for an application to the U.S. Copyright Office',
    mark: 'WORKSHEET, NOT AN APPLICATION',
    notices: [worksheet.notice, worksheet.legalNotice],
    subject: worksheet.work,
    asOf: worksheet.asOf,
    sections: [
      {
        heading: 'Title and completion',
        rows: [
          { name: 'Title of work', value: worksheet.title },
          { name: 'Year of completion', value: worksheet.completed },
          { name: 'Date of publication', value: worksheet.published?.date ?? null },
          { name: 'Nation of publication', value: worksheet.published?.nation ?? null },
        ],
      },
      ...worksheet.authors.map((author, at) => ({
        heading: `Author ${at + 1}`,
        rows: [
          { name: 'Name', value: author.name },
          { name: 'Key', value: author.person, isDigest: true },
          {
            name: 'Work made for hire',
            value: worksheet.workMadeForHire ? `Yes; employer: ${worksheet.employer}` : 'No',
          },
          {
            name: 'Pseudonymous',
            value: author.isPseudonymous ? `Yes: ${author.pseudonym}` : 'No, as far as told',
          },
          { name: 'Citizenship', value: author.citizenship },
          { name: 'Domicile', value: author.domicile },
        ],
      })),
      {
        heading: 'What is claimed',
        rows: [
          { name: 'Author created', value: list(worksheet.authorCreated) },
          { name: 'Material excluded', value: list(worksheet.materialExcluded) },
          { name: 'New material included', value: list(worksheet.newMaterialIncluded) },
        ],
      },
      { heading: 'To review', paragraphs: worksheet.toReview },
    ],
  };
}
