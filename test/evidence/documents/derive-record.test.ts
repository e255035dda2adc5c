import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { workRecordSchema } from '../../../src/evidence/documents/work-record.js';
import { canonicalJson } from '../../../src/lib/canonical-json.js';
import { fromHex } from '../../../src/lib/hex.js';
import { leafHash, rootOfInclusion } from '../../../src/lib/merkle.js';
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
    const present = title.holdings.filter(({ until }) => until === null);
    expect(new Map(present.map(({ owner, share }) => [owner, share]))).toEqual(
      new Map([
        [EVE, '1/4'],
        [BEN, '3/4'],
      ]),
    );
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
});
