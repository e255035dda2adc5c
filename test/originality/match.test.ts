import { isCertain, relationOf, type Method, type Relation } from '../../src/originality/match.js';
import { ORIENTATIONS } from '../../src/originality/pdq.js';

describe('the relation of a picture to a work', () => {
  it.each<[number, number, Relation]>([
    [1, 1, 'near-duplicate'],
    [0.85, 0.85, 'near-duplicate'],
    [1, 0.84, 'crop'],
    [0.9, 0.1, 'crop'],
    [0.84, 1, 'embedded-in'],
    [0.1, 0.9, 'embedded-in'],
    [0.84, 0.84, 'derivative'],
    [0, 0, 'derivative'],
  ])('by shares of %d and %d is %s', (askedShare, workShare, relation) => {
    expect(relationOf('original', { askedShare, workShare })).toBe(relation);
  });

  it('is turned only where the two cover each other', () => {
    for (const orientation of ORIENTATIONS.filter((one) => one !== 'original')) {
      expect(relationOf(orientation)).toBe('mirrored-or-rotated');
      expect(relationOf(orientation, { askedShare: 1, workShare: 0.3 })).toBe('crop');
      expect(relationOf(orientation, { askedShare: 0.3, workShare: 1 })).toBe('embedded-in');
    }
  });
});

it.each<[Method[], boolean]>([
  [['sha-256'], true],
  [['pdq'], false],
  [['local-features'], false],
  [['dense-correlation'], false],
  [['pdq', 'dense-correlation'], true],
  [['local-features', 'dense-correlation'], true],
  [['pdq', 'local-features'], true],
  [[], false],
])('a match by %j is certain: %p', (methods, certain) => {
  expect(isCertain({ methods })).toBe(certain);
});
