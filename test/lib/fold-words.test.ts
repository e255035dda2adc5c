import { foldWords } from '../../src/lib/fold-words.js';

it.each([
  ['Café Müller, 1889', ['cafe', 'muller', '1889']],
  ['ŁÓDŹ Straße Ørsted', ['lodz', 'strasse', 'orsted']],
  ['İstanbul ISTANBUL', ['istanbul']],
  ["l'Étoile l’étoile", ['l', 'etoile']],
  ['Ἀθῆναι Ёлка', ['αθηναι', 'елка']],
  ['富嶽三十六景', ['富', '嶽', '三', '十', '六', '景']],
  ['हिन्दी', ['हिन्दी'.normalize('NFKD')]],
  ['!?—', []],
])('the words of %s are %j', (text, words) => {
  expect(foldWords(text)).toEqual(words);
});

it('a word without end is cut', () => {
  expect(foldWords('a'.repeat(5000))).toEqual(['a'.repeat(60)]);
});
