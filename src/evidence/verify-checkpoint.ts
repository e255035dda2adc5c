import { counted } from '../lib/counted.js';
import type { TreeHead } from '../lib/merkle.js';
import { NOTE_SIGNATURE, parseVerifierKey, signaturesBy, splitNote } from '../lib/signed-note.js';
import { openCheckpoint } from '../register/checkpoint.js';
import { failed, judged, KEY_OF_LOG, notChecked, passed, type Check } from './evidence-report.js';
import type { Manifest, PackageParts } from './package-format.js';
import { utf8Text, type Read } from './read-json.js';
import { cosignatureBy, verifyCosignatures } from './verify-cosignatures.js';
import type { OpenedStatement } from './verify-signatures.js';

const SUBJECT = 'checkpoint.txt';
export const MAX_NOTE_BYTES = 65_536;

/** The log's head as the package holds it. */
export interface PackedHead extends TreeHead {
  /** The whole note, with every signature. */
  readonly packed: string;
}

export interface OpenedCheckpoint {
  /** Null unless every signature in it is good and by a key that the manifest names. */
  readonly head: PackedHead | null;
  readonly checks: readonly Check[];
}

interface Known {
  readonly statements: readonly OpenedStatement[];
  /** The keys that whoever verifies was given, as name+id+key. */
  readonly logKey: string | undefined;
  readonly witnessKeys: readonly string[];
}

/**
 * Checks the log's signature (c2sp.org/signed-note, Ed25519), whose key it is, that it is the statements' log, and the
 * witnesses' cosignatures.
 */
export function verifyCheckpoint(
  parts: PackageParts,
  manifest: Manifest,
  { statements, logKey, witnessKeys }: Known,
): OpenedCheckpoint {
  const what = 'Signed by the log';
  const { log, witnesses } = manifest;
  const bytes = parts.get(SUBJECT);
  if (!bytes)
    return {
      head: null,
      checks: [notChecked({ what, subject: SUBJECT, detail: 'The package does not hold it.' })],
    };
  const read = readHead(bytes, manifest);
  if ('problem' in read)
    return {
      head: null,
      checks: [
        failed({ what, subject: SUBJECT, detail: read.problem }),
        ...keyCheck(log.verifierKey, logKey),
      ],
    };
  const head = read.value;
  const signed = passed({
    what,
    subject: SUBJECT,
    detail: `The log ${log.origin} signed that it held ${counted(head.size, 'entry', 'entries')}.`,
  });
  return {
    head,
    checks: [
      signed,
      ...keyCheck(log.verifierKey, logKey),
      originCheck(log.origin, statements),
      ...verifyCosignatures(head, { subject: SUBJECT, named: witnesses, trusted: witnessKeys }),
    ],
  };
}

/** Every line must be accounted for by a key that the manifest names, or an altered one would pass for a stranger's. */
function readHead(bytes: Uint8Array, { log, witnesses }: Manifest): Read<PackedHead> {
  const note = bytes.length > MAX_NOTE_BYTES ? null : utf8Text(bytes);
  const key = parseVerifierKey(log.verifierKey);
  const head = note === null || key === null ? null : openCheckpoint(note, key);
  if (note === null || key === null || head === null)
    return {
      problem: `It is not a checkpoint that the key ${log.verifierKey} signed, or it was altered since.`,
    };
  const absent = witnesses.find((witness) => cosignatureBy(note, witness) === null);
  if (absent !== undefined)
    return { problem: `It does not bear one good cosignature of ${absent}, whom the manifest lists.` };
  const lines = splitNote(note)?.lines ?? [];
  const known = signaturesBy(NOTE_SIGNATURE, key, lines).length + witnesses.length;
  return lines.length === known
    ? { value: { size: head.size, root: head.root, packed: note } }
    : { problem: 'It bears a signature by none of the keys that the manifest lists.' };
}

function keyCheck(named: string, wanted: string | undefined): Check[] {
  const what = KEY_OF_LOG;
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
  // Nothing in a package can vouch for its own key.
  return [
    notChecked({
      what,
      subject: 'manifest.json',
      detail: `The package's own word was taken for it, and a package of anybody's own register would pass as well. Compare this key with the one that the log publishes: ${named}`,
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
