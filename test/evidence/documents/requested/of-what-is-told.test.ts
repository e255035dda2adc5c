import { disputeDossierForm } from '../../../../src/evidence/documents/requested/dispute-dossier-form.js';
import { disputeDossier } from '../../../../src/evidence/documents/requested/dispute-dossier.js';
import {
  dueDiligence,
  dueDiligenceForm,
} from '../../../../src/evidence/documents/requested/due-diligence.js';
import { flagsOfRecord } from '../../../../src/evidence/documents/requested/flags-of-record.js';
import {
  resaleRightOfSales,
  resaleRightOfSalesCsv,
} from '../../../../src/evidence/documents/requested/resale-right-of-sales.js';
import { toldHistory } from '../../../../src/evidence/documents/told-history.js';
import { writeFormText } from '../../../../src/evidence/documents/requested/write-form.js';
import type { RecordedClaim, WorkRecord } from '../../../../src/evidence/documents/work-record.js';
import type { Passage } from '../../../../src/title/history/provenance-event.js';
import { aToldRecord } from '../a-told-work.js';
import { ADA, aWorkRecord } from '../a-work-record.js';

const aSale = (more: Partial<Passage>): Passage => ({
  type: 'passage',
  method: 'sale',
  from: [{ name: 'Galerie X' }],
  to: [{ name: 'Jane Roe' }],
  begin: '2020-05-04',
  place: 'Berlin, Germany',
  price: { amount: '60000', currency: 'EUR' },
  ...more,
});

describe('the documents on what is told', () => {
  let record: WorkRecord;
  let plain: WorkRecord;
  beforeAll(async () => {
    [record, plain] = [await aToldRecord(), await aWorkRecord()];
  });
  const withEvents = (...events: Passage[]): WorkRecord => {
    const [first] = record.history;
    if (!first) throw new Error('nothing is told');
    const history = events.map((event, position) => ({
      ...first,
      id: `${first.id}${position}`,
      position,
      event,
    }));
    return { ...record, history };
  };
  const withClaim = (change: Partial<RecordedClaim>): WorkRecord => ({
    ...plain,
    claims: plain.claims.map((claim, at) => (at === 0 ? { ...claim, ...change } : claim)),
  });

  describe('the royalty on each sale', () => {
    // One more is registered, which Ada signed.
    const salesOf = (sale: Partial<Passage>, given = {}) =>
      resaleRightOfSales(withEvents(aSale(sale)), given).sales.filter(({ basis }) => basis === 'stated');
    const whyOf = (sale: Partial<Passage>, given = {}) => salesOf(sale, given)[0]?.why;

    it('is computed where price, day and country are told', () => {
      expect(salesOf({})).toMatchObject([
        {
          country: 'DE',
          countryFrom: 'the place of the event',
          why: null,
          computation: { royalty: '2300.00' },
        },
      ]);
    });

    it('takes the country that is given where the place decides none, and before the place for one event', () => {
      expect(whyOf({ place: 'Berlin' })).toBe('no-country');
      expect(salesOf({ place: 'Berlin' }, { country: 'DE' })).toMatchObject([
        { country: 'DE', countryFrom: 'given', why: null },
      ]);
      const { id = '' } = withEvents(aSale({})).history[0] ?? {};
      expect(salesOf({}, { countries: { [id]: 'FR' }, country: 'GB' })).toMatchObject([
        { country: 'FR', countryFrom: 'given' },
      ]);
    });

    it.each<[string, Partial<Passage>]>([
      ['no-price', { price: undefined }],
      ['no-date', { begin: undefined }],
      ['date-open', { begin: '2020/..' }],
      ['not-in-force', { begin: '1936' }],
      ['wrong-currency', { price: { amount: '60000', currency: 'USD' } }],
      ['below-threshold', { price: { amount: '399.99', currency: 'EUR' } }],
      ['bad-price', { price: { amount: '399.9999', currency: 'EUR' } }],
      ['first-transfer', { from: [{ name: 'ADA  LOVELACE' }] }],
      ['first-transfer', { from: [{ person: ADA }] }],
    ])('says %s where there is none', (why, sale) => {
      const [one] = salesOf(sale);
      expect(one).toMatchObject({ why, computation: null });
      expect(one?.explanation).toBeTruthy();
    });

    it('wants the day where the law changed within the date', () => {
      const sale = { place: 'London, England', price: { amount: '2000', currency: 'GBP' } };
      expect(whyOf({ ...sale, begin: '2024' })).toBe('wrong-currency');
      expect(whyOf({ ...sale, begin: '2024-05' })).toBeNull();
    });

    it('is asked of sales alone, and of none that was taken back or is a competing claimant’s', () => {
      const gift = withEvents(aSale({ method: 'gift' }), aSale({ method: 'theft' }));
      const statedIn = (one: WorkRecord) =>
        resaleRightOfSales(one).sales.filter(({ basis }) => basis === 'stated');
      expect(statedIn(gift)).toEqual([]);
      const { history, ...rest } = withEvents(aSale({}));
      for (const change of [{ endedAt: record.asOf }, { capacity: 'competing-claimant' as const }])
        expect(statedIn({ ...rest, history: history.map((event) => ({ ...event, ...change })) })).toEqual([]);
    });

    it('reads a price in the words of an event, and says where it is in no one currency', () => {
      const said = (price: string) => ({
        price: undefined,
        said: `Purchased by Jane Roe, 2020 (for ${price})`,
      });
      expect(salesOf(said('€60,000'))).toMatchObject([{ price: '60000', currency: 'EUR', why: null }]);
      expect(salesOf(said('$60,000'))[0]).toMatchObject({
        why: 'no-price',
        explanation: 'No price is told in a form that can be reckoned with. What is told: $60,000',
      });
    });

    it('is asked of registered sales too, with the price that the note tells for certain', () => {
      const registered = (change: object) => {
        const transfers = plain.title.transfers.map((one) =>
          one.method === 'sale' ? { ...one, ...change } : one,
        );
        const told = { ...plain, title: { ...plain.title, transfers } };
        return resaleRightOfSales(told, { country: 'DE' }).sales;
      };
      expect(registered({})).toMatchObject([
        { basis: 'registered', event: expect.stringMatching(/^transfer:/), why: 'first-transfer' },
      ]);
      const resale = { from: `0x${'7'.repeat(40)}` };
      expect(registered(resale)).toMatchObject([
        { why: 'no-price', explanation: expect.stringMatching(/What is told: By private treaty\./) },
      ]);
      expect(registered({ ...resale, note: 'Sold for 9,000 EUR' })).toMatchObject([
        { why: null, price: '9000', currency: 'EUR', date: '2026-04-20' },
      ]);
      expect(registered({ ...resale, note: null, date: null })).toMatchObject([
        { why: 'no-price', explanation: 'No price is told.' },
      ]);
    });

    it('has a line in the table for each sale, with what is uncertain of it', () => {
      const sales = withEvents(aSale({ uncertain: ['price'] }), aSale({ price: undefined }));
      const csv = resaleRightOfSalesCsv(resaleRightOfSales(sales));
      expect(csv.trimEnd().split('\r\n')).toHaveLength(4);
      expect(csv).toContain('2300.00,,"uncertain: price; This computes');
      expect(csv).toMatch(/no-price,.*No price is told\./);
    });
  });

  describe('the flags of a record', () => {
    const codesOf = (one: WorkRecord) => flagsOfRecord(one).map(({ code }) => code);

    it('are none where nothing is to be asked, nor of an object where none is told of', () => {
      expect(codesOf(plain)).toEqual([]);
    });

    it('ask what an object would have to be described by', () => {
      const flag = flagsOfRecord(record).find(({ code }) => code === 'OBJECT_ID_INCOMPLETE');
      expect(flag?.message).toMatch(/^Of the object these are not told: type of object, measurements, /);
      expect(flag?.message).not.toMatch(/maker|materials/);
      // Where nothing was examined: about what tells of the object.
      expect(flag?.about).toEqual(toldHistory(record).flatMap(({ events }) => events.map(({ id }) => id)));
    });

    it('ask of contested claims, by what they are contested', () => {
      const [flag] = flagsOfRecord(record);
      expect(flag).toMatchObject({ code: 'CONFLICTING_CLAIMS', severity: 'high' });
      expect(flag?.about).toEqual([record.claims[0]?.id, record.disputes[0]?.id]);
      expect(flag?.message).toContain('1 dispute (answered)');
    });

    it('ask for the writing where a claim rests on a transfer and none is recorded', () => {
      const claim = withClaim({ basis: 'transfer-by-author' });
      expect(codesOf(claim)).toEqual(['NO_TRANSFER_WRITING', 'CLAIMANT_NOT_AUTHOR']);
      const rightTransfers = record.rightTransfers.map((one) => ({
        ...one,
        terms: { ...one.terms, to: ADA },
      }));
      expect(codesOf({ ...claim, rightTransfers })).toEqual(['CLAIMANT_NOT_AUTHOR']);
    });

    it('ask of a ledger of acts that was begun after the registration', () => {
      const [, second] = plain.statements;
      const making = { ...second!, kind: 'begin-making', index: plain.work.index + 1 };
      const makings = [`making:${making.cid}`];
      const late = { ...withClaim({ makings }), statements: [...plain.statements, making] };
      expect(codesOf(late)).toContain('RECONSTRUCTED_PROCESS');
      const early = { ...late, work: { ...plain.work, index: making.index + 1 } };
      expect(codesOf(early)).not.toContain('RECONSTRUCTED_PROCESS');
    });

    it('ask of what was recorded while a claim was disputed', () => {
      const [sale] = record.title.transfers.slice(-1);
      const [dispute] = record.disputes;
      const transfers = [{ ...sale!, index: dispute!.index + 1, recordedAt: record.asOf }];
      const later = { ...record, title: { ...record.title, transfers } };
      expect(codesOf(record)).not.toContain('REGISTRATION_AFTER_DISPUTE');
      expect(codesOf(later)).toContain('REGISTRATION_AFTER_DISPUTE');
      const decided = [{ ...dispute!, isContesting: false, withdrawnAt: dispute!.raisedAt }];
      expect(codesOf({ ...later, disputes: decided })).not.toContain('REGISTRATION_AFTER_DISPUTE');
    });

    it('ask for the royalty on a sale where a law knows one and nothing is stated', () => {
      const codes = (sale: Partial<Passage>) => codesOf(withEvents(aSale(sale)));
      expect(codes({})).toContain('ARR_DUE_UNSTATED');
      expect(codes({ note: 'Resale right paid to Bild-Kunst.' })).not.toContain('ARR_DUE_UNSTATED');
      expect(codes({ price: { amount: '300', currency: 'EUR' } })).not.toContain('ARR_DUE_UNSTATED');
      expect(codes({ place: 'Berlin' })).not.toContain('ARR_DUE_UNSTATED');
    });

    it('name their rule, its source and what would clear them, and accuse nobody', () => {
      for (const flag of [
        ...flagsOfRecord(withEvents(aSale({}))),
        ...flagsOfRecord(withClaim({ basis: 'transfer-by-author' })),
      ]) {
        for (const text of [flag.rule, flag.source, flag.clears, flag.message]) expect(text).toBeTruthy();
        expect(JSON.stringify(flag)).not.toMatch(/stolen|forged|\bproved\b|authentic/i);
      }
    });
  });

  describe('the due diligence report', () => {
    it('rests on the events, tells the searches, and asks what they and the record ask', () => {
      const report = dueDiligence(record, { watchLists: [] });
      expect(report.restsOn).toBe('the events of its history that persons state');
      expect(report.provenance).toMatch(/^Created by Anna Maler/);
      expect(report.registeredTitle).toMatch(/^Created by Ada Lovelace/);
      expect(report.searches).toMatchObject([{ searched: 'lostart.de', found: 'nothing' }]);
      const codes = report.flags.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['CONFLICTING_CLAIMS', 'OBJECT_ID_INCOMPLETE']));
      expect(codes).not.toContain('LOSS_DB_NOT_SEARCHED');
      expect(report.flags.flatMap(({ periods }) => periods).every((at) => at < report.periods.length)).toBe(
        true,
      );
    });

    it('tells what one rule raises under one heading, the gravest first, and its rule once', () => {
      const sale = aSale({});
      const report = dueDiligence(withEvents(sale, { ...sale, begin: '2021-05-04' }));
      const form = dueDiligenceForm(report);
      const sections = form.sections.filter(({ aside }) => aside !== undefined);
      const codes = report.flags.map(({ code }) => code);
      expect(sections.map(({ aside }) => aside)).toEqual([...new Set(codes)]);
      const royalties = sections.find(({ aside }) => aside === 'ARR_DUE_UNSTATED');
      expect(royalties?.heading).toMatch(/\(medium, 2 times\)$/);
      expect(royalties?.rows?.map(({ name }) => name)).toEqual([
        'What',
        'About',
        'What',
        'About',
        'Rule',
        'Source',
        'What would clear it',
      ]);
      const about = form.sections.flatMap(({ rows = [] }) => rows).filter(({ name }) => name === 'About');
      expect(about.map(({ value }) => value)).not.toContain('the whole');
      expect(form.notices.join(' ')).not.toContain('this text');
    });

    it('says whether the files were looked at, and what could not be read', () => {
      const textOf = (report: ReturnType<typeof dueDiligence>) =>
        new TextDecoder().decode(writeFormText(dueDiligenceForm(report)));
      expect(textOf(dueDiligence(record))).toContain('neither read, nor compared');
      const sightings = {
        machineMade: [{ file: record.files[0]?.cid ?? '', tool: 'ComfyUI' }],
        unread: [{ file: 'bafkreib', why: 'It is damaged.' }],
        samePictures: [],
      };
      const report = dueDiligence(
        {
          ...record,
          claims: withClaim({ generations: [], acts: [], materialExcluded: [], withheld: [] }).claims,
        },
        { sightings },
      );
      expect(report.flags.map(({ code }) => code)).toContain('AI_UNDISCLOSED');
      expect(textOf(report)).toMatch(/not read: bafkreib\s+\(It is damaged\.\)/);
    });

    it('looks for the names of lists that are given', () => {
      const list = { title: 'A list', date: '2026-01-01', kind: 'dealers' as const, names: ['Galerie X'] };
      const report = dueDiligence(record, { watchLists: [list] });
      expect(JSON.stringify(report.flags)).toContain('A list');
    });

    it('looks at each object apart, and says of which periods a flag is', () => {
      const history = record.history.map((event, at) => ({
        ...event,
        object: at < 4 ? 'cast 1/2' : 'cast 2/2',
      }));
      const report = dueDiligence({ ...record, history });
      expect(report.provenance).toMatch(/^Of cast 1\/2: .*\nOf cast 2\/2: /);
      const later = report.flags.filter(({ periods }) => periods.some((at) => at >= 4));
      expect(later.length).toBeGreaterThan(0);
    });

    it('rests on the registered title where nothing is told', () => {
      expect(dueDiligence(plain).restsOn).toBe('the title that is recorded');
      const text = new TextDecoder().decode(writeFormText(dueDiligenceForm(dueDiligence(plain))));
      expect(text).toContain('None is stated. That says nothing of whether somebody searched.');
    });
  });

  describe('the dossier of a dispute', () => {
    it('tells the ground, both accounts, the evidence, the timetable and what rests on the claim', () => {
      const dossier = disputeDossier(record);
      expect(dossier.meaning).toContain('Silence decides nothing');
      expect(dossier.disputes).toMatchObject([
        {
          inWords: 'contested: answered',
          ground: 'co-authorship',
          account: 'I chose what went in.',
          evidence: [{ mediaType: 'application/pdf' }],
          entries: [{ side: 'claimant', outcome: null }],
          timetable: {
            isAnswerOverdue: false,
            steps: [{ what: 'raised' }, { what: 'answered by the claimant' }],
          },
          claim: { id: record.claims[0]?.id, basis: 'joint-authors' },
        },
      ]);
      const [{ restsOnClaim } = never()] = dossier.disputes;
      expect(restsOnClaim.titleTransfers).toEqual(record.title.transfers.map(({ index }) => index));
      expect(restsOnClaim.licences).toHaveLength(2);
      expect(restsOnClaim.rightTransfers).toHaveLength(1);
      expect(restsOnClaim.permissions).toHaveLength(1);
    });

    it('tells that an answer is overdue, which changes no state', () => {
      const disputes = record.disputes.map((one) => ({ ...one, entries: [], state: 'open' as const }));
      const [open] = disputeDossier({ ...record, asOf: '2026-07-01T00:00:00.000Z', disputes }).disputes;
      expect(open?.timetable.isAnswerOverdue).toBe(true);
      expect(open?.inWords).toBe('contested: open: not answered, which decides nothing');
    });

    it('is of one dispute where one is named, and of none that is not there', () => {
      const dispute = record.disputes[0]?.id;
      expect(disputeDossier(record, { dispute }).disputes).toHaveLength(1);
      const other = 'dispute:bafkreiaaaaaaaaaaaaaaaaaaaaaaaaaa';
      expect(() => disputeDossier(record, { dispute: other })).toThrow(
        expect.objectContaining({ code: 'DISPUTE_UNKNOWN' }),
      );
      expect(() => disputeDossier(plain)).toThrow(expect.objectContaining({ code: 'NO_DISPUTE' }));
      expect(() => disputeDossier(record, { dispute: 'x' })).toThrow(
        expect.objectContaining({ code: 'FIELDS_MISSING' }),
      );
    });

    it('says of works that derive from it what it was told, and else that it does not know', () => {
      const textOf = (fields: object) =>
        new TextDecoder().decode(writeFormText(disputeDossierForm(disputeDossier(record, fields))));
      expect(textOf({}).replaceAll(/\s+/g, ' ')).toContain('Not told to whoever made this');
      const derivedWorks = [{ work: record.work.id, title: 'After it', how: 'after' }];
      expect(textOf({ derivedWorks })).toContain('after: After it');
    });
  });

  describe('the flags of titles that contradict one another', () => {
    const codesOf = (of: WorkRecord) =>
      flagsOfRecord(of)
        .map(({ code }) => code)
        .filter((code) => code === 'OWNER_STATED_VS_REGISTERED' || code === 'TRANSFER_AFTER_PASSING');
    const gift = (more: Partial<Passage>): Passage => ({
      type: 'passage',
      method: 'gift',
      from: [{ name: 'Ada Lovelace' }],
      to: [{ name: 'Max Moor' }],
      begin: '2026-02-01',
      ...more,
    });

    // Registered: Ada and Ben, of whom Ada sells to Eve, dated 2026-04-20, and gives to Ben, undated: that gift may be the one that is told.
    it('are raised where somebody transfers what they had given away, as it is told', () => {
      expect(codesOf(withEvents(gift({})))).toEqual(['TRANSFER_AFTER_PASSING']);
      expect(codesOf(withEvents(gift({ from: [{ person: ADA }] })))).toHaveLength(1);
      expect(codesOf(withEvents(gift({ method: 'sale' })))).toHaveLength(2);
    });

    it('are raised where who owns it at last, as it is told, is no registered owner', () => {
      const stranger = { name: 'Zoe', person: `0x${'7'.repeat(40)}` };
      const told = withEvents(gift({ from: [{ name: 'Museum of Y' }], to: [stranger], begin: '2020' }));
      expect(codesOf(told)).toEqual(['OWNER_STATED_VS_REGISTERED']);
      expect(flagsOfRecord(told)).toContainEqual(
        expect.objectContaining({ severity: 'high', about: [told.history[0]?.id] }),
      );
    });

    it.each<[string, Partial<Passage>]>([
      ['it is told after the transfer', { begin: '2030-01-01' }],
      ['the passage is uncertain', { uncertain: ['event'] }],
      ['it may be the same day', { begin: '2026' }],
      ['custody alone moved', { method: 'on_loan' }],
    ])('are not raised where %s', (_, more) => {
      expect(codesOf(withEvents(gift(more)))).toEqual([]);
    });

    it('are not raised where it came back before the transfer', () => {
      const back = gift({ from: [{ name: 'Max Moor' }], to: [{ person: ADA }], begin: '2026-03-01' });
      expect(codesOf(withEvents(gift({}), back))).toEqual([]);
    });

    describe('where the register does not date its transfers, and a name may be of one of its keys', () => {
      const undated = (more: Partial<Passage>): WorkRecord => {
        const told = withEvents(gift(more));
        const transfers = told.title.transfers
          .filter(({ method }) => method === 'creation' || method === 'sale')
          .map((transfer) => ({ ...transfer, date: null }));
        return { ...told, title: { ...told.title, transfers } };
      };

      it.each<[string, Partial<Passage>]>([
        ['a sale', { method: 'sale' }],
        ['a kind of sale', { method: 'private_sale' }],
        ['a broader way', { method: 'acquisition' }],
        ['no way', { method: undefined }],
      ])('are not raised where %s is told, which may be the registered sale', (_, more) => {
        expect(codesOf(undated(more))).toEqual([]);
      });

      it('are raised where a gift is told, and where it went to somebody else by key', () => {
        expect(codesOf(undated({}))).toEqual(['TRANSFER_AFTER_PASSING']);
        const person = `0x${'7'.repeat(40)}`;
        const told = undated({ method: 'sale', to: [{ name: 'Max Moor', person }] });
        expect(codesOf(told)).toContain('TRANSFER_AFTER_PASSING');
      });
    });

    it('are not raised of what both tell alike', () => {
      expect(codesOf(record)).toEqual([]);
    });
  });
});

function never(): never {
  throw new Error('there is none');
}
