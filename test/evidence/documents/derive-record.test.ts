import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { workRecordSchema } from '../../../src/evidence/documents/work-record.js';
import { canonicalJson } from '../../../src/lib/canonical-json.js';
import { fromHex } from '../../../src/lib/hex.js';
import { leafHash, rootOfInclusion } from '../../../src/lib/merkle.js';
import { idOf } from '../../../src/lib/ids.js';
import type { StatementKind } from '../../../src/register/statement-kind.js';
import { recordProvenance } from '../../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../../src/title/history/withdraw-provenance.js';
import { aWallet } from '../a-package.js';
import { aToldRecord, aToldSource } from './a-told-work.js';
import { ADA, BEN, EVE, HIDDEN_ACT, PROMPT, aSource, aWorkRecord } from './a-work-record.js';

describe('deriveRecord', () => {
  it('gives a record of the published form', async () => {
    const record = await aWorkRecord();
    expect(workRecordSchema.parse(record)).toEqual(record);
  });

  it('is the same bytes for the same statements, whatever was at hand when it was made', async () => {
    const source = await aSource();
    const again = structuredClone(source);
    expect(canonicalJson(deriveRecord(again)) === canonicalJson(deriveRecord(source))).toBe(true);
  });

  it('says who has signed a claim, who has withdrawn, and which claims compete', async () => {
    const { claims } = await aWorkRecord();
    const [first, rival] = claims;
    expect(first).toMatchObject({ status: 'claimed', competesWith: null, contestedBy: [] });
    expect(first?.claimants.map(({ person, signedAt }) => [person, signedAt !== null])).toEqual([
      [ADA, true],
      [BEN, true],
    ]);
    expect(rival).toMatchObject({ status: 'withdrawn', competesWith: first?.id, contestedBy: [first?.id] });
    expect(rival?.claimants[0]?.withdrawalReason).toBe('Settled.');
  });

  it('shows both claims as contested while both stand', async () => {
    const source = await aSource();
    const statements = source.statements.filter(({ statement }) => statement.kind !== 'withdraw-claim');
    const [first, rival] = deriveRecord({ ...source, statements }).claims;
    expect([first?.contestedBy, rival?.contestedBy]).toEqual([[rival?.id], [first?.id]]);
  });

  it('begins title with the last signature of the first complete claim, and follows it from there', async () => {
    const { title } = await aWorkRecord();
    expect(title.transfers.map(({ method, from }) => [method, from])).toEqual([
      ['creation', null],
      ['sale', ADA],
      ['gift', ADA],
    ]);
    const present = title.holdings.filter(({ recordedUntil }) => recordedUntil === null);
    expect(new Map(present.map(({ owner, share }) => [owner, share]))).toEqual(
      new Map([
        [EVE, '1/4'],
        [BEN, '3/4'],
      ]),
    );
    // As it was stated, beside when it was recorded.
    expect(present.find(({ owner }) => owner === EVE)).toMatchObject({
      since: '2026-04-20',
      recordedFrom: title.transfers[1]?.recordedAt,
    });
  });

  it('gives nobody title before all claimants have signed', async () => {
    const source = await aSource();
    const statements = source.statements.filter(({ statement }) => statement.kind !== 'co-sign-claim');
    const { claims, title } = deriveRecord({ ...source, statements });
    expect([claims[0]?.status, title]).toEqual(['awaiting-co-signatures', { transfers: [], holdings: [] }]);
  });

  it('keeps what is private private, and tells that it was there', async () => {
    const record = await aWorkRecord();
    expect(record.claims[0]?.acts.map((act) => act?.kind ?? null)).toEqual(['concept', null, 'overpainting']);
    expect(record.claims[0]?.withheld).toEqual([{ path: '/acts/1', commitment: HIDDEN_ACT.commitment }]);
    expect(record.disclosed).toEqual([]);
    expect(JSON.stringify(record)).not.toMatch(/Removed a signature|harbour/);
  });

  it('tells what is disclosed, where the claim committed to it', async () => {
    const record = await aWorkRecord({ openings: [PROMPT, HIDDEN_ACT] });
    expect(record.claims[0]?.acts[1]).toEqual(HIDDEN_ACT.content);
    expect(record.claims[0]?.withheld).toEqual([]);
    expect(record.disclosed.map(({ path, content }) => [path, content])).toContainEqual([
      '/generations/0/prompt',
      'a harbour at dusk, oil',
    ]);
  });

  it('ignores what opens no commitment of the statements', async () => {
    const source = await aSource();
    const stranger = { ...PROMPT, commitment: '0'.repeat(64) };
    expect(deriveRecord({ ...source, openings: [stranger] })).toEqual(deriveRecord(source));
  });

  it('holds for each statement what recomputes the root of the checkpoint', async () => {
    const source = await aSource();
    const { statements, checkpoint } = deriveRecord(source);
    for (const [at, { index, inclusion, leaf }] of statements.entries()) {
      const entry = source.statements[at]?.entry ?? new Uint8Array();
      expect(Buffer.from(leafHash(entry)).toString('hex')).toBe(leaf);
      const root = rootOfInclusion(
        leafHash(entry),
        BigInt(index),
        BigInt(checkpoint.size),
        inclusion.map(fromHex),
      );
      expect(Buffer.from(root ?? []).toString('hex')).toBe(checkpoint.root);
    }
    expect(checkpoint.witnesses).toMatchObject([{ cosignedAt: '2026-05-01T14:00:00.000Z' }]);
  });

  it('gives what is told, licensed and disputed in the published form too', async () => {
    const record = await aToldRecord();
    expect(workRecordSchema.parse(record)).toEqual(record);
    const { history, tokens, licences, rightTransfers, permissions, disputes } = record;
    const lists = { history, tokens, licences, rightTransfers, permissions, disputes };
    expect(Object.values(lists).map(({ length }) => length)).toEqual([8, 1, 2, 1, 1, 1]);
    expect(record.trainingPreference?.uses.ai_inference).toBe('constrained');
    expect(record.disputes[0]).toMatchObject({ state: 'answered', outcome: null, isContesting: true });
    expect(record.claims.map(({ isContested }) => isContested)).toEqual([true, true]);
  });

  it('lists statements of kinds and forms that it does not know, and leaves them out of the rest', async () => {
    const source = await aToldSource();
    const known = deriveRecord(source);
    for (const change of [{ kind: 'of-a-later-version' }, { body: { work: known.work.id, later: 1 } }]) {
      const statements = source.statements.map((one, at) =>
        at < 7 ? one : { ...one, statement: { ...one.statement, ...change } },
      );
      const record = deriveRecord({ ...source, statements });
      expect(record.statements).toHaveLength(known.statements.length);
      expect(record).toMatchObject({ history: [], tokens: [], licences: [], permissions: [], disputes: [] });
      expect(record).toMatchObject({
        claims: known.claims.map(({ id }) => ({ id })),
        trainingPreference: null,
      });
      expect(record.title).toEqual(known.title);
    }
  });

  it('refuses statements among which the registration is not', async () => {
    const source = await aSource();
    expect(() => deriveRecord({ ...source, statements: source.statements.slice(1) })).toThrow(
      expect.objectContaining({ code: 'NOT_OF_THE_WORK' }),
    );
  });

  it('refuses an entry that cannot be read', async () => {
    const source = await aSource();
    const statements = source.statements.map((one) => ({ ...one, entry: Uint8Array.of(0xff) }));
    expect(() => deriveRecord({ ...source, statements })).toThrow(
      expect.objectContaining({ code: 'BAD_ENTRY' }),
    );
  });

  it('refuses a checkpoint that the log did not sign', async () => {
    const source = await aSource();
    const note = source.checkpoint.note.replace('\n1', '\n2');
    expect(() => deriveRecord({ ...source, checkpoint: { ...source.checkpoint, note } })).toThrow(
      expect.objectContaining({ code: 'NO_CHECKPOINT' }),
    );
  });

  it.each<['corrected' | 'taken back']>([['corrected'], ['taken back']])(
    'lets events that were %s stay ended where the words that did so were erased, as the register does',
    async (how) => {
      const sale = (begin: string) => ({ type: 'passage', method: 'sale', begin }) as const;
      const source = await aSource({
        more: async (log, { work }) => {
          const ada = aWallet('ada');
          const first = await log.declare(recordProvenance, ada, { work, events: [sale('1910')] });
          const wrong = [idOf('event', `${first.cid}00`)];
          const second =
            how === 'corrected'
              ? await log.declare(recordProvenance, ada, { work, events: [sale('1911')], supersedes: wrong })
              : await log.declare(withdrawProvenance, ada, { work, events: wrong, reason: 'A slip.' });
          return [first, second];
        },
      });
      const last = source.statements.at(-1)!;
      const { recordedAt } = last;
      const kind = how === 'corrected' ? recordProvenance : withdrawProvenance;
      const body = remainsBy(kind, last.statement.body);
      const erased = {
        ...last,
        words: { receipt: '', erasedAt: new Date('2026-06-01T00:00:00.000Z') },
        statement: { ...last.statement, body },
      };
      const { history } = deriveRecord({
        ...source,
        statements: [...source.statements.slice(0, -1), erased],
      });
      expect(history.map(({ event, endedAt }) => [event, endedAt])).toEqual([
        [sale('1910'), recordedAt.toISOString()],
      ]);
    },
  );
});

/** What stays of a body once its words are erased, as a receipt in JSON has it. */
function remainsBy({ forgetting }: StatementKind<object>, body: object): Record<string, unknown> {
  if (!forgetting || !('remains' in forgetting)) throw new Error('it is not erased');
  return JSON.parse(JSON.stringify(forgetting.remains(body))) as Record<string, unknown>;
}
