import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { correctedRecord, draftRecord } from '../../src/creation/draft-record.js';
import { redactAccount } from '../../src/creation/redact.js';
import { findGeneration } from '../../src/creation/find-generation.js';
import { generationRecordSchema, type GenerationRecord } from '../../src/creation/generation-record.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import { aPngWith } from '../fixtures/carrying.js';

function draft(settings: string, prompt = 'a circle <lora:glow:0.7>') {
  const file = aPngWith({ parameters: `${prompt}\nNegative prompt: a square\n${settings}` });
  const found = findGeneration(readCarried(fileBytesOf(file), 'image/png'));
  const drafted = found && draftRecord(redactAccount(found.account));
  if (!drafted) throw new Error('nothing was drafted');
  return drafted;
}
const SETTINGS =
  'Steps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Seed: 12345678901234567890, Size: 512x768, Model: /home/ada/base, Model hash: 0123456789, Version: ComfyUI';

describe('the record of a claim', () => {
  it('is what the file says, as it may be published, and where it was read', () => {
    const { record, omitted } = draft(SETTINGS);
    expect(record).toEqual({
      tool: 'ComfyUI', toolVersion: 'ComfyUI', modelName: 'base', modelHash: 'sha256-short:0123456789', prompt: { text: 'a circle <lora:glow:0.7>' }, negativePrompt: { text: 'a square' },
      seed: '12345678901234567890', sampler: 'Euler a', scheduler: 'Karras', steps: 20, guidance: 7, width: 512, height: 768, loras: [{ name: 'glow', weight: 0.7 }],
      readFrom: [{ where: 'PNG tEXt:parameters', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
    }); // prettier-ignore
    expect(omitted).toEqual([]);
    expect(generationRecordSchema.parse(record)).toEqual(record);
  });

  it('leaves out what a claim cannot hold, and says so', () => {
    const { record, omitted } = draft(SETTINGS.replace('Steps: 20', 'Steps: 0'), 'x'.repeat(20_001));
    expect(omitted).toEqual(['prompt', 'steps']);
    expect(record.prompt).toBeUndefined();
  });

  it('keeps beside what the claimant states what the file says', () => {
    const { record } = draft(SETTINGS);
    const corrected = correctedRecord(record, { seed: '7', prompt: { text: 'a disc' }, steps: 20 });
    expect(corrected).toMatchObject({ seed: '7', prompt: { text: 'a disc' }, steps: 20, sampler: 'Euler a' });
    expect(corrected.corrections).toEqual([
      { field: 'prompt', read: { text: 'a circle <lora:glow:0.7>' } },
      { field: 'seed', read: { text: '12345678901234567890' } },
    ]);
  });

  it('of a draft that was edited has what is left in it', () => {
    const { record } = draft(SETTINGS);
    const { prompt, ...edited } = record;
    expect(prompt).toBeDefined();
    const corrected = correctedRecord(record, {
      ...edited,
      sampler: 'Heun',
    } satisfies Partial<GenerationRecord>);
    expect(corrected.prompt).toBeUndefined();
    expect(corrected.corrections).toEqual([{ field: 'sampler', read: { text: 'Euler a' } }]);
    // And once more, as the claim file was given twice.
    expect(correctedRecord(record, corrected)).toEqual(corrected);
  });
});
