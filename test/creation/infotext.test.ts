import { parseInfotext, parseSettings } from '../../src/creation/readers/infotext.js';

const SETTINGS = 'Steps: 20, Sampler: Euler a, Seed: 1';

describe('an infotext', () => {
  it('is a prompt, what is not wanted, and settings', () => {
    const { prompt, negativePrompt, settings } = parseInfotext(
      `a circle\nof light\nNegative prompt: a square\nblurry\n${SETTINGS}`,
    );
    expect({ prompt, negativePrompt }).toEqual({
      prompt: 'a circle\nof light',
      negativePrompt: 'a square\nblurry',
    });
    expect([...settings.values]).toEqual([
      ['Steps', '20'],
      ['Sampler', 'Euler a'],
      ['Seed', '1'],
    ]);
  });

  it.each<[string, string, { prompt: string; negativePrompt: string | null }]>([
    [
      'without settings, whose last line has but two pairs',
      'a circle\nSteps: 20, Seed: 1',
      { prompt: 'a circle\nSteps: 20, Seed: 1', negativePrompt: null },
    ],
    [
      'without a prompt',
      `Negative prompt: a square\n${SETTINGS}`,
      { prompt: '', negativePrompt: 'a square' },
    ],
    [
      'that speaks of a negative prompt within a line',
      `what "Negative prompt: x" means\n${SETTINGS}`,
      { prompt: 'what "Negative prompt: x" means', negativePrompt: null },
    ],
    [
      'with a prompt that looks like a setting',
      `Steps: up, to: the, sky: blue\n${SETTINGS}`,
      { prompt: 'Steps: up, to: the, sky: blue', negativePrompt: null },
    ],
    [
      'with lines that end as on Windows',
      `a circle\r\nNegative prompt: a square\r\n${SETTINGS}`,
      { prompt: 'a circle', negativePrompt: 'a square' },
    ],
    ['of settings alone', SETTINGS, { prompt: '', negativePrompt: null }],
    ['that is empty', '', { prompt: '', negativePrompt: null }],
  ])('%s', (_, text, expected) => {
    const { prompt, negativePrompt } = parseInfotext(text);
    expect({ prompt, negativePrompt }).toEqual(expected);
  });
});

describe('settings', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'in quotes, with commas, colons and lines',
      String.raw`Template: "a, b: \"c\"\nd", Seed: 1`,
      { Template: 'a, b: "c"\nd', Seed: '1' },
    ],
    [
      'that are JSON without quotes',
      'Hashes: {"model": "ab", "lora:x": "cd"}, Civitai resources: [{"type":"lora","weight":0.5}], Seed: 1',
      {
        Hashes: '{"model": "ab", "lora:x": "cd"}',
        'Civitai resources': '[{"type":"lora","weight":0.5}]',
        Seed: '1',
      },
    ],
    [
      'that begin like JSON and are none',
      'ADetailer prompt: [SEP] a face, Mode: {x}, Seed: 1',
      { 'ADetailer prompt': '[SEP] a face', Mode: '{x}', Seed: '1' },
    ],
    ['of no value', 'Model: , Seed: 1', { Model: '', Seed: '1' }],
    ['with words between that have no name', 'Steps: 20, and more, Seed: 1', { Steps: '20', Seed: '1' }],
    ['that stand twice', 'Seed: 1, Seed: 2', { Seed: '2' }],
    ['with an unclosed quote', 'Template: "a, Seed: 1', { Template: '"a', Seed: '1' }],
  ])('%s', (_, line, expected) => {
    expect(Object.fromEntries(parseSettings(line).values)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['letters', 'a'.repeat(60_000)],
    ['words and commas', 'word, '.repeat(10_000)],
    ['names without values', 'a:'.repeat(30_000)],
    ['pairs', 'a: b, '.repeat(10_000)],
    ['quotes that do not close', 'a: ", '.repeat(12_000)],
    ['brackets that do not close', 'a:[,'.repeat(15_000)],
    ['braces in braces', `a: ${'{"a":'.repeat(10_000)}`],
    ['spaces', `a:${' '.repeat(60_000)}b`],
    ['lines', '\n'.repeat(60_000)],
    ['lines of what is not wanted', 'Negative prompt:\n'.repeat(3500)],
    ['backslashes', `a: "${'\\'.repeat(60_000)}`],
  ])('are read in time that grows with the text, of 60 kB of %s', (_, text) => {
    // A quadratic reader takes seconds; the benchmark tells how long this one takes.
    const started = process.cpuUsage();
    parseInfotext(text);
    expect(process.cpuUsage(started).user).toBeLessThan(1e6);
  });
});
