import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { compareModels } from '../../src/creation/checks/check-graph.js';
import { modelOf } from '../../src/creation/draft-account.js';
import { examineAccount } from '../../src/creation/examine-account.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import { aPng, aPngWith, ascii, aTiff, chunk, tEXt, xmpOf } from '../fixtures/carrying.js';

const examine = (file: Uint8Array, [width, height] = [512, 512]) =>
  examineAccount({
    carried: readCarried(fileBytesOf(file), 'image/png'),
    picture: { width: width ?? 0, height: height ?? 0 },
    novelai: null,
    credentials: null,
  });
const infotext = (settings: string, size?: [number, number]) =>
  examine(aPngWith({ parameters: `a circle\n${settings}` }), size);
const codes = ({ evidence }: { evidence: { findings: readonly { code: string }[] } }) =>
  evidence.findings.map(({ code }) => code);

const BASE = 'Steps: 20, Sampler: Euler a, Seed: 1, Size: 512x512, Version: v1.10.1';
const GRAPH = JSON.stringify({
  1: {
    class_type: 'KSampler',
    inputs: {
      seed: 1,
      steps: 20,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      positive: ['2', 0],
      latent_image: ['3', 0],
      model: ['4', 0],
    },
  },
  2: { class_type: 'CLIPTextEncode', inputs: { text: 'a circle', clip: ['4', 1] } },
  3: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512 } },
  4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'base.safetensors' } },
  5: { class_type: 'SaveImage', inputs: { images: ['1', 0] } },
});

describe('the size of a picture', () => {
  it.each<[string, string, [number, number], string, string[]]>([
    ['as it was generated', BASE, [512, 512], 'exact', []],
    [
      'as after the upscaling that is told',
      `${BASE}, Hires upscale: 2, Hires upscaler: Latent`,
      [1024, 1024],
      'declared-upscale',
      [],
    ],
    ['smaller than told', BASE, [256, 256], 'scale-mismatch', ['SIZE_DIFFERS']],
    [
      'without the upscaling that is told',
      `${BASE}, Hires upscale: 2`,
      [512, 512],
      'scale-mismatch',
      ['SIZE_DIFFERS'],
    ],
    ['of another shape', BASE, [512, 400], 'aspect-mismatch', ['ASPECT_DIFFERS']],
    ['of which nothing is told', 'Steps: 20, Sampler: Euler a, Seed: 1', [512, 400], 'unknown', []],
  ])('%s', (_, settings, size, outcome, findings) => {
    const examined = infotext(settings, size);
    expect([examined.size, codes(examined)]).toEqual([outcome, findings]);
  });
});

describe('the grade of the evidence', () => {
  it.each<[string, Uint8Array, string, string[]]>([
    ['a file that tells nothing', aPng(), 'none', []],
    [
      'an unsigned record that goes with itself',
      aPngWith({ parameters: `a circle\n${BASE}` }),
      'consistent',
      [],
    ],
    [
      'words and a graph that tell the same',
      aPngWith({ parameters: `a circle\n${BASE}, Model: base`, prompt: GRAPH }),
      'consistent',
      [],
    ],
    [
      'another seed in words than in the graph',
      aPngWith({
        parameters: 'a circle\nSteps: 20, Seed: 2, Size: 512x512, Version: ComfyUI',
        prompt: GRAPH,
      }),
      'inconsistent',
      ['TEXT_CONTRADICTS_GRAPH'],
    ],
    [
      'another model in words than in the graph',
      aPngWith({ parameters: `a circle\n${BASE}, Model: other`, prompt: GRAPH }),
      'inconsistent',
      ['TEXT_CONTRADICTS_GRAPH'],
    ],
    [
      'a seed that its tool cannot take',
      aPngWith({ parameters: `a circle\n${BASE.replace('Seed: 1', 'Seed: 4294967296')}` }),
      'inconsistent',
      ['SEED_OUT_OF_RANGE'],
    ],
    [
      'no steps at all',
      aPngWith({ parameters: `a circle\n${BASE.replace('Steps: 20', 'Steps: 0')}` }),
      'inconsistent',
      ['STEPS_ZERO'],
    ],
    [
      'a sampler that nobody knows',
      aPngWith({ parameters: `a circle\n${BASE.replace('Euler a', 'Eulerian walk')}` }),
      'consistent',
      ['UNKNOWN_SAMPLER'],
    ],
    [
      'a graph with a link to nowhere',
      aPngWith({ prompt: GRAPH.replace('"positive":["2",0]', '"positive":["77",0]') }),
      'inconsistent',
      ['DANGLING_LINKS'],
    ],
    [
      'a version that was not out when the file was made',
      aPng({
        before: [
          tEXt('parameters', `a circle\n${BASE}`),
          ['eXIf', aTiff([], { exif: [ascii(0x9003, '2023:01:02 03:04:05')] })],
        ],
      }),
      'inconsistent',
      ['VERSION_NOT_OUT_YET'],
    ],
    [
      'a version and a date that go together',
      aPng({
        before: [
          tEXt('parameters', `a circle\n${BASE}`),
          ['eXIf', aTiff([], { exif: [ascii(0x9003, '2025:01:02 03:04:05')] })],
        ],
      }),
      'consistent',
      [],
    ],
    ['an editor and no record', aPngWith({ Software: 'GIMP 2.10' }), 'none', ['EDITED_WITHOUT_RECORD']],
    [
      'an editor that kept the record',
      aPngWith({ Software: 'GIMP 2.10', parameters: `a circle\n${BASE}` }),
      'consistent',
      [],
    ],
    [
      'XMP that tells of a machine, and no credentials',
      aPngWith({
        'XML:com.adobe.xmp': xmpOf(
          '',
          'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
        ),
      }),
      'none',
      ['PROVENANCE_STRIPPED'],
    ],
    [
      'a part that cannot be read',
      Buffer.concat([aPng().subarray(0, 33), chunk(['eXIf', Buffer.from('no')]), aPng().subarray(33)]),
      'none',
      ['PART_UNREADABLE'],
    ],
  ])('of %s', (_, file, grade, findings) => {
    const { evidence } = examine(file);
    expect([evidence.grade, codes({ evidence })]).toEqual([grade, findings]);
  });

  it('names with each finding what would clear it', () => {
    const { evidence } = infotext(BASE.replace('Seed: 1', 'Seed: 4294967296'), [100, 512]);
    for (const { message } of evidence.findings) expect(message).toMatch(/would clear/);
    expect(evidence.findings).toHaveLength(2);
  });
});

describe('hashes of models', () => {
  const base = (hash: string) =>
    modelOf('base.safetensors', hash) ?? { name: null, hash: null, hashKind: null };
  it.each([
    ['0123456789', 'sha256-short'],
    ['01234567', 'legacy'],
    ['a'.repeat(64), 'sha256'],
    [`blake3:${'a'.repeat(64)}`, 'blake3'],
    [`0x${'a'.repeat(64)}`, 'tensors'],
    ['AABBCCDDEEFF', 'tensors'],
    ['what', 'unknown'],
  ])('%s is of the kind %s', (hash, kind) => {
    expect(base(hash).hashKind).toBe(kind);
  });

  it('are compared with those of their kind alone', () => {
    expect(compareModels(base('0123456789'), base('9876543210'))).toBe('different');
    expect(compareModels(base('0123456789'), base('ABCDEF0123'.toLowerCase()))).toBe('different');
    // Of other kinds the names decide.
    expect(compareModels(base('0123456789'), base('01234567'))).toBe('same');
    expect(compareModels({ name: null, hash: '01234567', hashKind: 'legacy' }, base('0123456789'))).toBe(
      'not comparable',
    );
  });
});
