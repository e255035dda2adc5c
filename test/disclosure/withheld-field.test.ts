import { claimBodySchema } from '../../src/claims/claim.js';
import { privateClaim } from '../../src/cli/claim-file.js';
import { openingSchema, type DisclosedOpening } from '../../src/disclosure/opening.js';
import { toldAt, withOpened } from '../../src/disclosure/withheld-field.js';

const CLAIM = {
  basis: 'author' as const,
  account: 'By hand and by machine.',
  generations: [
    { tool: 'ComfyUI', seed: '18446744073709551615', prompt: { text: 'a heron' } },
    { tool: 'Fooocus', seed: '7' },
  ],
  acts: [
    { kind: 'colour' as const, done: 'Warmer.' },
    { kind: 'retouching' as const, done: 'The eye.', when: '2026-05-01' },
    { kind: 'selection' as const, done: 'One of nine.' },
  ],
  authorCreated: ['colour'],
};
const openingsOf = (
  kept: readonly { commitment: string; salt: string; content: unknown }[],
): DisclosedOpening[] =>
  kept.map(({ commitment, salt, content }) => openingSchema.parse({ commitment, salt, content }));

describe('fields that a claim withholds', () => {
  it.each([
    [['/account']],
    [['/generations/0/seed', '/generations/0/prompt']],
    [['/acts/1']],
    [['/acts/0', '/acts/2', '/generations/1/seed', '/account', '/authorCreated']],
    [['/acts/0', '/acts/1/when']],
    [['/generations/0', '/generations/1', '/acts/0', '/acts/1', '/acts/2']],
  ])('%j are told nowhere, and put back by what opens them', (pointers) => {
    const { claim, kept } = privateClaim(CLAIM, { texts: false, pointers: pointers });
    for (const { content } of kept) expect(JSON.stringify(claim)).not.toContain(JSON.stringify(content));
    expect(withOpened(claim, openingsOf(kept))).toEqual(CLAIM);
  });

  it('leave a gap where nobody opens them, so that the others keep their places', () => {
    const { claim, kept } = privateClaim(CLAIM, {
      texts: false,
      pointers: ['/acts/0', '/acts/2', '/generations/0/seed'],
    });
    expect(claim.acts).toEqual([CLAIM.acts[1]]);
    const [first] = openingsOf(kept);
    const opened = withOpened(claim, first ? [first] : []);
    expect(toldAt(opened, '/acts')).toEqual([CLAIM.acts[0], CLAIM.acts[1], null]);
    expect(toldAt(opened, '/generations/0')).not.toHaveProperty('seed');
  });

  it.each([
    ['a field that is not there', '/generations/0/sampler', 'NOTHING_THERE'],
    ['an entry that is not there', '/acts/9', 'NOTHING_THERE'],
    ['what an entry cannot be without', '/acts/0/done', 'OUT_OF_SCHEMA'],
    ['who claims', '/claimants', 'NOTHING_THERE'],
    ['on what it rests', '/basis', 'OUT_OF_SCHEMA'],
  ])('are not %s', (_, pointer, code) => {
    expect(() => privateClaim(CLAIM, { texts: false, pointers: [pointer] })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it('come in the order in which they are put back', () => {
    const of = (paths: readonly string[]) =>
      claimBodySchema.shape.withheld.safeParse(paths.map((path) => ({ path, commitment: '0'.repeat(64) })))
        .success;
    expect(of(['/acts/2', '/acts/10', '/account'])).toBe(true);
    expect(of(['/acts/10', '/acts/2'])).toBe(false);
    expect(of(['/account', '/acts/2'])).toBe(false);
    expect(of(['/account', '/account'])).toBe(false);
    for (const path of ['/work', '/acts/01', '/acts/1/evidence/0', '/__proto__/x', '/acts/1000', 'account'])
      expect(of([path])).toBe(false);
  });

  it('take with them what the file says of them otherwise, and keep the names of what is private besides', () => {
    const claim = {
      generations: [
        { tool: 'Fooocus' },
        {
          tool: 'ComfyUI',
          seed: '8',
          prompt: { text: 'a heron' },
          corrections: [{ field: 'seed' as const, read: { text: '7' } }],
        },
      ],
    };
    const seed = privateClaim(claim, { texts: false, pointers: ['/generations/1/seed'] });
    expect(JSON.stringify(seed.claim)).not.toMatch(/"[78]"/);
    expect(seed.kept.map(({ field, content }) => [field, content])).toEqual([
      ['/generations/1/seed', '8'],
      ['/generations/1/corrections/0/read', '7'],
    ]);
    const first = privateClaim(claim, { texts: true, pointers: ['/generations/0'] });
    expect(first.kept.map(({ field }) => field)).toEqual(['/generations/0', '/generations/1/prompt']);
    const second = privateClaim(claim, { texts: true, pointers: ['/generations/1'] });
    expect(second.kept.map(({ content }) => content)).toEqual([claim.generations[1]]);
  });

  it('are opened by nothing else', () => {
    const { kept } = privateClaim(CLAIM, { texts: false, pointers: ['/account'] });
    const [opening] = kept.map(({ commitment, salt, content }) => ({ commitment, salt, content }));
    expect(openingSchema.safeParse(opening).success).toBe(true);
    expect(openingSchema.safeParse({ ...opening, content: 'By hand.' }).success).toBe(false);
    expect(openingSchema.safeParse({ ...opening, salt: '0'.repeat(64) }).success).toBe(false);
  });
});
