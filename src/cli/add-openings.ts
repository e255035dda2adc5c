import { readFile, writeFile } from 'node:fs/promises';
import type { DisclosedOpening } from '../disclosure/opening.js';
import { commitmentsIn } from '../disclosure/opening.js';
import { INFO, PAYLOAD } from '../evidence/bagit/bag.js';
import { readBagInfo, type BagInfo } from '../evidence/bagit/bag-info.js';
import { packBag } from '../evidence/pack-bag.js';
import { folderOf, manifestSchema, MAX_OPENINGS } from '../evidence/package-format.js';
import { readPackage } from '../evidence/read-package.js';
import { entryOfBytes, writeZip, zipBytes } from '../evidence/write-zip.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import { Refusal } from '../lib/refusal.js';

/**
 * Puts what opens private fields into an evidence package, and lists it in the package's manifests, here and not on the server, which
 * need never see it. Refuses NOT_COMMITTED for what no statement of the package holds. Gives the new size in bytes.
 */
export async function addOpenings(file: string, openings: readonly DisclosedOpening[]): Promise<number> {
  const files = readPackage(await readFile(file));
  if ('problem' in files)
    throw new Error(`${file} was exported a moment ago and cannot be read: ${files.problem}`);
  const text = (name: string): string => new TextDecoder().decode(files.get(name));
  const json = (part: string): unknown => JSON.parse(text(`${PAYLOAD}${part}`));
  const manifest = manifestSchema.parse(json('manifest.json'));
  const committed = new Set(
    manifest.statements.flatMap(({ path, forgotten }) =>
      forgotten ? [] : commitmentsIn(json(path)).map(({ commitment }) => commitment),
    ),
  );
  checkOpenings(openings, committed);
  const name = 'openings.json' as const;
  const payload = new Map([
    ...[...files]
      .filter(([part]) => part.startsWith(PAYLOAD))
      .map(([part, bytes]) => [part.slice(PAYLOAD.length), bytes] as const),
    [name, canonicalBytes(openings)],
    ['manifest.json', canonicalBytes({ ...manifest, openings: name })],
  ]);
  // Payload-Oxum is no longer right, and is written anew.
  const info: BagInfo = readBagInfo(text(INFO)).info.filter(([label]) => label !== 'Payload-Oxum');
  const entries = packBag(
    { folder: folderOf(manifest.work), info },
    [...payload].map(([part, bytes]) => entryOfBytes(part, bytes)),
  );
  await writeFile(file, writeZip(entries));
  return zipBytes(entries);
}

function checkOpenings(openings: readonly DisclosedOpening[], committed: ReadonlySet<string>): void {
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
      { commitment: stranger.commitment },
    );
}
