import { withShortNames } from '../../src/web/parts/words.js';

const NAME = `bafkrei${'a2'.repeat(24)}wxyz`;

describe('a text for reading', () => {
  it('has the names of things and the keys of persons shortened, and all else as it is', () => {
    expect(withShortNames(`claim:${NAME} is contested by person:0x${'ab'.repeat(20)}.`)).toBe(
      'claim bafkre…wxyz is contested by 0xabab…abab.',
    );
    expect(withShortNames('A sale: 1889, for 12:30 and 0x12.')).toBe('A sale: 1889, for 12:30 and 0x12.');
  });
});
