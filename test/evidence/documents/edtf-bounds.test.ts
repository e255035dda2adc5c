import { edtfBounds, exactTimes } from '../../../src/evidence/documents/edtf-bounds.js';

describe('edtfBounds', () => {
  it.each([
    ['1889', '1889-01-01T00:00:00.000Z', '1889-12-31T23:59:59.999Z'],
    ['1889-02~', '1889-02-01T00:00:00.000Z', '1889-02-28T23:59:59.999Z'],
    ['199X', '1990-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z'],
    ['1503/1519', '1503-01-01T00:00:00.000Z', '1519-12-31T23:59:59.999Z'],
    ['1503/..', '1503-01-01T00:00:00.000Z', null],
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:00.000Z', '2026-05-01T12:00:00.000Z'],
  ])('of %s are %s and %s', (edtf, from, to) => {
    expect(edtfBounds(edtf)).toEqual({ from, to });
  });

  it.each([
    '',
    '..',
    '../..',
    '2026-13-01',
    '2026-02-30',
    '1519/1503',
    '1/2/3',
    '%%',
    '-0100',
    'T',
    '2026-05-01T25:00:00Z',
  ])('are none for %j', (edtf) => {
    expect(edtfBounds(edtf)).toBeNull();
  });
});

describe('exactTimes', () => {
  it('are told only by instants', () => {
    expect(exactTimes('2026-05-01T12:00:00Z/2026-05-01T13:00:00Z')).toEqual({
      begin: '2026-05-01T12:00:00.000Z',
      end: '2026-05-01T13:00:00.000Z',
    });
    expect([exactTimes('2026-05-01'), exactTimes('2026-05-01T12:00:00Z/..')]).toEqual([null, null]);
  });
});
