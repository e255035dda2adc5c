import JestSequencer from '@jest/test-sequencer';

/** Whose suites take the longest, in this order: one of them that began last would keep the others' cores idle. */
const LONGEST = ['torture', 'web', 'register', 'cli', 'api'].map((folder) => `/test/${folder}/`);

/** As jest sorts them, which is by what they took the last time and on a fresh clone by their size; and the longest folders first. */
export default class LongestFirst extends JestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const placeOf = ({ path }) => LONGEST.findIndex((folder) => path.replaceAll('\\', '/').includes(folder));
    const longest = LONGEST.flatMap((_, at) => sorted.filter((test) => placeOf(test) === at));
    return [...longest, ...sorted.filter((test) => placeOf(test) < 0)];
  }
}
