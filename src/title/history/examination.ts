import * as z from 'zod';
import { plainText } from '../../lib/plain-text.js';
import { fileReferenceSchema } from '../../works/file.js';
import { boundedDateSchema } from '../bounded-date.js';
import { partySchema, sourceSchema } from './event-parts.js';

/** How surely a maker is named, the surest first (New York Arts & Cultural Affairs Law, 13.01; France, décret 81-255). */
export const ATTRIBUTIONS = [
  'by',
  'attributed-to',
  'workshop-of',
  'school-of',
  'manner-of',
  'after',
] as const;

export const DIMENSIONS = ['height', 'width', 'depth', 'diameter', 'length', 'thickness', 'weight'] as const;

/** Units with how many millimetres or grams each has. */
export const UNITS = { mm: 1, cm: 10, m: 1000, in: 25.4, g: 1, kg: 1000, lb: 453.592_37 } as const;
const WEIGHTS: ReadonlySet<Unit> = new Set(['g', 'kg', 'lb']);
type Unit = keyof typeof UNITS;

const measurementSchema = z
  .strictObject({
    dimension: z.enum(DIMENSIONS),
    value: z
      .string()
      .regex(/^(?!0+(?:\.0+)?$)\d{1,9}(?:\.\d{1,4})?$/, 'is not a measure above 0, such as 73.7'),
    unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]),
    part: plainText(100).optional().describe('Of which part: "frame", "base"; left out: of the object'),
  })
  .refine(
    ({ dimension, unit }) => (dimension === 'weight') === WEIGHTS.has(unit),
    'has a unit of weight for a length, or the other way round',
  );

/** Every field of Object ID (ICOM) that tells objects from one another. */
const identifying = {
  kindOfObject: plainText(200).optional().describe('Type of object: "painting", "sculpture", "print"'),
  materials: plainText(500).optional().describe('Materials and techniques'),
  measurements: z.array(measurementSchema).min(1).max(30).optional(),
  inscriptions: plainText(2000)
    .optional()
    .describe('Inscriptions and markings: signature, dedication, stamps, labels, where they are'),
  features: plainText(2000).optional().describe('Distinguishing features: damage, repairs, flaws'),
  subject: plainText(1000).optional().describe('What it represents'),
  made: boundedDateSchema.optional().describe('Date or period, as the examination dates it'),
  attribution: z
    .strictObject({ maker: partySchema, qualifier: z.enum(ATTRIBUTIONS) })
    .optional()
    .describe('To whom the examination gives it, and how surely'),
  description: plainText(5000).optional(),
  condition: plainText(5000)
    .optional()
    .describe('Its condition as it was seen; what follows from that is a note'),
  photographs: z.array(fileReferenceSchema).min(1).max(20).optional(),
};

export const examinationSchema = z
  .strictObject({
    type: z
      .literal('examination')
      .describe(
        'Somebody examined the object and describes it by the fields of Object ID, the standard of ICOM: nothing moves',
      ),
    by: partySchema.optional(),
    on: boundedDateSchema.describe('When it was examined'),
    place: plainText(200).optional(),
    ...identifying,
    note: plainText(2000).optional(),
    sources: z.array(sourceSchema).min(1).max(20).optional().describe('The reports that it rests on'),
  })
  .refine(
    (examination) => Object.keys(identifying).some((field) => field in examination),
    'tells nothing of the object',
  );

export type Examination = Readonly<z.infer<typeof examinationSchema>>;
export type Measurement = NonNullable<Examination['measurements']>[number];

/** In millimetres, or in grams. */
export const sizeOf = ({ value, unit }: Measurement): number => Number(value) * UNITS[unit];

/** The part without an article: "the frame" and "frame" are one. */
export const nameOfPart = (part: string): string => part.trim().replace(/^the\s+(?=\S)/i, '');

/** Such as "height 73.7 cm" or "width of the frame 92 cm". */
export const measurementInWords = ({ dimension, value, unit, part }: Measurement): string =>
  `${dimension}${part === undefined ? '' : ` of the ${nameOfPart(part)}`} ${value} ${unit}`;

/** What it tells at length, by the names of Object ID. */
export const detailsOfExamination = ({
  subject,
  inscriptions,
  features,
  condition,
  description,
  note,
}: Examination): readonly { readonly name: string; readonly text: string }[] =>
  [
    { name: 'Subject', text: subject },
    { name: 'Inscriptions and markings', text: inscriptions },
    { name: 'Distinguishing features', text: features },
    { name: 'Condition', text: condition },
    { name: 'Description', text: description },
    { name: 'Note', text: note },
  ].flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));

/** An examination in one line: what tells the object from others. */
export function wordsOfExamination(examination: Examination): string {
  const { on, by, kindOfObject, materials, measurements = [], attribution, made } = examination;
  const told = [
    kindOfObject,
    materials,
    attribution && attributionInWords(attribution),
    made,
    ...measurements.map(measurementInWords),
  ].filter((part) => part !== undefined);
  const who = by === undefined ? '' : ` by ${by.name ?? by.person ?? ''}`;
  return `Examined${who}, ${on}${told.length > 0 ? `: ${told.join(', ')}` : ''}`;
}

/** Such as "attributed to Rembrandt". */
export const attributionInWords = ({ maker, qualifier }: NonNullable<Examination['attribution']>): string =>
  `${qualifier.replaceAll('-', ' ')} ${maker.name ?? maker.person ?? ''}`;
