import * as z from 'zod';
import { plainText } from '../../../lib/plain-text.js';
import { contestsInWords } from '../dispute-words.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';
import { LEGAL_NOTICE, type Form, type FormSection } from './form.js';
import { readFields } from './read-fields.js';
import { standing } from './record-flag.js';

const contactSchema = z.strictObject({
  name: plainText(200),
  address: plainText(500),
  telephone: plainText(60),
  email: plainText(200),
});

const affirmed = z.literal(true, 'must be affirmed by whoever signs');
const webAddress = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text), 'is not an address such as https://…');

/** What a notice under 17 USC 512(c)(3)(A) holds; the record knows only the work. */
export const dmcaNoticeFieldsSchema = z.strictObject({
  provider: plainText(300).describe("The service provider's designated agent"),
  complainant: contactSchema.describe('(iv) How to contact the complaining party'),
  owner: plainText(200).describe(
    'On whose behalf: the owner of the exclusive right that is said to be infringed',
  ),
  material: z
    .array(z.strictObject({ url: webAddress, description: plainText(1000) }))
    .min(1)
    .max(200)
    .describe('(iii) The material, and where it is'),
  goodFaith: affirmed.describe(
    '(v) Good faith belief that the use is not authorized by the owner, its agent or the law',
  ),
  accurateUnderPenaltyOfPerjury: affirmed.describe('(vi) Accuracy, and authority under penalty of perjury'),
  signature: plainText(200).describe('(i) Physical or electronic signature, such as /s/ Jane Doe'),
  date: plainText(40),
});

/** What a counter notification under 17 USC 512(g)(3) holds. */
export const counterNoticeFieldsSchema = z.strictObject({
  provider: plainText(300).describe("The service provider's designated agent"),
  subscriber: contactSchema.describe("(D) The subscriber's name, address and telephone number"),
  material: z
    .array(z.strictObject({ url: webAddress, description: plainText(1000) }))
    .min(1)
    .max(200)
    .describe('(B) The material that was removed, and where it was'),
  mistakeUnderPenaltyOfPerjury: affirmed.describe(
    '(C) Good faith belief, under penalty of perjury, that it was removed by mistake or misidentification',
  ),
  isAddressInUnitedStates: z.boolean().describe('(D) Decides to which court the subscriber consents'),
  consentsToJurisdiction: affirmed.describe('(D) Consent to the jurisdiction of the Federal District Court'),
  acceptsService: affirmed.describe('(D) Will accept service of process from whoever gave the notice'),
  signature: plainText(200).describe('(A) Physical or electronic signature'),
  date: plainText(40),
});

/** A notice of claimed infringement. Refuses FIELDS_MISSING with every field that is missing. */
export function dmcaNotice(record: WorkRecord, fields: unknown) {
  const given = readFields(dmcaNoticeFieldsSchema, fields, 'notice under 17 USC 512(c)(3)');
  return { ...common(record, 'raisonne-dmca-notice/1'), statute: '17 USC 512(c)(3)', ...given };
}

/** A counter notification. Refuses FIELDS_MISSING with every field that is missing. */
export function dmcaCounterNotice(record: WorkRecord, fields: unknown) {
  const given = readFields(counterNoticeFieldsSchema, fields, 'counter notification under 17 USC 512(g)(3)');
  return { ...common(record, 'raisonne-dmca-counter-notice/1'), statute: '17 USC 512(g)(3)', ...given };
}

function common(record: WorkRecord, format: string) {
  const { work, files, asOf } = record;
  const upheld = standing(record);
  return {
    format,
    notice: CLAIM_NOTICE,
    legalNotice: `${LEGAL_NOTICE} Whoever knowingly misrepresents is liable under 17 USC 512(f).`,
    work: {
      id: work.id,
      title: work.title,
      makers: work.makers.map(({ name }) => name),
      pictureSha256: files[0]?.sha256 ?? null,
    },
    claims: upheld.map(({ id }) => id),
    /** What speaks against them, in words with the ids. */
    contests: [
      ...(upheld.length === 0 ? [`No claim on ${work.id} is upheld.`] : []),
      ...upheld.flatMap(({ id }) => contestsInWords(record, id)),
    ],
    asOf,
  };
}

type Notice = ReturnType<typeof dmcaNotice>;
type CounterNotice = ReturnType<typeof dmcaCounterNotice>;

export const dmcaNoticeForm = (notice: Notice): Form => ({
  ...formOf(notice, 'Notice of claimed infringement (17 USC 512(c)(3))'),
  sections: [
    { heading: 'To', rows: [{ name: 'Designated agent', value: notice.provider }] },
    workSection(notice),
    ...contestSections(notice),
    { heading: 'The material, and where it is', rows: materialRows(notice.material) },
    {
      heading: 'Complaining party',
      rows: [...contactRows(notice.complainant), { name: 'On behalf of', value: notice.owner }],
    },
    {
      heading: 'Statements',
      paragraphs: [
        'I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.',
        'The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.',
      ],
    },
    signatureSection(notice),
  ],
});

export const counterNoticeForm = (notice: CounterNotice): Form => ({
  ...formOf(notice, 'Counter notification (17 USC 512(g)(3))'),
  sections: [
    { heading: 'To', rows: [{ name: 'Designated agent', value: notice.provider }] },
    workSection(notice),
    ...contestSections(notice),
    { heading: 'The material that was removed, and where it was', rows: materialRows(notice.material) },
    { heading: 'Subscriber', rows: contactRows(notice.subscriber) },
    {
      heading: 'Statements',
      paragraphs: [
        'I state under penalty of perjury that I have a good faith belief that the material was removed or disabled as a result of mistake or misidentification of the material to be removed or disabled.',
        notice.isAddressInUnitedStates
          ? 'I consent to the jurisdiction of the Federal District Court for the judicial district in which my address is located, and I will accept service of process from the person who provided the notification or an agent of such person.'
          : 'My address is outside of the United States: I consent to the jurisdiction of the Federal District Court for any judicial district in which the service provider may be found, and I will accept service of process from the person who provided the notification or an agent of such person.',
      ],
    },
    signatureSection(notice),
  ],
});

const formOf = ({ notice, legalNotice, work, asOf }: Notice | CounterNotice, title: string) => ({
  title,
  mark: null,
  notices: [notice, legalNotice],
  subject: work.id,
  asOf,
});

const workSection = ({ work, claims }: Notice | CounterNotice) => ({
  heading: 'The work',
  rows: [
    { name: 'Title', value: work.title },
    { name: 'Makers as claimed', value: work.makers.join(', ') || 'none named' },
    { name: 'Recorded as', value: work.id, isDigest: true },
    { name: 'Claims upheld', value: claims.join('\n') || 'none', isDigest: true },
    { name: 'SHA-256 of its picture', value: work.pictureSha256 ?? 'none', isDigest: true },
  ],
});

/** Before what is signed under penalty of perjury. */
const contestSections = ({ contests }: Notice | CounterNotice): FormSection[] =>
  contests.length === 0
    ? []
    : [
        {
          heading: 'CONTESTED: read this before you sign',
          paragraphs: [...contests, 'Whether what is stated below is so, whoever signs it answers for.'],
        },
      ];

const materialRows = (material: Notice['material']) =>
  material.flatMap(({ url, description }) => [
    { name: 'Address', value: url },
    { name: 'What it is', value: description },
  ]);

const contactRows = ({ name, address, telephone, email }: Notice['complainant']) => [
  { name: 'Name', value: name },
  { name: 'Address', value: address },
  { name: 'Telephone', value: telephone },
  { name: 'Email', value: email },
];

const signatureSection = ({ signature, date }: Notice | CounterNotice) => ({
  heading: 'Signature',
  rows: [
    { name: 'Signature', value: signature },
    { name: 'Date', value: date },
  ],
});
