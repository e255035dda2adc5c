import { titleOnDay, type KnownHistory } from '../../src/title/ownership.js';
import { eventSchema, type RecordedEvent } from '../../src/title/history/provenance-event.js';
import type { TitleTransfer } from '../../src/title/title-transfer.js';

const recorded = (event: object, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: `event:b0${Math.abs(JSON.stringify(event).length)}`,
  statementIndex: 1n,
  position: 0,
  work: 'work:b',
  object: null,
  event: eventSchema.parse({ type: 'passage', ...event }),
  recordedBy: '0x1',
  capacity: 'registrant',
  recordedAt: new Date(0),
  endedAt: null,
  endedBy: null,
  ...more,
});
const chain = (...events: object[]): KnownHistory => ({
  transfers: [],
  events: events.map((event, position) => recorded(event, { id: `event:b0${position}`, position })),
  dateMade: null,
});
const on = (history: KnownHistory, day: string) => titleOnDay(history, Date.parse(`${day}T23:59:59.999Z`));
const owners = (history: KnownHistory, day: string): string[] =>
  on(history, day).owners.map(
    ({ party: { name, person }, share, isCertain }) => `${name ?? person} ${share}${isCertain ? '' : '?'}`,
  );
const to = (...names: string[]) => names.map((name) => ({ name }));

describe('title as it is stated', () => {
  it('is with whom the last event before the day gave it', () => {
    const history = chain(
      { method: 'creation', to: to('Ada'), begin: '1905' },
      { method: 'sale', to: to('Bob'), begin: '1910-03-01' },
      { method: 'by_descent', to: to('Cleo'), begin: '1936-05-04' },
    );
    expect(owners(history, '1904-12-31')).toEqual([]);
    expect(owners(history, '1906-01-01')).toEqual(['Ada 1']);
    expect(owners(history, '1910-03-01')).toEqual(['Bob 1']);
    expect(owners(history, '1936-05-03')).toEqual(['Bob 1']);
    expect(owners(history, '1936-05-04')).toEqual(['Cleo 1']);
    expect(on(history, '1950-01-01').owners[0]).toMatchObject({ basis: 'stated', since: '1936-05-04' });
  });

  it('is uncertain where the dates leave more than one answer', () => {
    const history = chain({ to: to('Ada'), begin: '1905' }, { to: to('Bob'), begin: '1930/1940' });
    expect(owners(history, '1935-01-01')).toEqual(['Ada 1?', 'Bob 1?']);
    expect(owners(history, '1941-01-01')).toEqual(['Bob 1']);
    expect(owners(chain({ to: to('Ada'), begin: '../1932' }), '1900-01-01')).toEqual(['Ada 1?']);
  });

  it('takes what is undated as between its neighbours', () => {
    const history = chain(
      { to: to('Ada'), begin: '1905' },
      { to: to('Bob') },
      { to: to('Cleo'), begin: '1940' },
    );
    expect(owners(history, '1920-01-01')).toEqual(['Ada 1?', 'Bob 1?']);
    expect(owners(history, '1941-01-01')).toEqual(['Cleo 1']);
  });

  it('is not certain where whoever told it doubts it', () => {
    expect(owners(chain({ to: to('Ada'), begin: '1905', uncertain: ['to'] }), '1910-01-01')).toEqual([
      'Ada 1?',
    ]);
  });

  it.each(['theft', 'looting', 'illegal_extraction', 'on_loan', 'consignment', 'on_deposit', 'returned'])(
    'is not moved by %s, which moves custody',
    (method) => {
      const history = chain({ to: to('Ada'), begin: '1905' }, { method, to: to('Bob'), begin: '1910' });
      expect(owners(history, '1920-01-01')).toEqual(['Ada 1']);
      expect(on(history, '1920-01-01').custodian).toMatchObject({ party: { name: 'Bob' }, method });
    },
  );

  it.each([
    ['a thief', 'theft'],
    ['a borrower', 'on_loan'],
  ])('is uncertain after a sale by %s, who had none to give', (_, method) => {
    const history = chain(
      { to: to('Ada'), begin: '1905' },
      { method, to: to('Eve'), begin: '1910' },
      { method: 'sale', from: to('Eve'), to: to('Bob'), begin: '1920' },
    );
    expect(owners(history, '1921-01-01')).toEqual(['Ada 1?', 'Bob 1?']);
    expect(on(history, '1921-01-01').custodian).toMatchObject({ party: { name: 'Bob' }, isCertain: true });
    const back = chain(...history.events.map(({ event }) => event), {
      method: 'restitution',
      from: to('Bob'),
      to: to('Ada'),
      begin: '1950',
    });
    expect(owners(back, '1951-01-01')).toEqual(['Ada 1']);
  });

  it('passes by the sale of a consignee, who sells for the owner', () => {
    const history = chain(
      { to: to('Ada'), begin: '1905' },
      { method: 'consignment', to: to('Gallery'), begin: '1910' },
      { method: 'sale', from: to('Gallery'), to: to('Bob'), begin: '1911' },
    );
    expect(owners(history, '1912-01-01')).toEqual(['Bob 1']);
  });

  it('is certain of nobody behind more doubts than can be told apart', () => {
    const parts = Array.from({ length: 80 }, (_, place) => ({
      from: to(`Stranger ${place}`),
      to: [{ name: `Buyer ${place}`, share: '1/100' }],
      begin: String(1906 + place),
    }));
    const history = chain({ to: to('Ada'), begin: '1905' }, ...parts);
    expect(on(history, '1999-01-01').owners.filter(({ isCertain }) => isCertain)).toEqual([]);
  });

  it('stays with its owner when the work is lost, and ends when it is destroyed', () => {
    const lost = chain({ to: to('Ada'), begin: '1905' }, { method: 'lost', begin: '1910' });
    expect(owners(lost, '1920-01-01')).toEqual(['Ada 1']);
    expect(on(lost, '1920-01-01').custodian).toBeNull();
    const gone = chain({ to: to('Ada'), begin: '1905' }, { method: 'destruction', begin: '1910' });
    expect(on(gone, '1920-01-01')).toMatchObject({ owners: [], isDestroyed: true });
  });

  it('is known of nobody after the day on which its owner ceased to have it', () => {
    const history = chain({ to: to('Ada'), begin: '1905', end: '1910' });
    expect(owners(history, '1909-06-01')).toEqual(['Ada 1']);
    expect(owners(history, '1910-06-01')).toEqual(['Ada 1?']);
    expect(owners(history, '1911-01-01')).toEqual([]);
  });

  it('is divided and rejoined in exact shares', () => {
    const share = (name: string, part?: string) => ({ name, ...(part !== undefined && { share: part }) });
    const history = chain(
      { to: to('Ada'), begin: '1905' },
      { from: to('Ada'), to: [share('Bob', '1/3'), share('Cleo', '1/3')], begin: '1910' },
      { from: to('ADA'), to: to('Bob'), begin: '1920' },
      { from: to('Bob', 'Cleo'), to: to('Dora'), begin: '1930' },
    );
    expect(owners(history, '1911-01-01').toSorted()).toEqual(['Ada 1/3', 'Bob 1/3', 'Cleo 1/3']);
    expect(owners(history, '1921-01-01').toSorted()).toEqual(['Bob 2/3', 'Cleo 1/3']);
    expect(owners(history, '1931-01-01')).toEqual(['Dora 1']);
  });

  it('leaves shares open where by whom a part was given is not told', () => {
    const history = chain(
      { to: to('Ada'), begin: '1905' },
      { to: [{ name: 'Bob', share: '1/2' }], begin: '1910' },
    );
    expect(owners(history, '1911-01-01')).toEqual(['Ada null', 'Bob 1/2']);
  });

  it('is nothing that a competing claimant states', () => {
    const own = chain({ to: to('Ada'), begin: '1905' });
    const other = recorded(
      { to: to('Eve'), begin: '1910' },
      { statementIndex: 9n, capacity: 'competing-claimant' },
    );
    expect(owners({ ...own, events: [...own.events, other] }, '1911-01-01')).toEqual(['Ada 1']);
  });

  it('comes from several statements in the order of their dates', () => {
    const early = recorded({ to: to('Ada'), begin: '1905' }, { statementIndex: 9n });
    const late = recorded({ to: to('Bob'), begin: '1910' }, { statementIndex: 2n, id: 'event:b02' });
    expect(owners({ transfers: [], events: [late, early], dateMade: null }, '1911-01-01')).toEqual(['Bob 1']);
    expect(owners({ transfers: [], events: [late, early], dateMade: null }, '1907-01-01')).toEqual(['Ada 1']);
  });
});

describe('title by the register', () => {
  const transfer = (place: number, more: Partial<TitleTransfer>): TitleTransfer => ({
    id: `transfer:b${place}`,
    statementIndex: BigInt(place),
    work: 'work:b',
    from: null,
    to: [],
    method: 'sale',
    date: null,
    note: null,
    recordedAt: new Date(Date.UTC(2026, 4, place)),
    ...more,
  });
  const share = (owner: string, part = '1') => ({ owner, share: part });
  const claimed = transfer(1, { method: 'creation', to: [share('ada')] });
  const of = (...transfers: TitleTransfer[]): KnownHistory => ({ transfers, events: [], dateMade: '1990' });

  it('is uncertain between the making of a work and its claim', () => {
    expect(owners(of(claimed), '1989-12-31')).toEqual([]);
    expect(owners(of(claimed), '2000-01-01')).toEqual(['ada 1?']);
    expect(owners(of(claimed), '2026-05-01')).toEqual(['ada 1']);
  });

  it('passes on the day that its signer says, also before the register took it', () => {
    const sold = transfer(9, { from: 'ada', to: [share('bob', '1/4')], date: '2026-05-04' });
    expect(owners(of(claimed, sold), '2026-05-03')).toEqual(['ada 1']);
    expect(owners(of(claimed, sold), '2026-05-04')).toEqual(['ada 3/4', 'bob 1/4']);
    const before = transfer(9, { from: 'ada', to: [share('bob')], date: '2025' });
    expect(owners(of(claimed, before), '2026-01-01')).toEqual(['bob 1']);
  });

  it('is since no instant that is later than the day', () => {
    const sold = transfer(9, { from: 'ada', to: [share('bob', '1/4')], date: '2026-04-20' });
    const sinceOn = (day: string) => on(of(claimed, sold), day).owners.map(({ since }) => since);
    expect(sinceOn('2026-04-25')).toEqual([null, '2026-04-20']);
    expect(sinceOn('2026-05-10')).toEqual([claimed.recordedAt.toISOString(), '2026-04-20']);
  });

  it('is the same owner since the same day under a new key', () => {
    const rotated = transfer(3, { from: 'ada', to: [share('eve')], method: 'new-key' });
    expect(on(of(claimed, rotated), '2026-05-20').owners).toMatchObject([
      { party: { person: 'eve' }, share: '1', by: claimed.id },
    ]);
  });

  it('goes before what is stated once it is certain, and after it before', () => {
    const history = { ...of(claimed), events: [recorded({ to: to('Museum'), begin: '1995' })] };
    expect(owners(history, '2000-01-01')).toEqual(['Museum 1']);
    expect(owners(history, '2026-05-02')).toEqual(['ada 1']);
  });

  it('is not put aside by what is stated where a transfer is dated loosely', () => {
    const sold = transfer(9, { from: 'ada', to: [share('bob')], date: '2026-05' });
    const history = { ...of(claimed, sold), events: [recorded({ to: to('Museum'), begin: '1995' })] };
    expect(owners(history, '2026-05-05')).toEqual(['ada 1?', 'bob 1?']);
    // The month goes on; the transfer was recorded.
    expect(owners(history, '2026-05-10')).toEqual(['bob 1']);
  });
});
