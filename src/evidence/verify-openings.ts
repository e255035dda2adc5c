import { commitmentsIn } from '../disclosure/opening.js';
import { canonicalJson } from '../lib/canonical-json.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';
import { openingsSchema, type Manifest, type PackageParts, type PackedOpenings } from './package-format.js';
import { readJson } from './read-json.js';
import type { OpenedStatement } from './verify-signatures.js';

export const DISCLOSED = 'What is disclosed is what was committed to';
const MAX_BYTES = 256_000_000;

/**
 * Checks that what a package discloses is what was committed to: each opening opens a commitment in a signed statement of the package. Each is
 * named with the statement and the place in its body, and with who signed it.
 */
export function openingChecks(
  parts: PackageParts,
  { openings: path }: Manifest,
  statements: readonly OpenedStatement[],
): Check[] {
  const bytes = path === undefined ? undefined : parts.get(path);
  if (path === undefined || !bytes) return [];
  const what = DISCLOSED;
  const read = readJson<PackedOpenings>(bytes, openingsSchema, MAX_BYTES);
  if ('problem' in read) return [failed({ what, subject: path, detail: read.problem })];
  const places = placesBy(statements);
  const areAllGood = statements.every(({ statement }) => statement !== null);
  return read.value.map(({ commitment, content }) => {
    const found = places.get(commitment);
    if (found) return passed({ what, ...found, detail: `${found.detail}: ${canonicalJson(content)}` });
    const finding = {
      what,
      subject: path,
      detail: `No statement in the package holds the commitment ${commitment}.`,
    };
    // The statement that holds it may be the one whose signature is not good.
    return areAllGood ? failed(finding) : notChecked(finding);
  });
}

/** Where each commitment stands first. */
function placesBy(statements: readonly OpenedStatement[]): Map<string, Pick<Check, 'subject' | 'detail'>> {
  const places = new Map<string, Pick<Check, 'subject' | 'detail'>>();
  for (const { listed, statement } of statements)
    for (const { commitment, path } of statement ? commitmentsIn(statement.body) : [])
      if (!places.has(commitment))
        places.set(commitment, {
          subject: listed.path,
          detail: `${path}, to which ${statement?.signer} committed`,
        });
  return places;
}
