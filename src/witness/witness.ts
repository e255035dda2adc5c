import { cosign, cosignaturesBy, type Cosignature } from '../lib/cosignature.js';
import type { InTurn } from '../lib/in-turn.js';
import { EMPTY_ROOT, type TreeHead } from '../lib/merkle.js';
import { verifierKey, type NoteKey, type NoteSigner } from '../lib/signed-note.js';
import { openCheckpoint, withSignatures, type SignedHead } from '../register/checkpoint.js';
import type { Conflict } from './conflict.js';

/** What a witness remembers, by the log's key. What `keep` resolved for survives a power cut. */
export interface WitnessRecords {
  /** The note that was kept last, with the log's signature and the witness's own; null before the first. */
  last(log: NoteKey): Promise<string | null>;
  keep(log: NoteKey, note: string): Promise<void>;
  /** Where the log's conflict is kept that forbids to cosign it; null when there is none. */
  conflict(log: NoteKey): Promise<string | null>;
  /** Keeps a conflict beside what is remembered, and gives where. */
  keepConflict(log: NoteKey, conflict: Conflict): Promise<string>;
}

export interface Witness {
  readonly signer: NoteSigner;
  /** The logs that it knows. */
  readonly logs: readonly NoteKey[];
  readonly records: WitnessRecords;
  readonly now: () => Date;
  /** One at a time for each log: between reading what was cosigned last and keeping the next nothing may come. */
  readonly inTurn: InTurn;
  /** Told of a conflict once it is kept, with the file that holds it. */
  readonly onConflict: (conflict: Conflict, file: string) => void;
}

/** The last head that a witness cosigned of a log. */
export interface LastCosigned extends TreeHead {
  /** Null before the first. */
  readonly cosigned: { readonly note: string; readonly at: Date } | null;
}

/**
 * What the witness cosigned last. Throws where the record is not what it wrote itself: with a wrong one it could cosign a
 * fork, so it must not go on.
 */
export async function lastCosigned({ records, signer }: Witness, log: NoteKey): Promise<LastCosigned> {
  const note = await records.last(log);
  if (note === null) return { size: 0n, root: EMPTY_ROOT, cosigned: null };
  const head = openCheckpoint(note, log);
  const [cosignature, ...others] = cosignaturesBy(note, signer) ?? [];
  if (!head || !cosignature || others.length > 0)
    throw new Error(
      `What this witness kept of the log ${log.name} is damaged: it does not bear the signatures of ${verifierKey(log)} and of the witness itself. Put the file back from a copy; without one this witness must not cosign that log again, and a new witness with a key of its own must take its place.`,
    );
  return { ...head, cosigned: { note, at: cosignature.cosignedAt } };
}

/** Keeps the head, and only then gives the cosignature over it away. Its time is never before the one of the last. */
export async function cosignHead(
  { records, signer, now }: Witness,
  log: NoteKey,
  { last, next }: { last: LastCosigned; next: SignedHead },
): Promise<Cosignature> {
  const at = Math.max(now().getTime(), last.cosigned?.at.getTime() ?? 0);
  const cosignature = cosign(next.text, signer, new Date(at));
  await records.keep(log, withSignatures(next.note, [cosignature.line]));
  return cosignature;
}
