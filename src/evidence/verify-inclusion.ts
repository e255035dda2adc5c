import { isEqualBytes } from '../lib/bytes.js';
import { toHex } from '../lib/hex.js';
import { leafHash, rootOfInclusion } from '../lib/merkle.js';
import { parseTlogProof } from '../lib/tlog-proof.js';
import { entrySchema, type LogEntry } from '../register/entry.js';
import { judged, notChecked, type Check } from './evidence-report.js';
import type { ListedStatement, PackageParts } from './package-format.js';
import { readJson, utf8Text } from './read-json.js';
import { MAX_NOTE_BYTES, type PackedHead } from './verify-checkpoint.js';
import { MAX_ENTRY_BYTES } from './verify-signatures.js';

/** Header, index and 63 hashes, besides the checkpoint. */
const MAX_PROOF_BYTES = MAX_NOTE_BYTES + 4_000;

/** Checks that a statement's entry stands in the log at its place (RFC 6962 §2.1.1), as the checkpoint closes it. */
export function verifyInclusion(
  parts: PackageParts,
  listed: ListedStatement,
  head: PackedHead | null,
): Check {
  const what = "In the log that the checkpoint closes, at the statement's place";
  const subject = listed.entry;
  const entry = parts.get(listed.entry);
  const proof = parts.get(listed.proof);
  if (!entry || !proof)
    return notChecked({
      what,
      subject,
      detail: `The package does not hold ${entry ? listed.proof : listed.entry}.`,
    });
  if (!head)
    return notChecked({
      what,
      subject,
      detail: 'There is no readable checkpoint to which the proof could lead.',
    });
  const read = readJson<LogEntry>(entry, entrySchema, MAX_ENTRY_BYTES);
  const problem =
    'problem' in read
      ? `It is no entry of such a log. ${read.problem}`
      : proofProblem({ entry, proof }, listed, head);
  const recordedAt = 'value' in read ? read.value.recordedAt : '';
  return judged(problem, {
    what,
    subject,
    detail: `Entry ${listed.index} (counted from 0) of ${head.size}, recorded at ${recordedAt} by the log's clock.`,
  });
}

function proofProblem(
  { entry, proof: bytes }: { entry: Uint8Array; proof: Uint8Array },
  { index, proof: name }: ListedStatement,
  head: PackedHead,
): string | null {
  const text = bytes.length > MAX_PROOF_BYTES ? null : utf8Text(bytes);
  const proof = text === null ? null : parseTlogProof(text);
  if (!proof) return `${name} is not a proof as c2sp.org/tlog-proof has it.`;
  if (proof.extra !== undefined) return `${name} holds extra data, for which nothing vouches.`;
  if (proof.index !== BigInt(index))
    return `${name} is the proof of entry ${proof.index}, not of entry ${index}.`;
  if (proof.note !== head.packed) return `${name} leads to another checkpoint than that of the package.`;
  const root = rootOfInclusion(leafHash(entry), proof.index, head.size, proof.hashes);
  if (root === null)
    return `${name} has not the length of a proof of entry ${index} in a log of ${head.size}.`;
  return isEqualBytes(root, head.root)
    ? null
    : `${name} leads from the entry to the root ${toHex(root)}, and the checkpoint's is ${toHex(head.root)}.`;
}
