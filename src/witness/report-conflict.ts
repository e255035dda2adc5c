import { witnessKey } from '../lib/cosignature.js';
import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import type { SignedHead } from '../register/checkpoint.js';
import type { Conflict } from './conflict.js';
import type { LastCosigned, Witness } from './witness.js';

/** Keeps both checkpoints where people find them, and tells. */
export async function reportConflict(
  { records, signer, now, onConflict }: Witness,
  log: NoteKey,
  { kind, last, next }: { kind: Conflict['kind']; last: LastCosigned; next: SignedHead },
): Promise<Conflict> {
  const conflict: Conflict = {
    kind,
    log: verifierKey(log),
    witness: witnessKey(signer),
    foundAt: now().toISOString(),
    cosigned: last.cosigned?.note ?? '',
    refused: next.note,
  };
  onConflict(conflict, await records.keepConflict(log, conflict));
  return conflict;
}
