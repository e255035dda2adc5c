import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, runJson } from './terminal.js';

describe('rights', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-rights-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(content: unknown): Promise<string> {
    const name = path.join(folder, 'facts.json');
    await writeFile(
      name,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
    return name;
  }

  it('prints findings, what they need, and the packs that were asked', async () => {
    const facts = await file({ promptCharsMax: 1700, humanDominance: false });
    const answer = await runJson(['rights', facts, '--as-of', '2026-06-01', '--jurisdiction', 'DE']);
    expect(answer).toMatchObject({
      asOf: '2026-06-01',
      packs: [{ jurisdiction: 'EU' }],
      findings: [{ rule: 'EU-02', jurisdiction: 'DE' }, { rule: 'EU-03' }],
      needed: [{ rule: 'EU-01', facts: ['freeCreativeChoices'] }, { rule: 'EU-04', facts: ['processRecord'] }],
      notInForce: [{ rule: 'EU-06', effectiveFrom: '2026-08-02' }],
    }); // prettier-ignore
  });

  it('asks every pack unless told otherwise, and several by name', async () => {
    const facts = await file({});
    const packs = async (...more: string[]) =>
      (
        await runJson<{ packs: { jurisdiction: string }[] }>([
          'rights',
          facts,
          '--as-of',
          '2026-06-01',
          ...more,
        ])
      ).packs.map(({ jurisdiction }) => jurisdiction);
    expect(await packs()).toEqual(['US', 'GB', 'EU', 'CN', 'JP', 'KR', 'UA', 'IN', 'CA']);
    expect(await packs('--jurisdiction', 'KR', '--jurisdiction', 'US')).toEqual(['US', 'KR']);
  });

  it('says it to people by jurisdiction, with what speaks against it and what is needed', async () => {
    const facts = await file({ promptCount: 624 });
    const { code, out } = await run(['rights', facts, '--as-of', '2026-06-01', '--jurisdiction', 'US']);
    expect(code).toBe(0);
    expect(out).toMatch(/informs and does not advise/);
    expect(out).toMatch(/not reviewed by counsel/);
    expect(out).toMatch(/US-03 {2}Weighs against the claim: .+\n {4}Authority .+\n {4}Against it: .+\n {4}Presumed, since it is not known: promptsOnly/); // prettier-ignore
    expect(out).toMatch(/US-09 needs to know:\n {4}claimantIsAuthor: Whoever claims/);
  });

  it('refuses bad facts with each place', async () => {
    const facts = await file({ promptCount: -1, isAuthor: true });
    const { code, out } = await run(['rights', facts, '--as-of', '2026-06-01', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'BAD_FACTS', details: { problems: [{ place: 'promptCount' }, { place: 'isAuthor' }] } },
    });
  });

  it.each([
    ['{', 'NOT_JSON'],
    ['', 'NOT_JSON'],
    ['[]', 'BAD_FACTS'],
    [`{"humanContribution":["${'x'.repeat(1_000_001)}"]}`, 'BAD_FACTS'],
  ])('refuses the file %.20j', async (content, refusal) => {
    const { code, err } = await run(['rights', await file(content), '--as-of', '2026-06-01']);
    expect([code, err]).toEqual([1, expect.stringContaining(refusal)]);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const facts = await file(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    const { code, err } = await run(['rights', facts, '--as-of', '2026-06-01']);
    expect([code, err]).toEqual([1, expect.stringContaining('not text in UTF-8. (NOT_JSON)')]);
  });

  it('refuses a file that is not there, and a folder', async () => {
    for (const name of [path.join(folder, 'none.json'), folder]) {
      const { code, err } = await run(['rights', name, '--as-of', '2026-06-01']);
      expect([code, err]).toEqual([1, expect.stringContaining('NO_SUCH_FILE')]);
    }
  });

  it.each([
    [[]],
    [['--as-of', '2026-02-30']],
    [['--as-of', '2026']],
    [['--as-of', 'today']],
    [['--as-of', '2026-06-01T00:00:00Z']],
    [['--as-of', '2026-06-01', '--jurisdiction', 'XX']],
  ])('takes %j for wrong usage', async (options) => {
    expect((await run(['rights', await file({}), ...options])).code).toBe(2);
  });
});
