import type { TreeHead } from '../lib/merkle.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { openCheckpoint } from '../register/checkpoint.js';
import { failed, judged, notChecked, passed, type Check } from './evidence-report.js';
import type { Manifest, PackageParts } from './package-format.js';
import { utf8Text } from './read-json.js';
import type { OpenedStatement } from './verify-signatures.js';

const SUBJECT = 'checkpoint.txt';
const MAX_NOTE_BYTES = 65_536;

export interface OpenedCheckpoint {
  /** Null unless the log's signature over it is good. */
  readonly head: TreeHead | null;
  readonly checks: readonly Check[];
}

/** Checks the log's signature (c2sp.org/signed-note, Ed25519), whose key it is, and that it is the statements' log. */
export function verifyCheckpoint(
  parts: PackageParts,
  { log }: Manifest,
  { statements, logKey }: { statements: readonly OpenedStatement[]; logKey: string | undefined },
): OpenedCheckpoint {
  const what = 'Signed by the log';
  const bytes = parts.get(SUBJECT);
  if (!bytes)
    return {
      head: null,
      checks: [notChecked({ what, subject: SUBJECT, detail: 'The package does not hold it.' })],
    };
  const head = readHead(bytes, log.verifierKey);
  if (!head) {
    const detail = `It is not a checkpoint that the key ${log.verifierKey} signed, or it was altered since.`;
    return {
      head: null,
      checks: [failed({ what, subject: SUBJECT, detail }), ...keyCheck(log.verifierKey, logKey)],
    };
  }
  const signed = passed({
    what,
    subject: SUBJECT,
    detail: `The log ${log.origin} signed that it held ${head.size} entries.`,
  });
  return {
    head,
    checks: [signed, ...keyCheck(log.verifierKey, logKey), originCheck(log.origin, statements)],
  };
}

function readHead(bytes: Uint8Array, verifierKey: string): TreeHead | null {
  const note = bytes.length > MAX_NOTE_BYTES ? null : utf8Text(bytes);
  const key = parseVerifierKey(verifierKey);
  return note === null || key === null ? null : openCheckpoint(note, key);
}

function keyCheck(named: string, wanted: string | undefined): Check[] {
  const what = 'The key is the one that the log publishes';
  if (wanted !== undefined) {
    const problem =
      named === wanted ? null : `The package names the key ${named}; the log's key was given as ${wanted}.`;
    return [
      judged(problem, {
        what,
        subject: 'manifest.json',
        detail: 'The package names the key that was given.',
      }),
    ];
  }
  // A detail of the signature and not a check of its own: nothing in a package can vouch for its own key.
  return [
    passed({
      what: 'Which key was used',
      subject: 'manifest.json',
      detail: `Signed by the key that the package itself names; compare it with the one that the log publishes: ${named}`,
    }),
  ];
}

function originCheck(origin: string, statements: readonly OpenedStatement[]): Check {
  const stranger = statements.find(({ statement }) => statement !== null && statement.origin !== origin);
  const problem = stranger
    ? `${stranger.listed.path} was signed for the log ${stranger.statement?.origin}, and the checkpoint is of ${origin}.`
    : null;
  return judged(problem, {
    what: 'It is of the log for which the statements were signed',
    subject: SUBJECT,
    detail: `All are for ${origin}.`,
  });
}
