import { NotJson, parseRelaxedJson, parseRelaxedJsonAt } from '../../src/lib/relaxed-json.js';

describe('JSON as programs write it into pictures', () => {
  it.each<[string, string, unknown]>([
    [
      'objects, lists and scalars',
      ' {"a": [1, -2.5e3, "b", true, false, null]} ',
      { a: [1, -2500, 'b', true, false, null] },
    ],
    ["Python's NaN and Infinity", '{"a": NaN, "b": [-Infinity, Infinity]}', { a: null, b: [null, null] }],
    [
      'whole numbers that a JSON number would round, as text',
      '[9007199254740993, -18446744073709551615]',
      ['9007199254740993', '-18446744073709551615'],
    ],
    ['whole numbers of 15 digits as numbers', '[999999999999999]', [999999999999999]],
    ['bare control characters in a string', '["a\nb\tc\u0001"]', ['a\nb\tc\u0001']],
    ['escapes', String.raw`["\u30c6\"\\\/\n"]`, ['テ"\\/\n']],
    ['NULs at the end', '{"a": 1}\0\0', { a: 1 }],
    ['the last of two members of one name', '{"a": 1, "a": 2}', { a: 2 }],
  ])('reads %s', (_, text, value) => {
    expect(parseRelaxedJson(text)).toEqual(value);
  });

  it('has no prototype that a member could change', () => {
    const value = parseRelaxedJson('{"__proto__": {"isAdmin": true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a word', 'hello'],
    ['an object without an end', '{"a": 1'],
    ['a string without an end', '["a'],
    ['a string that ends in an escape', '["a\\'],
    ['an escape that there is not', String.raw`["\x41"]`],
    ['more after the end', '{} {}'],
    ['a member without a name', '{1: 2}'],
    ['a comma too many', '[1,]'],
    ['501 levels', `${'['.repeat(502)}${']'.repeat(502)}`],
    ['10,000 levels', '['.repeat(10_000)],
    ['more than 4 million characters', `["${'a'.repeat(4_000_001)}"]`],
  ])('refuses %s', (_, text) => {
    expect(() => parseRelaxedJson(text)).toThrow(NotJson);
  });

  it('reads a value within other text, and tells where it ends', () => {
    expect(parseRelaxedJsonAt('Hashes: {"a": "}"}, Seed: 1', 8)).toEqual({ value: { a: '}' }, end: 18 });
  });
});
