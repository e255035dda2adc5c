import { placesOf, type Block } from '../../../src/evidence/documents/page-breaks.js';
import { aRandom } from '../../fixtures/random.js';

const HEIGHT = 100;
const lines = (count: number): number[] => Array.from({ length: count }, () => 10);
const block = (given: Partial<Block>): Block => ({
  level: null,
  before: 0,
  lines: lines(1),
  isWhole: false,
  ...given,
});
const text = (count: number) => block({ lines: lines(count) });
const row = (count: number) => block({ lines: lines(count), isWhole: true });
const heading = block({ level: 1, before: 5 });
const subheading = block({ level: 2, before: 5 });
/** On which page each line of each block stands. */
const pagesOf = (...blocks: Block[]): number[][] =>
  placesOf(blocks, HEIGHT).map((places) => places.map(({ page }) => page));

describe('the places of blocks on pages', () => {
  it('go on from the top, with the space before each but not at the top of a page', () => {
    const blocks = [block({ before: 7 }), block({ before: 3 }), block({ before: 5, lines: [80] })];
    expect(placesOf(blocks, HEIGHT)).toEqual([
      [{ page: 0, top: 0 }],
      [{ page: 0, top: 13 }],
      [{ page: 1, top: 0 }],
    ]);
  });

  it('take a heading to the page of what follows it', () => {
    expect(pagesOf(text(8), heading, text(12)).slice(1)).toEqual([[1], Array(12).fill(1).fill(2, 9)]);
    expect(pagesOf(text(8), heading, subheading, row(6)).slice(1)).toEqual([[1], [1], Array(6).fill(1)]);
    expect(pagesOf(text(7), heading, text(1), row(6)).slice(1)).toEqual([[1], [1], Array(6).fill(1)]);
  });

  it('take a heading and its note to the page of what follows them', () => {
    const note = block({ lines: lines(2), isNote: true });
    expect(pagesOf(text(6), heading, note, text(9)).slice(1, 3)).toEqual([[1], [1, 1]]);
    expect(pagesOf(text(5), heading, note, subheading, row(5)).slice(1, 4)).toEqual([[1], [1, 1], [1]]);
  });

  it('leave a heading where two lines have room under it', () => {
    expect(pagesOf(text(6), heading, text(9))[2]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('divide no row that is shorter than half a page, and a longer one within', () => {
    expect(pagesOf(text(7), row(5))[1]).toEqual(Array(5).fill(1));
    expect(pagesOf(text(7), row(6))[1]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('leave no line of a paragraph alone', () => {
    expect(pagesOf(text(9), text(4))[1]).toEqual([1, 1, 1, 1]);
    expect(pagesOf(text(7), text(4))[1]).toEqual([0, 0, 1, 1]);
  });

  it('divide no section that is shorter than a third of a page', () => {
    const high = (...blocks: Block[]) => placesOf(blocks, 200).map(([place]) => place?.page);
    expect(high(text(16), heading, row(2), row(1), heading, row(1))).toEqual([0, 1, 1, 1, 1, 1]);
    expect(high(text(16), subheading, row(2), row(1), subheading, row(1))).toEqual([0, 1, 1, 1, 1, 1]);
    expect(high(text(16), heading, row(2), row(1), row(2), row(1))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('do not bind headings with nothing under them to one another', () => {
    expect(pagesOf(text(5), subheading, subheading, subheading, row(1)).map(([page]) => page)).toEqual([
      0, 0, 0, 1, 1,
    ]);
  });

  it('divide a longer section between its rows', () => {
    expect(pagesOf(text(5), heading, row(2), row(2), row(2)).map(([page]) => page)).toEqual([0, 0, 0, 1, 1]);
  });

  it('take what is higher than a page', () => {
    expect(pagesOf(text(1), block({ lines: [150] }), text(1))).toEqual([[0], [1], [2]]);
    expect(
      pagesOf(...Array.from({ length: 12 }, () => subheading))
        .flat()
        .at(-1),
    ).toBe(1);
  });

  it('keep every block in order and within its page, and no heading last on one, whatever they are', () => {
    const random = aRandom('pages');
    for (let round = 0; round < 300; round += 1) {
      const made = Array.from({ length: 40 }, () => {
        const one = [heading, subheading, text(1 + random.below(9)), row(1 + random.below(9))];
        return one[random.below(4)] ?? heading;
      });
      const blocks = [...made, text(2)];
      const places = placesOf(blocks, HEIGHT);
      const flat = places.flatMap((own, at) =>
        own.map((place, line) => ({
          ...place,
          level: blocks[at]?.level,
          height: blocks[at]?.lines[line] ?? 0,
        })),
      );
      const outside = flat.filter(({ top, height }) => top < 0 || top + height > HEIGHT);
      const disordered = flat.filter(({ page, top, height }, at) => {
        const next = flat[at + 1];
        return next && (next.page < page || (next.page === page && next.top < top + height));
      });
      const alone = flat.filter(
        ({ level, page }, at) =>
          level !== null && flat[at + 1]?.level === null && flat[at + 1]?.page !== page,
      );
      expect([outside, disordered, alone]).toEqual([[], [], []]);
    }
  });
});
