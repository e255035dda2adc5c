import { tellEvents } from '../../title/history/event-text.js';
import { wordsOfExamination } from '../../title/history/examination.js';
import type { ProvenanceEvent } from '../../title/history/provenance-event.js';
import { movesOf } from '../../title/history/stated-title.js';
import { isKindOf } from '../../title/provenance/acquisition-methods.js';
import { writePeriod } from '../../title/provenance/write-provenance.js';

/** An event in one line, as a label has it, without the marks of its notes; a search or an examination in words of our own. */
export function wordsOfEvent(event: ProvenanceEvent): string {
  if (event.type === 'search') {
    const { searched, on, found, span } = event;
    return `Searched: ${searched}, ${on}${span === undefined ? '' : `, for ${span}`}: found ${found}`;
  }
  if (event.type === 'examination') return wordsOfExamination(event);
  const [period] = tellEvents([event]).periods;
  if (!period) return '';
  return writePeriod({ ...period, footnotes: [], citations: [] }, { isOpening: true });
}

/** What of the work moves by an event, in words. Theft, looting, loans and the like move custody, and never title. */
export function movesInWords(event: ProvenanceEvent): string {
  if (event.type === 'search') return 'Nothing moved: a search';
  if (event.type === 'examination') return 'Nothing moved: it was examined';
  if (event.type === 'offer') return 'Nothing moved: it was offered';
  const { title, custody } = movesOf(event);
  if (event.method !== undefined && isKindOf(event.method, 'destruction'))
    return 'Title and custody ended with the object';
  if (event.method !== undefined && isKindOf(event.method, 'disappearance'))
    return 'Custody ended; title stayed';
  if (title && custody)
    return event.method === undefined
      ? 'Read as title and custody: how it passed is not told'
      : 'Title and custody';
  return title ? 'Title alone; custody stayed' : 'Custody alone; title stayed';
}

/** Whether an event moves custody and leaves title where it was. */
export const isCustodyAlone = (event: ProvenanceEvent): boolean =>
  event.type === 'passage' && !movesOf(event).title;
