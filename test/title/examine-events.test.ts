import { examineEvents } from '../../src/title/history/examine-events.js';
import type { EventOfObject, Passage } from '../../src/title/history/provenance-event.js';

const passed = (name: string, years: Partial<Passage>, object: string | null): EventOfObject => ({
  object,
  event: { type: 'passage', method: 'sale', to: [{ name }], ...years },
});
const flagsOf = (events: readonly EventOfObject[]) =>
  examineEvents(events, { created: null }).flags.map(({ code, periods, message }) => ({
    code,
    periods,
    message,
  }));

describe('events of several objects', () => {
  const casts = [
    passed('Museum A', { begin: '1930', end: '1960' }, 'cast 1/8'),
    passed('Museum B', { begin: '1965', end: '1990' }, 'cast 2/8'),
  ];

  it('are a history each, with a line of the text each', () => {
    expect(examineEvents(casts, { created: null }).text).toMatch(
      /^Of cast 1\/8: [^\n]*Museum A[^\n]*\nOf cast 2\/8: [^\n]*Museum B[^\n]*$/,
    );
    expect(examineEvents(casts.slice(0, 1), { created: null }).text).not.toContain('Of cast');
  });

  it('make no gap between one and the other', () => {
    const asOne = casts.map((one) => ({ ...one, object: null }));
    expect(flagsOf(asOne).map(({ code }) => code)).toContain('GAP');
    expect(flagsOf(casts).map(({ code }) => code)).not.toContain('GAP');
  });

  it('raise what is the same of each once, and name their objects where there are several', () => {
    const flags = flagsOf([
      passed('Unknown', { begin: '1920', said: 'Private collection, 1920' }, null),
      ...casts,
    ]);
    const anonymous = flags.filter(({ code }) => code === 'ANON_OWNER');
    expect(anonymous).toEqual([
      { code: 'ANON_OWNER', periods: [0], message: expect.stringMatching(/^Of each object: /) },
    ]);
    expect(flags.filter(({ code }) => code === 'LOSS_DB_NOT_SEARCHED')).toHaveLength(1);
    expect(flagsOf(casts.slice(0, 1)).some(({ message }) => message.startsWith('Of '))).toBe(false);
  });
});
