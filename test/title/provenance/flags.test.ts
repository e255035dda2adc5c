import { findFlags } from '../../../src/title/provenance/flags/find-flags.js';
import { readWatchList } from '../../../src/title/provenance/flags/read-watch-list.js';
import { readProvenance } from '../../../src/title/provenance/read-provenance.js';
import { cpuMsOf } from '../../fixtures/cpu-time.js';

type Given = Parameters<typeof findFlags>[1];
const codes = (text: string, given?: Given): string[] => [
  ...new Set(findFlags(readProvenance(text), given).map(({ code }) => code)),
];

const boughtAfterTheft = (remark: string, note: string): string =>
  `A. Owner; stolen by unknown, 1975; purchased by B. Dealer, ${remark}, 1980 [1].\n\nNotes:\n[1]. ${note}`;

describe('the flags of a provenance', () => {
  it.each([
    // Chain
    ['Purchased by John Doe, 1950.', 'NO_ORIGIN'],
    ['Jane Doe, the artist, 1900; John Doe.', 'UNDATED_LINK'],
    ['John Doe, 1950 until 1940.', 'DATE_ORDER'],
    ['John Doe, 1960; Jane Roe, by 1950.', 'DATE_ORDER'],
    ['John Doe [1960-], 1950.', 'DATE_ORDER'],
    ['Created by Jane Doe, the artist, 1960; John Doe, 1950.', 'EVENT_BEFORE_CREATION'],
    ['John Doe, 1950; destroyed by fire, 1960; Jane Roe, 1970.', 'AFTER_DESTRUCTION'],
    ['John Doe, 1950; purchased by John Doe, 1960.', 'SELF_SALE'],
    ['John Doe (60%) and Jane Roe (50%), Paris, 1950.', 'SHARES_NOT_100'],
    ['Boise, ID,.', 'UNPARSED_TEXT'],
    ['John Doe, New York, NY, 1950. Jane Roe, Chicago, IL, 1960.', 'GAP'],
    // Evidence
    ['Possibly John Doe, 1950.', 'UNCERTAIN_PERIOD'],
    ['John Doe, 1950 [a]; Jane Roe, 1960.', 'NO_CITATION'],
    ['A. Abel, 1950 [a]; B. Beta, 1960 [a]; C. Gamma, 1970 [a].', 'SINGLE_SOURCE'],
    // Parties
    ['A. Abel; stolen, 1975.', 'ANON_OWNER'],
    ['Privatsammlung, Berlin, 1920.', 'ANON_OWNER'],
    ['Ann Agent as agent, London, 1950.', 'BENEFICIAL_OWNER_UNKNOWN'],
    // 1933 to 1945
    ['John Doe, Paris, 1930. Jane Roe, Paris, 1952.', 'NAZI_ERA_GAP'],
    ['John Doe, Paris, 1930. Jane Roe, Paris, 1952.', 'POSTWAR_REAPPEARANCE'],
    ['John Doe, Paris, 1930; purchased by Jane Roe, 1941.', 'SALE_1933_1945'],
    ['John Doe, Vienna, 1930; confiscated by the state, 1938.', 'TAKEN_1933_1945_NO_RESTITUTION'],
    ['John Doe, Berlin, 1930; purchased at auction by Jane Roe, Berlin, 1937.', 'NAMED_AUCTION_1933_45'],
    // Cultural property
    ['Excavated by Ann Digger, 1965; John Doe, Paris, 1990.', 'NO_FINDSPOT'],
    [
      'A. Owner, 1930; stolen by unknown, from A. Owner, 1975; returned to B. Dealer, 1980.',
      'THEFT_NO_RESTITUTION',
    ],
    ['A. Owner, 1930; stolen by unknown, 1975; restituted to B. Dealer, 1980.', 'THEFT_NO_RESTITUTION'],
    ['Stolen by unknown, 1975; returned to B. Dealer, 1980.', 'THEFT_NO_RESTITUTION'],
    ...[
      'released by customs',
      'acquired in a divorce settlement',
      'by a divorce settlement with the heirs of X. Other',
      'by an insurance settlement with A. Owner',
      'account settled',
      'the debt was settled by B. Dealer',
    ].map((remark): [string, string] => [boughtAfterTheft(remark, 'Invoice.'), 'THEFT_NO_RESTITUTION']),
    ['Excavated by Ann Digger, in Athens; John Doe, Paris, 1990.', 'UNESCO_1970_NO_EXPORT_EVIDENCE'],
    ['Illegally extracted by unknown, in Athens; John Doe, Paris, 1960.', 'ILLEGAL_EXTRACTION'],
    ['Ann Digger, Palmyra, Syria; John Doe, London, 2016.', 'CONFLICT_ORIGIN'],
    // Transactions
    ['Purchased by A. Abel, March 1, 2000; purchased by B. Beta, June 1, 2000.', 'RAPID_RESALE'],
    [
      'Purchased by A. Abel, March 1, 2000 (for $100); purchased by B. Beta, March 1, 2001 (for $5,000).',
      'PRICE_OUTLIER',
    ],
    ['Purchased by A. Abel, 2021 (for €12,000).', 'AML_THRESHOLD'],
  ])('of %s have %s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it.each([
    ['Estate of John Doe [1900-1940], 1950.', 'ACTOR_DEAD_BEFORE_EVENT'],
    ['Owen Owner, 1930; loaned to Museum, 1935; returned to Owen Owner, 1936.', 'LOAN_NOT_RETURNED'],
    ['Owen Owner, 1930; loaned to Museum, 1935; gift to Museum, 1940.', 'LOAN_NOT_RETURNED'],
    [
      'Owen Owner, 1930; consigned to A. Dealer, 1935; purchased by B. Buyer, 1936.',
      'CUSTODIAN_SELLS_WITHOUT_TITLE',
    ],
    ['Owen Owner, 1930; stolen by unknown, 1975; restituted to Owen Owner, 1980.', 'THEFT_NO_RESTITUTION'],
    ['A. Owner, 1930; stolen by unknown, 1975; returned to A. Owner, 1980.', 'THEFT_NO_RESTITUTION'],
    ['A. Owner; stolen by unknown, 1975; restituted to the heirs of A. Owner, 1980.', 'THEFT_NO_RESTITUTION'],
    [
      "A. Owner; stolen by unknown, 1975; returned to A. Owner's son, C. Owner, 1980.",
      'THEFT_NO_RESTITUTION',
    ],
    [
      'A. Owner; loaned to Museum, 1970; stolen by unknown, 1975; returned to Museum, 1980.',
      'THEFT_NO_RESTITUTION',
    ],
    [
      'A. Owner; stolen by unknown, 1975; restituted to B. Dealer, 1980 [1].\n\nNotes:\n[1]. Settlement of 3 May 1980.',
      'THEFT_NO_RESTITUTION',
    ],
    ...[
      'after a settlement with A. Owner',
      'following a settlement between B. Dealer and the heirs of A. Owner',
      'claim settled with the claimants',
      'released by A. Owner from all claims',
    ].map((remark): [string, string] => [boughtAfterTheft(remark, 'Deed.'), 'THEFT_NO_RESTITUTION']),
    ['John Doe, New York, NY, 1930. Jane Roe, Chicago, IL, 1952.', 'NAZI_ERA_GAP'],
    ['John Doe, Paris, 1950. Jane Roe, Paris, 1960.', 'NAZI_ERA_GAP'],
    ['John Doe, Paris, 1930; loaned to Museum, Paris, 1935.', 'SALE_1933_1945'],
    ['John Doe, 1950 until 1970; loaned to Museum, 1960 until 1965.', 'OVERLAP_DATES'],
    ['Private Collection of Jane Roe, Paris, 1920.', 'ANON_OWNER'],
    ['Galerie Fischer, Lucerne, 1990.', 'DEALER_WATCHLIST?'],
    ['A. Abel; B. Beta.', 'GAP'],
    ['A. Abel; lost, 1945.', 'ANON_OWNER'],
    ['A. Abel; gift of A. Abel, 1945.', 'ANON_OWNER'],
  ])('of %s have no %s', (text, code) => {
    expect(codes(text)).not.toContain(code);
  });

  it('need to know when the work was made for some', () => {
    const text = 'Excavated by Ann Digger, in Athens, 1965; John Doe, Paris, 1990.';
    expect(codes(text)).not.toContain('EU_2019_880_B');
    expect(codes(text, { created: -400 })).toContain('EU_2019_880_B');
    expect(codes('John Doe, 1950.', { created: 1900 })).toContain('NO_ORIGIN');
    expect(codes('John Doe, 1850.', { created: 1900 })).toContain('EVENT_BEFORE_CREATION');
    expect(codes('Jane Roe, Paris, 2021 (for €20,000).', { created: 1700 })).toContain('EU_2019_880_C');
  });

  it('look for the names of a list, with its date, whatever their accents', () => {
    const list = {
      title: 'Ours',
      date: '2026-01-31',
      names: ['Galerie Müller', { name: 'X', aliases: ['Hans Y'] }],
    };
    const watchLists = [readWatchList(JSON.stringify(list), 'list.json')];
    const [hit] = findFlags(readProvenance('Galerie Muller, Basel, 1990.'), { watchLists });
    expect(hit).toMatchObject({ code: 'DEALER_WATCHLIST?', periods: [0] });
    expect(hit?.message).toMatch(/2026-01-31.*namesake/);
    expect(codes('Hans Y, Basel, 1990.', { watchLists })).toContain('DEALER_WATCHLIST?');
    expect(() => readWatchList(JSON.stringify({ ...list, date: undefined }), 'list.json')).toThrow(/date/);
  });

  it('name the party that is like a name of a list, wherever it stands in the period', () => {
    const list = { title: 'Ours', date: '2026-01-31', names: ['Galerie Nord'] };
    const watchLists = [readWatchList(JSON.stringify(list), 'list.json')];
    const text = 'Jane Roe; stolen by unknown, from Galerie Nord, 1975.';
    const flags = findFlags(readProvenance(text), { watchLists });
    expect(flags.find(({ code }) => code === 'DEALER_WATCHLIST?')?.message).toMatch(
      /^Galerie Nord is like "Galerie Nord" of Ours/,
    );
  });

  it('say of whom nothing is named in a sentence that stands by itself', () => {
    const said = (text: string) =>
      findFlags(readProvenance(text)).find(({ code }) => code === 'ANON_OWNER')?.message;
    expect(said('A. Abel; stolen, 1975.')).toBe('Whom it came to is not named.');
    expect(said('Privatsammlung, Berlin, 1920.')).toBe(
      'It says “Privatsammlung” and does not name who that was.',
    );
  });

  it('say what would clear them, and never that anything is stolen', () => {
    const text = 'Owen Owner, Paris, 1930. Stolen by unknown, 1941; looted by X, 1942; purchased by Y, 1950.';
    const flags = findFlags(readProvenance(text));
    for (const { message, rule, source, clears } of flags) {
      expect(`${message} ${rule}`).not.toMatch(/stolen/i);
      expect([source, clears]).not.toContain('');
    }
    expect(flags.map(({ severity }) => severity)).toEqual(
      flags
        .map(({ severity }) => severity)
        .sort((a, b) => 'hml'.indexOf(a[0] ?? '') - 'hml'.indexOf(b[0] ?? '')),
    );
  });

  it('take time in proportion to the text', async () => {
    const cost = (times: number): Promise<number> => {
      const provenance = readProvenance(
        'Jane Roe, Paris, 1930. Loaned to X, 1935; purchased by Y? [a]; '.repeat(times),
      );
      return cpuMsOf(() => findFlags(provenance));
    };
    await cost(1000);
    // Eight times as much: by the square it would take 64 times as long.
    expect((await cost(4000)) / (await cost(500))).toBeLessThan(24);
  });
});
