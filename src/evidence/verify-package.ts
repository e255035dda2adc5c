import { PAYLOAD, type BagFiles } from './bagit/bag.js';
import { lenientAxis, type EvidenceReport } from './evidence-report.js';
import { MAX_MANIFEST_BYTES, manifestSchema, type Manifest } from './package-format.js';
import { readJson } from './read-json.js';
import type { PackageProblem } from './read-package.js';
import { bagChecks } from './verify-bag.js';
import { unreadable, verifyParts, type VerifyOptions } from './verify-parts.js';

/**
 * Verifies an evidence package without network, database or Raisonné; runs in Node and in browsers.
 *
 * Takes what `readPackage` gave of a zip, or the files of an unpacked package by their names below its folder. Never throws for anything
 * that is in a package: what is wrong becomes a failed check on the axis to which it belongs, and what could not be looked
 * at is "not checked". A package can show that what it holds was signed, recorded and not altered since; not that
 * what was signed is true, nor that nothing was left out.
 */
export async function verifyPackage(
  read: BagFiles | PackageProblem,
  options: VerifyOptions = {},
): Promise<EvidenceReport> {
  if ('problem' in read) return unreadable('the package', read.problem);
  const parts = new Map<string, Uint8Array>();
  for (const [name, bytes] of read)
    if (name.startsWith(PAYLOAD)) parts.set(name.slice(PAYLOAD.length), bytes);
  const bytes = parts.get('manifest.json');
  const manifest = bytes && readJson<Manifest>(bytes, manifestSchema, MAX_MANIFEST_BYTES);
  const bag = await bagChecks(read, manifest && 'value' in manifest ? manifest.value : null);
  const { axes } = await verifyParts(parts, options);
  return { axes: { ...axes, bytes: lenientAxis([...bag, ...axes.bytes.checks]) } };
}
