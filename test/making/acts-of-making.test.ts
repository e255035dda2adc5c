import { actsOfMaking } from '../../src/making/acts-of-making.js';
import type { MadeFile } from '../../src/making/made-files.js';
import { humanActSchema } from '../../src/creation/human-act.js';

const ADA = `0x${'a'.repeat(40)}`;
const BOB = `0x${'b'.repeat(40)}`;
const aFile = (n: number, more: Partial<MadeFile> = {}): MadeFile => ({
  sha256: n.toString(16).padStart(64, '0'),
  sizeBytes: 1,
  mediaType: 'image/png',
  how: 'edit',
  at: `2026-05-01T12:0${n}:00.000Z`,
  wasThere: false,
  from: [],
  maker: ADA,
  recordedAt: new Date('2026-05-01T12:30:00Z'),
  statementIndex: 1n,
  statement: 'bafkrei',
  making: 'making:bafkrei',
  position: 0,
  head: '',
  ...more,
});
const region = { x: 1, y: 2, width: 3, height: 4 };

describe('acts of a claim', () => {
  it('are drafted one for each maker and sort, with count, time and notes', () => {
    const acts = actsOfMaking([
      aFile(1, { act: 'inpainting-region-choice', region, note: { text: 'The left eye. ' } }),
      aFile(2, { act: 'inpainting-region-choice', region, note: { text: 'The left eye.' } }),
      aFile(3, { act: 'inpainting-region-choice' }),
      aFile(4, { act: 'colour', maker: BOB, region, note: { commitment: '0'.repeat(64) } }),
      aFile(5),
    ]);
    expect(acts).toEqual([
      {
        kind: 'inpainting-region-choice',
        done: 'Inpainting region choice, in 3 steps, 2 of them in a region. The left eye.',
        by: ADA,
        when: '2026-05-01T12:01:00Z/2026-05-01T12:03:00Z',
      },
      {
        kind: 'colour',
        done: 'Colour, in 1 step, each in a region.',
        by: BOB,
        when: '2026-05-01T12:04:00Z',
        region,
      },
    ]);
    for (const act of acts) expect(humanActSchema.safeParse(act).success).toBe(true);
  });

  it('tell a selection where some were kept and others rejected', () => {
    const judged = [aFile(1, { outcome: 'kept' }), aFile(2, { outcome: 'rejected' }), aFile(3)];
    expect(actsOfMaking(judged)).toEqual([
      {
        kind: 'selection',
        done: 'Kept 1 of 2 files that were judged.',
        by: ADA,
        when: '2026-05-01T12:01:00Z/2026-05-01T12:02:00Z',
      },
    ]);
    expect(actsOfMaking(judged.slice(0, 1))).toEqual([]);
  });

  it('are valid for as many notes as a making can have', () => {
    const note = { text: `${'word '.repeat(3000)}end` };
    const [act] = actsOfMaking([aFile(1, { act: 'retouching', note })]);
    expect(humanActSchema.safeParse(act).success).toBe(true);
  });
});
