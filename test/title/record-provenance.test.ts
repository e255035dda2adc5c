import { idOf } from '../../src/lib/ids.js';
import { findOwnership } from '../../src/title/find-ownership.js';
import { findProvenance } from '../../src/title/history/find-provenance.js';
import type { ProvenanceBody } from '../../src/title/history/provenance-event.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../src/title/history/withdraw-provenance.js';
import { findTokenLinks } from '../../src/title/tokens/find-token-links.js';
import { linkToken } from '../../src/title/tokens/link-token.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

type Person = ReturnType<typeof aPerson>;
const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');

describeRegisters({ name: 'provenance that is told', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const needs = () => ({ ...register, clock: register.needs.clock });
  const tell = async (person: Person, work: string, ...events: object[]) =>
    recordedOf(await register.record(person, recordProvenance, { work, events } as unknown as ProvenanceBody))
      .cid;
  const aClaimedWork = async () => {
    const work = await register.work(ada, { dateMade: '1905' });
    await register.claim(ada, { work });
    return work;
  };
  const sale = (name: string, begin?: string) => ({
    type: 'passage',
    method: 'sale',
    to: [{ name }],
    ...(begin !== undefined && { begin }),
  });
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));
  const ownersOf = async (work: string, validAt: string, knownAt: Date | null = null) =>
    (await findOwnership(needs(), { work, object: null, validAt: new Date(validAt), knownAt }))?.owners.map(
      ({ party, share }) => `${party.name ?? party.person} ${share}`,
    );

  it('answers who owned a work on a day, as known on a day', async () => {
    register.setNow(new Date('2026-06-01T12:00:00Z'));
    const work = await aClaimedWork();
    register.setNow(new Date('2026-06-02T12:00:00Z'));
    const first = await tell(ada, work, sale('Galerie X', '1910'), sale('Museum', '1932'));
    register.setNow(new Date('2026-06-03T12:00:00Z'));
    await register.record(ada, recordProvenance, {
      work,
      events: [{ type: 'passage', method: 'sale', to: [{ name: 'Owner Y' }], begin: '1920' }],
      supersedes: [idOf('event', `${first}00`)],
    });
    register.setNow(new Date('2026-06-04T12:00:00Z'));
    const withdrawal = recordedOf(
      await register.record(ada, withdrawProvenance, { work, events: [idOf('event', `${first}01`)] }),
    );

    const day = (date: number) => new Date(Date.UTC(2026, 5, date, 13));
    expect(await ownersOf(work, '1950-01-01', new Date('2026-05-31T00:00:00Z'))).toBeUndefined();
    expect(await ownersOf(work, '1950-01-01', day(1))).toEqual([`${addressOf(ada)} 1`]);
    expect(await ownersOf(work, '1915-01-01', day(2))).toEqual(['Galerie X 1']);
    expect(await ownersOf(work, '1950-01-01', day(2))).toEqual(['Museum 1']);
    expect(await ownersOf(work, '1922-01-01', day(3))).toEqual(['Owner Y 1']);
    expect(await ownersOf(work, '1950-01-01', day(4))).toEqual(['Owner Y 1']);
    expect(await ownersOf(work, '2026-06-02T00:00:00Z')).toEqual([`${addressOf(ada)} 1`]);

    // What was taken back is among what the answer follows from, once it was.
    const basis = async (knownAt: Date | null) =>
      (await findOwnership(needs(), { work, object: null, validAt: null, knownAt }))?.statements ?? [];
    expect(await basis(day(2))).not.toContain(withdrawal.cid);
    expect(await basis(null)).toEqual(expect.arrayContaining([first, withdrawal.cid]));
    expect((await basis(null)).at(-1)).toBe(withdrawal.cid);

    const later = new Date('2199-01-01T00:00:00Z');
    const answer = await findOwnership(needs(), { work, object: null, validAt: later, knownAt: later });
    expect([answer?.validAt, answer?.knownAt]).toEqual([
      new Date('2026-06-04T12:00:00Z'),
      new Date('2026-06-04T12:00:00Z'),
    ]);
  });

  it('may be told by whoever speaks for the work or owned a share of it, and by no stranger', async () => {
    const work = await aClaimedWork();
    await refuses('NOT_ALLOWED', () => tell(eve, work, sale('Eve')));
    await register.record(ada, transferTitle, {
      work,
      to: [{ owner: addressOf(bob), share: '1' }],
      method: 'sale',
    });
    await tell(bob, work, sale('Seen by Bob', '1910'));
    await tell(ada, work, sale('Seen by Ada', '1920'));
    const found = await findProvenance(needs(), { work, knownAt: null });
    expect(found?.events.map(({ capacity }) => capacity)).toEqual(['owner', 'registrant']);
  });

  it('is taken back by who told it alone, once', async () => {
    const work = await aClaimedWork();
    const cid = await tell(ada, work, sale('A'), sale('B'));
    const take = (person: Person, ...events: string[]) =>
      register.record(person, withdrawProvenance, { work, events });
    await refuses('NOT_ALLOWED', () => take(eve, idOf('event', `${cid}00`)));
    await refuses('EVENT_UNKNOWN', () => take(ada, idOf('event', `${cid}02`)));
    const other = await aClaimedWork();
    await refuses('EVENT_UNKNOWN', () =>
      register.record(ada, withdrawProvenance, { work: other, events: [idOf('event', `${cid}00`)] }),
    );
    await take(ada, idOf('event', `${cid}00`));
    await refuses('WITHDRAWN_ALREADY', () => take(ada, idOf('event', `${cid}00`)));
    await refuses('OUT_OF_SCHEMA', () => take(ada, idOf('event', `${cid}01`), idOf('event', `${cid}01`)));
  });

  const one = (more: object) => ({ type: 'passage', to: [{ name: 'A' }], ...more });
  it.each<[string, string, object[]]>([
    ['a date that is none', 'OUT_OF_SCHEMA', [one({ begin: '1936-02-30' })]],
    ['an end before the beginning', 'OUT_OF_SCHEMA', [one({ begin: '1940', end: '1930' })]],
    ['a date to come', 'DATED_IN_THE_FUTURE', [one({ begin: '2999' })]],
    [
      'a search to come',
      'DATED_IN_THE_FUTURE',
      [{ type: 'search', searched: 'x', kind: 'archive', found: 'nothing', on: '2999' }],
    ],
    [
      'shares above one',
      'OUT_OF_SCHEMA',
      [
        one({
          to: [
            { name: 'A', share: '2/3' },
            { name: 'B', share: '1/2' },
          ],
        }),
      ],
    ],
    [
      'shares of some and not of others',
      'OUT_OF_SCHEMA',
      [one({ to: [{ name: 'A', share: '2/3' }, { name: 'B' }] })],
    ],
    ['shares that make no whole', 'SHARES_NOT_ONE', [one({ to: [{ name: 'A', share: '2/3' }] })]],
    [
      'more than was held',
      'MORE_THAN_HELD',
      [
        one({
          to: [
            { name: 'A', share: '1/2' },
            { name: 'B', share: '1/2' },
          ],
        }),
        { type: 'passage', from: [{ name: 'A' }], to: [{ name: 'C', share: '2/3' }] },
      ],
    ],
    ['a passage to oneself', 'OUT_OF_SCHEMA', [one({ from: [{ name: 'a' }] })]],
    ['a receiver twice', 'OUT_OF_SCHEMA', [one({ to: [{ name: 'A' }, { name: 'A.' }] })]],
    ['nobody at all', 'OUT_OF_SCHEMA', [{ type: 'passage', begin: '1900' }]],
    ['a party without name or key', 'OUT_OF_SCHEMA', [one({ to: [{ place: 'Paris' }] })]],
    ['a method that nobody knows', 'OUT_OF_SCHEMA', [one({ method: 'magic' })]],
    ['a currency that is none', 'OUT_OF_SCHEMA', [one({ price: { amount: '1', currency: 'Euro' } })]],
    ['a source without anything', 'OUT_OF_SCHEMA', [one({ sources: [{ dated: '1900' }] })]],
    ['no event', 'OUT_OF_SCHEMA', []],
  ])('is refused with %s', async (_, code, events) => {
    const work = await aClaimedWork();
    await refuses(code, () => tell(ada, work, ...events));
  });

  it('carries documents, which must be there', async () => {
    const work = await aClaimedWork();
    const letter = await aStoredPicture(register.content, 'letter');
    const event = one({ begin: '1910', sources: [{ citation: 'Letter, 1910', file: referenceTo(letter) }] });
    await refuses('FILE_MISSING', () => tell(ada, work, event));
    await register.record(ada, recordProvenance, { work, events: [event] } as unknown as ProvenanceBody, [
      letter,
    ]);
    const found = await findProvenance(needs(), { work, knownAt: null });
    expect(found?.text).toBe(`A, 1910 [a]. CITATIONS: [a] Letter, 1910; SHA-256 ${letter.sha256}`);
  });

  it('raises what its events tell besides their words', async () => {
    const work = await aClaimedWork();
    const auction = { house: { name: 'Sotheby’s' }, lot: '12' };
    await tell(
      ada,
      work,
      { ...sale('A', '1910'), said: 'B, 1910', sources: [{ citation: 'Memoir', dated: '1950' }] },
      { ...sale('C', '1990'), sale: auction },
      { type: 'offer', outcome: 'bought-in', begin: '1990', sale: auction },
    );
    const codes = async () =>
      (await findProvenance(needs(), { work, knownAt: null }))?.flags.map(({ code }) => code) ?? [];
    expect(await codes()).toEqual(
      expect.arrayContaining([
        'OWNER_TEXT_VS_DATA',
        'DOC_POSTDATES_EVENT',
        'BOUGHT_IN_SHOWN_AS_SALE',
        'LOSS_DB_NOT_SEARCHED',
      ]),
    );
    await tell(ada, work, {
      type: 'search',
      searched: 'Art Loss Register',
      kind: 'loss-database',
      found: 'nothing',
      on: '2026-01-05',
    });
    expect(await codes()).not.toContain('LOSS_DB_NOT_SEARCHED');
  });

  it('keeps apart the token, which is evidence, and title', async () => {
    const work = await aClaimedWork();
    const token = { chainId: '1', contract: addressOf(eve), tokenId: '7' };
    const body = {
      work,
      ...token,
      owner: addressOf(bob),
      blockNumber: 9,
      blockHash: `0x${'b'.repeat(64)}`,
      blockTime: '2026-05-01T12:00:00.000Z',
    };
    await refuses('NOT_ALLOWED', () => register.record(eve, linkToken, body));
    await refuses('DATED_IN_THE_FUTURE', () =>
      register.record(ada, linkToken, { ...body, blockTime: '2999-05-01T12:00:00.000Z' }),
    );
    await refuses('OUT_OF_SCHEMA', () => register.record(ada, linkToken, { ...body, tokenId: '007' }));
    await register.record(ada, linkToken, body);
    expect(await findTokenLinks(needs(), { ...token, contract: eve.address })).toMatchObject([
      { work, owner: addressOf(bob), capacity: 'registrant' },
    ]);
    expect(await ownersOf(work, '2026-07-01')).toEqual([`${addressOf(ada)} 1`]);
  });

  it('refuses a date of a transfer that cannot be read, is to come, or is before the work was made or its giver had anything', async () => {
    const work = await aClaimedWork();
    const give = (from: Person, to: Person, date: string) =>
      register.record(from, transferTitle, {
        work,
        to: [{ owner: addressOf(to), share: '1' }],
        method: 'sale',
        date,
      });
    await refuses('DATE_UNREADABLE', () => give(ada, bob, '1936-02-30'));
    await refuses('DATED_IN_THE_FUTURE', () => give(ada, bob, '2999'));
    await refuses('DATES_CONTRADICT', () => give(ada, bob, '1904'));
    await give(ada, bob, '2026-05');
    await refuses('DATES_CONTRADICT', () => give(bob, eve, '2026-04'));
    await give(bob, eve, '2026-05');
  });
});
