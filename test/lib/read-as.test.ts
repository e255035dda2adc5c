import * as z from 'zod';
import { readAs, sentenceOf } from '../../src/lib/read-as.js';

const WORK = z.strictObject({
  title: z.string().min(1).max(200),
  year: z.int().min(1000).max(3000),
  kind: z.enum(['painting', 'print']),
  acts: z.array(z.strictObject({ what: z.string().regex(/^\w+$/, 'is not a word') })).max(2),
  of: z.union([z.null(), z.strictObject({ name: z.string() })]).optional(),
});
const GOOD = { title: 'Sunrise', year: 1872, kind: 'painting', acts: [] };

/** What is told of a change of what fits. */
const told = (change: object): readonly string[] =>
  (readAs(WORK, { ...GOOD, ...change }).problems ?? []).map(({ place, problem }) => `${place} ${problem}`);

describe('what does not fit its schema', () => {
  it.each<[string, object, string[]]>([
    ['missing', { title: undefined }, ['title is missing']],
    ['of another type', { title: 7 }, ['title is not a text']],
    ['empty', { title: '' }, ['title is empty']],
    ['too long', { title: 'x'.repeat(201) }, ['title is too long: it can have 200 characters at most']],
    ['a number that is too small', { year: 12 }, ['year must be at least 1000']],
    ['a number with a fraction', { year: 1872.5 }, ['year is not a whole number']],
    ['another word', { kind: 'toaster' }, ['kind is none of painting, print']],
    [
      'a list that is too long',
      { acts: [1, 2, 3].map(() => ({ what: 'a' })) },
      ['acts is too long: it can have 2 entries at most'],
    ],
    ['what its schema has words for', { acts: [{ what: 'ä' }] }, ['acts.0.what is not a word']],
    ['not known', { humanShare: 0.8 }, ['humanShare is not known here; take it out']],
    ['wrong in a part of the form that is meant', { of: { name: 3 } }, ['of.name is not a text']],
    ['of none of several forms', { of: 3 }, ['of has none of its forms']],
  ])('is told in words where it is %s', (_, change, words) => {
    expect(told(change)).toEqual(words);
  });

  it('is told of the whole, too', () => {
    expect(readAs(WORK, null).problems).toEqual([{ place: '(all of it)', problem: 'is not an object' }]);
  });

  it('is one sentence, however much there is of it, and holds nothing of the value', () => {
    const { problems = [] } = readAs(
      z.array(z.string()),
      Array.from({ length: 9000 }, () => 42),
    );
    expect(sentenceOf(problems, 2)).toBe('0 is not a text; 1 is not a text; and 8998 more');
  });

  it('that fits is read', () => {
    expect(readAs(WORK, GOOD)).toEqual({ value: GOOD });
  });
});
