import { openLogReader } from '../adapters/witness/open-log-reader.js';
import { counted } from '../lib/counted.js';
import type { KeyAtUrl } from '../lib/key-at-url.js';
import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import { openCheckpoint } from '../register/checkpoint.js';
import type { Finding } from '../register/fsck/finding.js';
import { auditLog } from '../witness/audit-log.js';
import { isFinal } from '../witness/conflict.js';
import { followLog, type Look } from '../witness/follow-log.js';
import type { Witness } from '../witness/witness.js';

/** A log that a witness knows, and where it serves itself; null where checkpoints are only taken when they are sent. */
export type NamedLog = KeyAtUrl<NoteKey>;

export type LogLook = { readonly log: string } & (
  | Look
  | { readonly is: 'unreachable'; readonly problem: string }
  /** It grew as it should, and serves something that is not what it signed; some of that is named. */
  | { readonly is: 'altered'; readonly size: bigint; readonly found: readonly Finding[] }
);

/**
 * Looks at a log once, and at everything that it serves where it is audited; that it does not answer is what was seen,
 * not a failure of ours.
 */
export async function lookAtLog(
  witness: Witness,
  { key, url }: NamedLog & { url: string },
  { isAudited }: { readonly isAudited: boolean },
): Promise<LogLook> {
  const log = verifierKey(key);
  const reader = openLogReader(url);
  let unreachable: unknown = null;
  const read = (path: string) =>
    reader.read(path).catch((error: unknown) => {
      unreachable = error;
      throw error;
    });
  try {
    const seen = await followLog(witness, key, { read });
    const head = isAudited && 'note' in seen ? openCheckpoint(seen.note, key) : null;
    const found = head ? await auditLog({ read }, head) : [];
    return head && found.length > 0 ? { log, is: 'altered', size: head.size, found } : { log, ...seen };
  } catch (error) {
    if (error !== unreachable) throw error;
    return { log, is: 'unreachable', problem: (error as Error).message }; // the reader throws Errors
  }
}

export const isGood = ({ is }: LogLook): boolean => is === 'cosigned' || is === 'unchanged' || is === 'empty';

/** What was seen, in one line of plain words. */
export function describeLook(look: LogLook): string {
  const name = look.log.slice(0, look.log.indexOf('+'));
  if (look.is === 'cosigned')
    return `${name}: grew consistently to ${counted(look.size, 'entry', 'entries')}; cosigned.`;
  if (look.is === 'empty') return `${name}: has no checkpoint yet.`;
  if (look.is === 'unchanged') return `${name}: unchanged at ${counted(look.size, 'entry', 'entries')}.`;
  if (look.is === 'altered')
    return `${name}: SERVES WHAT IT DID NOT SIGN, of ${counted(look.size, 'entry', 'entries')}: ${look.found.map(({ subject, message }) => `${subject}: ${message}`).join(' ')}`;
  if (look.is === 'damaged') return `${name}: NOT COSIGNED. ${look.problem}`;
  if (look.is === 'unreachable') return `${name}: does not answer. ${look.problem}`;
  if (look.is === 'distrusted')
    return `${name}: not looked at: it contradicted itself before. See ${look.file}; take the file away to go on.`;
  return isFinal(look.conflict)
    ? `${name}: CONTRADICTS ITSELF (${look.conflict.kind}). It is not cosigned any more.`
    : `${name}: WENT BACK to fewer entries than it had. Nothing was cosigned.`;
}

/** The look as JSON; sizes are numbers. */
export const lookAsJson = ({ is, ...rest }: LogLook): Record<string, unknown> => ({
  ...rest,
  look: is,
  ...('size' in rest ? { size: Number(rest.size) } : {}),
});
