import { NOTE_SIGNATURE, joinNote, parseVerifierKey, signaturesBy, splitNote } from '../lib/signed-note.js';
import { notChecked, type Check } from './evidence-report.js';
import type { Manifest, PackageParts } from './package-format.js';
import { utf8Text } from './read-json.js';

/** Reads the answer of a timestamp authority: documents/timestamp/verify-timestamp.ts. It wants Web Cryptography, so whoever verifies brings it along. */
export type TimestampReader = (
  response: Uint8Array,
  expected: { readonly data: Uint8Array },
) => Promise<{ readonly checks: readonly Check[] }>;

/** When an authority saw the checkpoint, by its clock; nothing where the package holds no timestamp. */
export async function timeChecks(
  parts: PackageParts,
  manifest: Manifest,
  read: TimestampReader | undefined,
): Promise<readonly Check[]> {
  if (manifest.timestamp === undefined) return [];
  const response = parts.get(manifest.timestamp);
  const unread = (detail: string): Check[] => [
    notChecked({ what: 'An authority saw the checkpoint (RFC 3161)', subject: 'timestamp.tsr', detail }),
  ];
  if (!response) return unread('The package does not hold it.');
  if (!read) return unread('Timestamps are not read here: check it with openssl ts, as README.txt says.');
  const data = stampedBytes(parts, manifest);
  return data
    ? (await read(response, { data })).checks
    : unread('There is no readable checkpoint that it could be over.');
}

/** The checkpoint as the log signed it: cosignatures came later. */
function stampedBytes(parts: PackageParts, { log }: Manifest): Uint8Array | null {
  const note = splitNote(utf8Text(parts.get('checkpoint.txt') ?? new Uint8Array()) ?? '');
  const key = parseVerifierKey(log.verifierKey);
  if (!note || !key) return null;
  const lines = signaturesBy(NOTE_SIGNATURE, key, note.lines).map(({ line }) => line);
  return new TextEncoder().encode(joinNote({ text: note.text, lines }));
}
