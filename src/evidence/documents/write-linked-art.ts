import { statementOfTransfer, wordsOfTransfer } from './transfer-words.js';
import {
  BRIEF_TEXT,
  BYTES,
  CONTEXT,
  DESCRIPTION,
  DIGITAL_IMAGE,
  FILE_SIZE,
  MATERIALS,
  own,
  PRIMARY_NAME,
  PROVENANCE,
  statement,
  timespanOf,
  UNIQUE_IDENTIFIER,
  type LinkedArt,
} from './linked-art-terms.js';
import { erasedLines } from './erased-words.js';
import { heldObject } from './held-object.js';
import { linkedHistory } from './linked-history.js';
import { linkedObjects } from './linked-objects.js';
import { partiesIn } from './linked-parties.js';
import { linkedRights } from './linked-rights.js';
import { wordsOfAct, wordsOfGeneration } from './making-words.js';
import { personName } from './person-name.js';
import {
  CLAIM_NOTICE,
  standingClaim,
  type RecordedFile,
  type RecordedTransfer,
  type WorkRecord,
} from './work-record.js';
import { utcWords } from './utc-words.js';

/**
 * linked-art.json: the record in Linked Art 1.0, a list of JSON-LD records each of which is valid by its JSON Schema: the work as a VisualItem,
 * its files as DigitalObjects, the registered title as provenance activities with an Acquisition, the history that is told as others and the
 * objects that were examined as HumanMadeObjects, each of which says who states it. What the schemas have no place for (shares, the state of claims, doubts) stands in statements; an Acquisition is of an object, so that in which title is held has an id of its own, and nothing is
 * said of its matter. Every reference has an id, and none is fetched.
 */
export function writeLinkedArt(record: WorkRecord): LinkedArt[] {
  const partiesOf = partiesIn(record);
  return [
    workOf(record),
    ...record.files.filter(({ of }) => of === 'work').map((file, at) => fileOf(file, at, record)),
    ...record.title.transfers
      // Between keys of one person nothing passes.
      .filter(({ method }) => method !== 'new-key')
      .map((transfer) => provenanceOf(transfer, record)),
    ...linkedObjects(record, partiesOf),
    ...linkedHistory(record, partiesOf),
  ];
}

function workOf(record: WorkRecord): LinkedArt {
  const { id, title, description, medium, altText } = record.work;
  const claim = standingClaim(record);
  const rights = linkedRights(record);
  const texts = [
    statement(CLAIM_NOTICE, own('notice', 'Notice')),
    ...(description === null ? [] : [statement(description, DESCRIPTION)]),
    ...(medium === null ? [] : [statement(medium, MATERIALS)]),
    ...(altText === null
      ? []
      : [statement(altText, own('altText', 'Text for those who do not see the picture'))]),
    ...record.claims.map(({ id: name, status, basis, contestedBy, isContested }) =>
      statement(
        `${name}: ${status}, as ${basis}${isContested ? '; contested' : ''}${contestedBy.length > 0 ? ` by ${contestedBy.join(', ')}` : ''}.`,
        own('claim', 'Authorship claim'),
      ),
    ),
    ...erasedLines(record).map((line) => statement(line, own('erased', 'Erased on demand'))),
    ...(claim?.acts ?? []).flatMap((act) =>
      act
        ? [
            statement(
              wordsOfAct(record, act, claim ?? { claimants: [] }),
              own('act', 'Human act, as claimed'),
            ),
          ]
        : [],
    ),
    ...(claim?.generations ?? []).flatMap((generation) =>
      generation
        ? [
            statement(
              wordsOfGeneration(record, generation),
              own('generation', 'Generation record, as claimed'),
            ),
          ]
        : [],
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
    ...(rights.length > 0 && { subject_to: rights }),
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
      statement(
        `Recorded ${utcWords(recordedAt)}, entry ${transfer.index}. ${CLAIM_NOTICE}`,
        own('notice', 'Notice'),
      ),
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
        transferred_title_of: [heldObject(work, null)],
      },
    ],
  };
}
