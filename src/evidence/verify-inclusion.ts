import { isEqualBytes } from '../lib/bytes.js';
import { fromHex, toHex } from '../lib/hex.js';
import { leafHash, rootOfInclusion, type TreeHead } from '../lib/merkle.js';
import { entrySchema, type LogEntry } from '../register/entry.js';
import { judged, notChecked, type Check } from './evidence-report.js';
import { proofSchema, type ListedStatement, type PackageParts, type PackedProof } from './package-format.js';
import { readJson } from './read-json.js';
import { MAX_ENTRY_BYTES } from './verify-signatures.js';

const MAX_PROOF_BYTES = 10_000;

/** Checks that a statement's entry stands in the log at its place (RFC 6962 §2.1.1), as the checkpoint closes it. */
export function verifyInclusion(parts: PackageParts, listed: ListedStatement, head: TreeHead | null): Check {
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
  bytes: { entry: Uint8Array; proof: Uint8Array },
  { index, proof: name }: ListedStatement,
  head: TreeHead,
): string | null {
  const read = readJson<PackedProof>(bytes.proof, proofSchema, MAX_PROOF_BYTES);
  if ('problem' in read) return `${name} is no inclusion proof. ${read.problem}`;
  const proof = read.value;
  const leaf = leafHash(bytes.entry);
  if (proof.index !== index) return `${name} is the proof of entry ${proof.index}, not of entry ${index}.`;
  if (BigInt(proof.size) !== head.size)
    return `${name} is for a log of ${proof.size} entries, and the checkpoint is of ${head.size}.`;
  if (proof.leafHash !== toHex(leaf))
    return `The entry's hash is ${toHex(leaf)}, and ${name} is the proof of ${proof.leafHash}.`;
  const root = rootOfInclusion(leaf, BigInt(index), head.size, proof.hashes.map(fromHex));
  if (root === null)
    return `${name} has not the length of a proof of entry ${index} in a log of ${head.size}.`;
  return isEqualBytes(root, head.root)
    ? null
    : `${name} leads to the root ${toHex(root)}, and the checkpoint's is ${toHex(head.root)}.`;
}
