import { toHex } from '../../lib/hex.js';
import { sha256 } from '../../lib/sha256.js';
import { edtfBounds } from './edtf-bounds.js';
import { TERMS } from './record-context.js';
import type { WorkRecord } from './work-record.js';

export type LinkedArt = Readonly<Record<string, unknown>>;

export const CONTEXT = 'https://linked.art/ns/v1/linked-art.json';

/** Getty AAT, as the model of Linked Art uses them (linked.art/model). */
const AAT = 'http://vocab.getty.edu/aat/';
/** A reference to a concept. */
export const conceptOf = (id: string, label: string) => ({ id, type: 'Type', _label: label });
export const aat = (number: number, label: string) => conceptOf(`${AAT}${number}`, label);
/** A term of our own. */
export const own = (name: string, label: string) => conceptOf(`${TERMS}${name}`, label);

export const PRIMARY_NAME = aat(300404670, 'Primary Name');
export const UNIQUE_IDENTIFIER = aat(300404012, 'Unique Identifier');
export const BRIEF_TEXT = aat(300418049, 'Brief Text');
export const DESCRIPTION = { ...aat(300435416, 'Description'), classified_as: [BRIEF_TEXT] };
export const MATERIALS = { ...aat(300435429, 'Material Statement'), classified_as: [BRIEF_TEXT] };
export const PROVENANCE = aat(300055863, 'Provenance Activity');
export const DIGITAL_IMAGE = aat(300215302, 'Digital Image');
export const FILE_SIZE = aat(300265863, 'File Size');
export const BYTES = { id: `${AAT}300265869`, type: 'MeasurementUnit', _label: 'bytes' };

/** A text within a record. */
export const statement = (content: string, classifiedAs: object) => ({
  type: 'LinguisticObject',
  content,
  classified_as: [classifiedAs],
});

/** The bounds, and the words of the date, which say more: "1889~" is about. */
export function timespanOf(edtf: string): LinkedArt {
  const bounds = edtfBounds(edtf);
  return {
    type: 'TimeSpan',
    identified_by: [{ type: 'Name', content: edtf, classified_as: [own('edtf', 'Date in EDTF')] }],
    ...(bounds?.from && { begin_of_the_begin: bounds.from }),
    ...(bounds?.to && { end_of_the_end: bounds.to }),
  };
}

/** A reference to a place that is told of a work. */
export const placeOf = ({ work }: WorkRecord, place: string): LinkedArt => ({
  id: `${work.id}#place-${idPart(place)}`,
  type: 'Place',
  _label: place,
});

/** Letters and digits of a text with hyphens between, as the end of a term's id: "distinguishing-features". Texts that differ in more than those have the same. */
export const slugOf = (text: string): string => {
  const words = lettersOf(text)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return encodeURIComponent(words?.join('-') ?? 'unnamed');
};

/** A text as the end of an id that no other text has: what the slug leaves out counts in a digest behind it. */
export function idPart(text: string): string {
  const slug = slugOf(text);
  return slug === text
    ? slug
    : `${slug}-${toHex(sha256(new TextEncoder().encode(lettersOf(text)))).slice(0, 8)}`;
}

/** Halves of letters, which no URI has, are replaced. */
const lettersOf = (text: string): string => text.normalize('NFC').replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
