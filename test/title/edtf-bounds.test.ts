import { boundsOf, instantAsked } from '../../src/title/edtf-bounds.js';

const shown = (edtf: string): string | null => {
  const bounds = boundsOf(edtf);
  const day = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : 'open');
  return bounds && `${day(bounds.from)} ${day(bounds.to)}`;
};

describe('the bounds of a date in EDTF', () => {
  it.each([
    ['1936', '1936-01-01T00:00:00.000Z 1936-12-31T23:59:59.999Z'],
    ['1936-02', '1936-02-01T00:00:00.000Z 1936-02-29T23:59:59.999Z'],
    ['1936-05-04?', '1936-05-04T00:00:00.000Z 1936-05-04T23:59:59.999Z'],
    ['1936-05-XX', '1936-05-01T00:00:00.000Z 1936-05-31T23:59:59.999Z'],
    ['193X', '1930-01-01T00:00:00.000Z 1939-12-31T23:59:59.999Z'],
    ['19XX~', '1900-01-01T00:00:00.000Z 1999-12-31T23:59:59.999Z'],
    ['1932-24', '1932-12-01T00:00:00.000Z 1933-02-28T23:59:59.999Z'],
    ['../1932', 'open 1932-12-31T23:59:59.999Z'],
    ['1929/', '1929-01-01T00:00:00.000Z open'],
    ['1503/1519-04', '1503-01-01T00:00:00.000Z 1519-04-30T23:59:59.999Z'],
    ['0099', '0099-01-01T00:00:00.000Z 0099-12-31T23:59:59.999Z'],
    ['-0043', '-000043-01-01T00:00:00.000Z -000043-12-31T23:59:59.999Z'],
    ['2026-05-01T12:00:00Z', '2026-05-01T12:00:00.000Z 2026-05-01T12:00:00.000Z'],
  ])('are, of %s, %s', (edtf, bounds) => {
    expect(shown(edtf)).toBe(bounds);
  });

  it.each([
    '',
    '..',
    '../..',
    '1936-13',
    '1936-02-30',
    '1935-02-29',
    '1936-05-04/1936-05-01',
    '1940/1930',
    '36',
    '1936-5',
    '1X36',
    'XXXX',
    '193X-05',
    'May 1936',
    '1930/1931/1932',
    '2026-05-01T25:00:00Z',
    '１９３６',
  ])('are none of "%s"', (edtf) => {
    expect(boundsOf(edtf)).toBeNull();
  });

  it('are asked of by a day, which is its end, or by an instant, and nothing else', () => {
    expect(instantAsked('validAt', '1936-05-04')?.toISOString()).toBe('1936-05-04T23:59:59.999Z');
    expect(instantAsked('validAt', '2026-05-04T10:00:00Z')?.toISOString()).toBe('2026-05-04T10:00:00.000Z');
    expect(instantAsked('validAt', null)).toBeNull();
    for (const text of ['1936', '1936-05', 'yesterday', '1936-02-30', '1936-05-04/1936-05-05'])
      expect(() => instantAsked('validAt', text)).toThrow(
        expect.objectContaining({ code: 'DATE_UNREADABLE' }),
      );
  });
});
