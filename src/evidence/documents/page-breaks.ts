/** What stands together on a sheet: a heading, a paragraph, a row of a table, a picture. */
export interface Block {
  /** Of a heading, 1 being above 2; null for what stands under headings. */
  readonly level: 1 | 2 | null;
  /** Space before it, which it does not have at the top of a page. */
  readonly before: number;
  /** Heights of its lines; a picture is one. */
  readonly lines: readonly number[];
  /** Whether it stands on one page, unless it is longer than half of one. */
  readonly isWhole: boolean;
  /** Whether it is a note to the heading above it: what follows stands with both. */
  readonly isNote?: boolean;
}

/** Where a line stands: on which page, from 0, and how far below where its text begins. */
export interface Place {
  readonly page: number;
  readonly top: number;
}

interface Strip {
  readonly height: number;
  readonly before: number;
  /** Whether a page may end before it. */
  readonly mayBreak: boolean;
}

/** As many lines stand together at least: under a heading, before the end of a page and behind it. */
const LEAST_LINES = 2;

/**
 * Where the lines of blocks stand on pages of one height, filled from the top. Under a heading are two lines at least, and no line of a paragraph
 * is left alone. Sections that are no longer than a third of a page, and rows no
 * longer than half of one, are not divided.
 */
export function placesOf(blocks: readonly Block[], height: number): Place[][] {
  const places: Place[] = [];
  let page = 0;
  let y = 0;
  const turn = (): void => {
    page += 1;
    y = 0;
  };
  for (const group of groupsOf(stripsOf(blocks, height))) {
    const needed = sum(group.map((strip, at) => (at === 0 && y === 0 ? 0 : strip.before) + strip.height));
    if (y > 0 && y + needed > height) turn();
    for (const strip of group) {
      // A group that is longer than a page is divided where the page ends.
      if (y > 0 && y + strip.before + strip.height > height) turn();
      const top = y === 0 ? 0 : y + strip.before;
      places.push({ page, top });
      y = top + strip.height;
    }
  }
  let at = 0;
  return blocks.map(({ lines }) => places.slice(at, (at += lines.length)));
}

function stripsOf(blocks: readonly Block[], height: number): Strip[] {
  const sections = shortSections(blocks, height / 3);
  const bound = boundToHeadings(blocks);
  return blocks.flatMap((block, at) => {
    const { level, before, lines } = block;
    const section = sections.get(at);
    const isBound = (section !== undefined && section === sections.get(at - 1)) || bound.has(at);
    const isUndivided =
      level !== null || section !== undefined || (block.isWhole && sum(lines) <= height / 2);
    return lines.map((line, place): Strip => {
      const isInside = place >= LEAST_LINES && lines.length - place >= LEAST_LINES;
      return {
        height: line,
        before: place === 0 ? before : 0,
        mayBreak: place === 0 ? !isBound : !isUndivided && isInside,
      };
    });
  });
}

/** Places of blocks that stand with the heading above them: its note, headings below it, and the first two lines of what stands under it. */
function boundToHeadings(blocks: readonly Block[]): Set<number> {
  const found = new Set<number>();
  let heading = 0;
  let under = LEAST_LINES;
  for (const [at, { level, lines, isNote = false }] of blocks.entries()) {
    if (level === null ? under < LEAST_LINES : under === 0 && level > heading) found.add(at);
    if (level !== null) [heading, under] = [level, 0];
    else if (!isNote) under += lines.length;
  }
  return found;
}

/** Of blocks in sections no longer than `most` the block with which their section begins: the outermost such section. */
function shortSections(blocks: readonly Block[], most: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const [from, { level }] of blocks.entries()) {
    if (level === null || found.has(from)) continue;
    let until = from + 1;
    while (until < blocks.length && (blocks[until]?.level ?? Infinity) > level) until += 1;
    const length = sum(blocks.slice(from, until).map(({ before, lines }) => before + sum(lines)));
    if (length > most) continue;
    for (let at = from; at < until; at += 1) found.set(at, from);
  }
  return found;
}

/** Strips between which no page may end. */
function groupsOf(strips: readonly Strip[]): Strip[][] {
  const groups: Strip[][] = [];
  for (const strip of strips) {
    const last = groups.at(-1);
    if (last && !strip.mayBreak) last.push(strip);
    else groups.push([strip]);
  }
  return groups;
}

const sum = (heights: readonly number[]): number => heights.reduce((a, b) => a + b, 0);
