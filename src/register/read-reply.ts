import { cosignaturesBy, type Cosignature } from '../lib/cosignature.js';
import type { NoteKey } from '../lib/signed-note.js';
import { SIZE_TYPE } from '../witness/submission.js';
import { withSignatures } from './checkpoint.js';
import type { Checkpoint } from './checkpoint-store.js';

/** What a witness's answer to add-checkpoint means (c2sp.org/tlog-witness). */
export type Reply =
  | { readonly is: 'cosigned'; readonly cosignature: Cosignature }
  /** It cosigned this size last, and wants a proof from there. */
  | { readonly is: 'elsewhere'; readonly size: bigint }
  | { readonly is: 'refused'; readonly problem: string };

interface Asked {
  readonly witness: NoteKey;
  readonly oldSize: bigint;
  readonly checkpoint: Pick<Checkpoint, 'note' | 'size'>;
}

/** Reads an answer and believes nothing of it but what the witness's own key signed over this very checkpoint. */
export function readReply(
  { status, contentType, body }: { status: number; contentType: string; body: string },
  { witness, oldSize, checkpoint }: Asked,
): Reply {
  if (status === 200) {
    const lines = body.split('\n').filter((line) => line !== '');
    const found = cosignaturesBy(withSignatures(checkpoint.note, lines), witness) ?? [];
    const [cosignature] = found.toSorted((a, b) => b.cosignedAt.getTime() - a.cosignedAt.getTime());
    return cosignature
      ? { is: 'cosigned', cosignature }
      : {
          is: 'refused',
          problem: 'It answered with something that is not its cosignature over the checkpoint.',
        };
  }
  if (status !== 409) return { is: 'refused', problem: `It answered ${status}: ${excerpt(body)}` };
  const [, digits] = /^(0|[1-9]\d{0,18})\n$/.exec(body) ?? [];
  const size = contentType.startsWith(SIZE_TYPE) && digits !== undefined ? BigInt(digits) : null;
  if (size !== null && size !== oldSize) return { is: 'elsewhere', size };
  return {
    is: 'refused',
    problem: `IT SAW ANOTHER LOG: it has cosigned a checkpoint of this log that the one of size ${checkpoint.size} contradicts. Somebody signs with this log's key elsewhere, or the log was rewritten. It answered: ${excerpt(body)}`,
  };
}

/** On one line, without what rewrites a terminal. */
const excerpt = (body: string): string =>
  body
    .slice(0, 1000)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
