import { newDraft, type Draft } from '../../src/web/register/draft.js';
import { workBody } from '../../src/web/register/draft-bodies.js';

const [SIGNER, OTHER] = [`0x${'a1'.repeat(20)}`, `0x${'b2'.repeat(20)}`];
const picture = { cid: 'bafkrei', sha256: '', mediaType: 'image/png', sizeBytes: 1 };
const makersOf = (typed: Partial<Draft>) =>
  workBody({ ...newDraft(new File(['x'], 'heron.png')), ...typed }, { picture, signer: SIGNER })['makers'];
const ben = { id: '1', name: 'Ben', address: OTHER };

describe('the makers that a registration names', () => {
  it('are all whose names were typed, and with a key the one who signs alone', () => {
    expect(makersOf({ makers: 'Ana' })).toEqual([{ name: 'Ana', person: SIGNER }]);
    expect(makersOf({ makers: 'Ana, Ben' })).toEqual([{ name: 'Ana' }, { name: 'Ben' }]);
  });

  it('are those with keys once, beside whom the signer is named', () => {
    expect(makersOf({ standing: 'joint-authors', makers: 'Ana, Ben', others: [ben] })).toEqual([
      { name: 'Ana', person: SIGNER },
      { name: 'Ben', person: OTHER },
    ]);
    expect(makersOf({ standing: 'registrar', makers: '', others: [ben] })).toEqual([
      { name: 'Ben', person: OTHER },
    ]);
  });

  it.each(['author', 'work-made-for-hire', 'transfer-by-author'] as const)(
    'lose nobody who stands there typed, where others were named and are no makers any more (%s)',
    (standing) => {
      const names = makersOf({ standing, makers: 'Ana, Ben', others: [ben] });
      expect(names).toEqual([{ name: 'Ana' }, { name: 'Ben' }]);
    },
  );
});
