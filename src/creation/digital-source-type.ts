import type { GenerationRecord } from './generation-record.js';
import type { HumanAct } from './human-act.js';

/** Acts by which people change what a machine made, or have it change a part. */
const CHANGES: ReadonlySet<HumanAct['kind']> = new Set([
  'reference-input',
  'inpainting-region-choice',
  'compositing',
  'overpainting',
  'colour',
  'retouching',
  'arrangement',
]);

/**
 * IPTC's digital source type of a picture, as its claim tells: wholly by a trained model, or put together with what one made, which also is
 * what came of a picture that went in. Null where no machine is claimed to have had a part: whether it is a photograph, a painting or a scan,
 * the claim does not tell.
 */
export function digitalSourceType(
  generations: readonly GenerationRecord[],
  acts: readonly HumanAct[],
): 'trainedAlgorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | null {
  if (generations.length === 0) return null;
  const hadPictures = generations.some(
    ({ inputs = [], pictures = [] }) => inputs.length > 0 || pictures.some(({ role }) => role !== 'control'),
  );
  return hadPictures || acts.some(({ kind }) => CHANGES.has(kind))
    ? 'compositeWithTrainedAlgorithmicMedia'
    : 'trainedAlgorithmicMedia';
}
