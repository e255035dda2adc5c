import { statementOfTransfer, wordsOfTransfer } from './transfer-words.js';
import { edtfBounds } from './edtf-bounds.js';
import { personName } from './person-name.js';
import { TERMS } from './record-context.js';
import {
  CLAIM_NOTICE,
  standingClaim,
  type RecordedFile,
  type RecordedTransfer,
  type WorkRecord,
} from './work-record.js';

export type LinkedArt = Readonly<Record<string, unknown>>;

const CONTEXT = 'https://linked.art/ns/v1/linked-art.json';

/** Getty AAT, as the model of Linked Art uses them (linked.art/model). */
const AAT = 'http://vocab.getty.edu/aat/';
const type = (id: string, label: string) => ({ id, type: 'Type', _label: label });
const aat = (number: number, label: string) => type(`${AAT}${number}`, label);
const own = (name: string, label: string) => type(`${TERMS}${name}`, label);

const PRIMARY_NAME = aat(300404670, 'Primary Name');
const UNIQUE_IDENTIFIER = aat(300404012, 'Unique Identifier');
const BRIEF_TEXT = aat(300418049, 'Brief Text');
const DESCRIPTION = { ...aat(300435416, 'Description'), classified_as: [BRIEF_TEXT] };
const MATERIALS = { ...aat(300435429, 'Material Statement'), classified_as: [BRIEF_TEXT] };
const PROVENANCE = aat(300055863, 'Provenance Activity');
const DIGITAL_IMAGE = aat(300215302, 'Digital Image');
const FILE_SIZE = aat(300265863, 'File Size');
const BYTES = { id: `${AAT}300265869`, type: 'MeasurementUnit', _label: 'bytes' };

/**
 * linked-art.json: the record in Linked Art 1.0, a list of JSON-LD records each of which is valid by its JSON Schema: the work as a VisualItem,
 * its files as DigitalObjects, the history of title as provenance activities with an Acquisition. What the schemas have no place for (shares,
 * the state of claims) stands in statements; an Acquisition is of an object, so that in which title is held has an id of its own, and nothing is
 * said of its matter. Every reference has an id, and none is fetched.
 */
export function writeLinkedArt(record: WorkRecord): LinkedArt[] {
  return [
    workOf(record),
    ...record.files.filter(({ of }) => of === 'work').map((file, at) => fileOf(file, at, record)),
    ...record.title.transfers
      // Between keys of one person nothing passes.
      .filter(({ method }) => method !== 'new-key')
      .map((transfer) => provenanceOf(transfer, record)),
  ];
}

function workOf(record: WorkRecord): LinkedArt {
  const { id, title, description, medium, altText } = record.work;
  const claim = standingClaim(record);
  const texts = [
    statement(CLAIM_NOTICE, own('notice', 'Notice')),
    ...(description === null ? [] : [statement(description, DESCRIPTION)]),
    ...(medium === null ? [] : [statement(medium, MATERIALS)]),
    ...(altText === null
      ? []
      : [statement(altText, own('altText', 'Text for those who do not see the picture'))]),
    ...record.claims.map(({ id: name, status, basis, contestedBy }) =>
      statement(
        `${name}: ${status}, as ${basis}${contestedBy.length > 0 ? `; contested by ${contestedBy.join(', ')}` : ''}.`,
        own('claim', 'Authorship claim'),
      ),
    ),
    ...(claim?.account ? [statement(claim.account, own('account', "Claimants' account of the making"))] : []),
  ];
  return {
    '@context': CONTEXT,
    id,
    type: 'VisualItem',
    _label: title,
    identified_by: [
      { type: 'Name', content: title, classified_as: [PRIMARY_NAME] },
      { type: 'Identifier', content: id, classified_as: [UNIQUE_IDENTIFIER] },
    ],
    referred_to_by: texts,
    created_by: creationOf(record),
  };
}

/** As the registration states it: its makers, and its date. */
function creationOf({ work }: WorkRecord): LinkedArt {
  const makers = work.makers.map(({ name, person }, at) => ({
    id: person === undefined ? `${work.id}#maker-${at + 1}` : `person:${person}`,
    type: 'Person',
    _label: name,
  }));
  return {
    type: 'Creation',
    _label: `Creation of ${work.title}, as claimed`,
    ...(makers.length > 0 && { carried_out_by: makers }),
    ...(work.dateMade !== null && { timespan: timespanOf(work.dateMade) }),
    referred_to_by: [
      statement(
        `As the registration states it (entry ${work.index}); not examined.`,
        own('notice', 'Notice'),
      ),
    ],
  };
}

function fileOf(
  { cid, sha256, mediaType, sizeBytes }: RecordedFile,
  at: number,
  { work }: WorkRecord,
): LinkedArt {
  const isPicture = mediaType.startsWith('image/');
  return {
    '@context': CONTEXT,
    id: `ipfs://${cid}`,
    type: 'DigitalObject',
    _label: `${at === 0 ? 'Picture' : 'File'} of ${work.title}`,
    ...(isPicture && { classified_as: [DIGITAL_IMAGE] }),
    identified_by: [
      { type: 'Identifier', content: cid, classified_as: [own('cid', 'CIDv1')] },
      { type: 'Identifier', content: sha256, classified_as: [own('sha256', 'SHA-256 in hex')] },
    ],
    format: mediaType,
    dimension: [{ type: 'Dimension', classified_as: [FILE_SIZE], value: sizeBytes, unit: BYTES }],
    ...(isPicture && { digitally_shows: [{ id: work.id, type: 'VisualItem', _label: work.title }] }),
  };
}

function provenanceOf(transfer: RecordedTransfer, record: WorkRecord): LinkedArt {
  const { work } = record;
  const { from, to, method, date, recordedAt } = transfer;
  const person = (key: string) => ({ id: `person:${key}`, type: 'Person', _label: personName(record, key) });
  const words = wordsOfTransfer(record, transfer);
  return {
    '@context': CONTEXT,
    id: `${work.id}#${statementOfTransfer(transfer)}`,
    type: 'Activity',
    _label: words,
    classified_as: [PROVENANCE],
    identified_by: [{ type: 'Name', content: words, classified_as: [PRIMARY_NAME] }],
    referred_to_by: [
      // A share of title has no place in the schemas.
      statement(
        to.map(({ owner, share }) => `${share} of the whole to ${personName(record, owner)}`).join('; '),
        own('shares', 'Shares'),
      ),
      statement(`Recorded ${recordedAt}, entry ${transfer.index}. ${CLAIM_NOTICE}`, own('notice', 'Notice')),
      ...(transfer.note === null ? [] : [statement(transfer.note, BRIEF_TEXT)]),
    ],
    ...(date !== null && { timespan: timespanOf(date) }),
    part: [
      {
        type: 'Acquisition',
        _label: words,
        classified_as: [own(`method-${method}`, method)],
        ...(from !== null && { transferred_title_from: [person(from)] }),
        transferred_title_to: to.map(({ owner }) => person(owner)),
        transferred_title_of: [
          {
            id: `${work.id}#held`,
            type: 'HumanMadeObject',
            _label: `That in which title to ${work.title} is held`,
          },
        ],
      },
    ],
  };
}

const statement = (content: string, classifiedAs: object) => ({
  type: 'LinguisticObject',
  content,
  classified_as: [classifiedAs],
});

/** The bounds, and the words of the date, which say more: "1889~" is about. */
function timespanOf(edtf: string): LinkedArt {
  const bounds = edtfBounds(edtf);
  return {
    type: 'TimeSpan',
    identified_by: [{ type: 'Name', content: edtf, classified_as: [own('edtf', 'Date in EDTF')] }],
    ...(bounds?.from && { begin_of_the_begin: bounds.from }),
    ...(bounds?.to && { end_of_the_end: bounds.to }),
  };
}
