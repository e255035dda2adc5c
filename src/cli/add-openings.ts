import { readFile, writeFile } from 'node:fs/promises';
import type { DisclosedOpening } from '../disclosure/opening.js';
import { commitmentsIn } from '../disclosure/opening.js';
import { manifestSchema, MAX_OPENINGS } from '../evidence/package-format.js';
import { readPackage } from '../evidence/read-package.js';
import { entryOfBytes, writeZip, zipBytes } from '../evidence/write-zip.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import { Refusal } from '../lib/refusal.js';

/**
 * Puts what opens private fields into an evidence package, here and not on the server, which need never see it. Refuses NOT_COMMITTED for what no
 * statement of the package holds. Gives the new size in bytes.
 */
export async function addOpenings(file: string, openings: readonly DisclosedOpening[]): Promise<number> {
  const parts = readPackage(await readFile(file));
  if ('problem' in parts)
    throw new Error(`${file} was exported a moment ago and cannot be read: ${parts.problem}`);
  const text = (name: string): unknown => JSON.parse(new TextDecoder().decode(parts.get(name)));
  const manifest = manifestSchema.parse(text('manifest.json'));
  const committed = new Set(
    manifest.statements.flatMap(({ path }) => commitmentsIn(text(path)).map(({ commitment }) => commitment)),
  );
  if (openings.length > MAX_OPENINGS)
    throw new Refusal(
      'PACKAGE_TOO_LARGE',
      `A package discloses at most ${MAX_OPENINGS} fields; these are ${openings.length}. Choose among them by --only.`,
      { openings: openings.length },
    );
  const stranger = openings.find(({ commitment }) => !committed.has(commitment));
  if (stranger)
    throw new Refusal(
      'NOT_COMMITTED',
      `No statement about the work holds the commitment ${stranger.commitment}.`,
      {
        commitment: stranger.commitment,
      },
    );
  const name = 'openings.json' as const;
  const added = new Map([
    ...parts,
    [name, canonicalBytes(openings)],
    ['manifest.json', canonicalBytes({ ...manifest, openings: name })],
  ]);
  const entries = [...added].map(([part, bytes]) => entryOfBytes(part, bytes));
  await writeFile(file, writeZip(entries));
  return zipBytes(entries);
}
