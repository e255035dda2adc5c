import { cosignaturesBy, parseWitnessKey } from '../../lib/cosignature.js';
import { withSignatures } from '../checkpoint.js';
import type { StoredCosignature } from '../cosignature-store.js';
import type { Report } from './finding.js';
import type { SignedSize } from './signed-history.js';

/** Whether a witness's key made a cosignature over the checkpoint of its size, at the time that its row says. */
export function isCosignature(
  { witness, line, cosignedAt }: StoredCosignature,
  checkpoint: Pick<SignedSize, 'note'> | undefined,
): boolean {
  const key = parseWitnessKey(witness);
  if (!key || !checkpoint || line.includes('\n')) return false;
  const [found, ...others] = cosignaturesBy(withSignatures(checkpoint.note, [line]), key) ?? [];
  return found?.line === line && others.length === 0 && found.cosignedAt.getTime() === cosignedAt.getTime();
}

export function checkCosignatures(
  cosignatures: readonly StoredCosignature[],
  checkpoints: readonly SignedSize[],
  report: Report,
): void {
  const bySize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  for (const cosignature of cosignatures) {
    const { size, witness } = cosignature;
    if (!isCosignature(cosignature, bySize.get(size)))
      report({
        code: 'COSIGNATURE_WRONG',
        subject: `cosignatures ${size} ${witness}`,
        message: bySize.has(size)
          ? `The cosignature over the checkpoint of size ${size} is not one that ${witness} made at that time.`
          : `There is a cosignature of ${witness} over a checkpoint of size ${size}, and no such checkpoint.`,
      });
  }
}
