import { isSame } from '../../lib/is-same.js';
import type { Note, Period, Provenance } from './period.js';
import { readPeriod, verbatimPeriod } from './read-period.js';
import { sentencesOf } from './split-text.js';
import { writePeriod, writeProvenance, writeSentences } from './write-provenance.js';

/**
 * Reads a provenance in the convention of AAM (Guide to Provenance Research) as CMOA's Art Tracks writes it. Whatever is not understood, or
 * would not be read the same once written, stays as it is found in `verbatim`: nothing is dropped. Takes time in proportion to the text.
 */
export function readProvenance(text: string): Provenance {
  let read = readOnce(text);
  // Signs that open and never close can divide the written text in other places: then that division holds.
  for (let round = 0; round < 3 && !isDividedAlike(read); round += 1) read = readOnce(writeProvenance(read));
  return read;
}

function readOnce(text: string): Provenance {
  const { body, notes } = takeNotes(text.normalize('NFC'));
  const periods = sentencesOf(body).map((sentence) => understood(sentence.text, sentence.isDirectTransfer));
  return { convention: 'AAM/CMOA', periods, notes };
}

function isDividedAlike({ periods }: Provenance): boolean {
  const written = writeSentences(periods);
  const { body, notes } = takeNotes(written.join(' '));
  const divided = sentencesOf(body);
  return (
    notes.length === 0 &&
    divided.length === written.length &&
    divided.every(({ text }, at) => text === written[at]?.slice(0, -1).trim())
  );
}

function understood(text: string, isDirectTransfer: boolean): Period {
  const period = readPeriod(text, isDirectTransfer);
  return period && isWrittenBack(period, text) ? period : verbatimPeriod(text, isDirectTransfer);
}

/** Whether the period is one, and the same, once written and read. */
function isWrittenBack(period: Period, text: string): boolean {
  const written = writePeriod(period, { isOpening: false });
  // Only the words that lead it in are written in another case, and those are read in any.
  if (written.toLowerCase() === text.toLowerCase()) return true;
  const [again, ...others] = sentencesOf(`${written};`);
  return (
    again !== undefined &&
    others.length === 0 &&
    isSame(readPeriod(again.text, period.isDirectTransfer), period)
  );
}

const HEADING =
  /(?:^|[\s.;])(?:(?:notes?|footnotes?|citations?|authorities):\s{0,9}){1,9}(?=\[(?:[1-9]\d{0,2}|[a-z]{1,2})\])/gi;
const MARKER = /\[([1-9]\d{0,2}|[a-z]{1,2})\]\.?/g;

/**
 * What stands under NOTES: and CITATIONS:, by markers. A marker that was there already belongs to the text of the note it stands in, and so
 * does a heading before it.
 */
function takeNotes(text: string): { body: string; notes: readonly Note[] } {
  const headings = [...text.matchAll(HEADING)];
  const [opening] = headings;
  if (!opening) return { body: text, notes: [] };
  const startOfMark = new Map(headings.map((one) => [one.index + one[0].length, one.index]));
  const seen = new Set<string>();
  const marks = [...text.matchAll(MARKER)].filter(({ 1: marker = '', index }) => {
    const isNew = index >= opening.index && !seen.has(marker);
    if (isNew) seen.add(marker);
    return isNew;
  });
  const notes = marks.map((mark, at) => {
    const next = marks[at + 1]?.index;
    const end = next === undefined ? text.length : (startOfMark.get(next) ?? next);
    const note = text.slice(mark.index + mark[0].length, end);
    return { marker: mark[1] ?? '', text: note.trim().replaceAll(/\s+/g, ' ') };
  });
  return { body: text.slice(0, opening.index + (/^[.;]/.test(opening[0]) ? 1 : 0)), notes };
}
