/** A history that a text tells. */
export interface TextHistory {
  /** As provenance.txt of a package says: by transfers that owners signed, or by events that persons state; null in any other text. */
  readonly basis: 'registered' | 'stated' | null;
  /** Of which object of the work; null where the text does not say. */
  readonly object: string | null;
  /** In the convention of AAM and CMOA. */
  readonly text: string;
}

// As evidence/documents/write-provenance-text.ts writes them.
const STATED = /^STATED \([^\n]*\)\n/;
const REGISTERED = /(?:^|\n)REGISTERED \([^\n]*\)\n/;
const UNDER_TITLE = /\n\nTitle as recorded up to [^\n]* \(?UTC\)?, work:[^\n]* Convention: AAM\/CMOA; /;
const COMPETING = /^Stated by competing claimants, and no part of the text above:$/;
const UNDER_LABEL =
  /^(?:Who states it:|Searches:|Examinations:|Of these, what moved custody alone and left title where it was:)$/;
const OBJECT = /^Of (.+):\n/;
const EMPTY: ReadonlySet<string> = new Set([
  'No passage is told.',
  'No passage is told that was not erased: see below.',
  'No title is recorded.',
]);

/** The histories of a text: of provenance.txt from a package each by itself, without headings and what stands under them; else the text itself. */
export function historiesInText(given: string): TextHistory[] {
  const text = given.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const underTitle = UNDER_TITLE.exec(text);
  if (!underTitle) return [{ basis: null, object: null, text: given }];
  const above = text.slice(0, underTitle.index);
  const heading = REGISTERED.exec(above);
  const stated = STATED.exec(above);
  const isWhole = stated !== null && heading !== null;
  const registered = isWhole ? above.slice(heading.index + heading[0].length) : above;
  return [
    ...(isWhole ? statedIn(above.slice(stated[0].length, heading.index)) : []),
    { basis: 'registered' as const, object: null, text: registered.trim() },
  ].filter((history) => !EMPTY.has(history.text));
}

/** A label and under it what it rests on, for each object; what competing claimants state is no label. */
function statedIn(part: string): TextHistory[] {
  const histories: TextHistory[] = [];
  let label: string[] = [];
  for (const block of part.trim().split(/\n{2,}/)) {
    const [first = ''] = block.split('\n');
    if (UNDER_LABEL.test(first)) {
      histories.push(historyOf(label.join('\n\n')));
      label = [];
    } else if (!COMPETING.test(first)) label.push(block);
  }
  return histories;
}

function historyOf(label: string): TextHistory {
  const [heading = '', object = null] = OBJECT.exec(label) ?? [];
  return { basis: 'stated', object, text: label.slice(heading.length) };
}
