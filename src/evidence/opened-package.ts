import { commitmentsIn, type DisclosedOpening } from '../disclosure/opening.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import { toHex } from '../lib/hex.js';
import { Refusal } from '../lib/refusal.js';
import { sha256 } from '../lib/sha256.js';
import { INFO, PAYLOAD, type BagFiles } from './bagit/bag.js';
import { readBagInfo, type BagInfo } from './bagit/bag-info.js';
import {
  manifestSchema,
  MAX_OPENINGS,
  pathOfDocument,
  type Manifest,
  type PackageParts,
} from './package-format.js';

/** An evidence package, opened to put something into it. Believed: whoever opens one got it from the register a moment ago. */
export interface OpenedPackage {
  readonly manifest: Manifest;
  /** manifest.json is written when it is closed. */
  readonly parts: PackageParts;
}

export function openPackage(files: BagFiles): OpenedPackage {
  const parts = new Map<string, Uint8Array>();
  for (const [name, bytes] of files)
    if (name.startsWith(PAYLOAD)) parts.set(name.slice(PAYLOAD.length), bytes);
  return { manifest: manifestSchema.parse(jsonOf(parts, 'manifest.json')), parts };
}

/** With what opens private fields. Refuses PACKAGE_TOO_LARGE, and NOT_COMMITTED for what no statement of the package holds. */
export function withOpenings(
  { manifest, parts }: OpenedPackage,
  openings: readonly DisclosedOpening[],
): OpenedPackage {
  if (openings.length === 0) return { manifest, parts };
  if (openings.length > MAX_OPENINGS)
    throw new Refusal(
      'PACKAGE_TOO_LARGE',
      `A package discloses at most ${MAX_OPENINGS} fields; these are ${openings.length}. Choose among them.`,
      { openings: openings.length },
    );
  const committed = new Set(
    manifest.statements.flatMap(({ path, forgotten }) =>
      forgotten ? [] : commitmentsIn(jsonOf(parts, path)).map(({ commitment }) => commitment),
    ),
  );
  const stranger = openings.find(({ commitment }) => !committed.has(commitment));
  if (stranger)
    throw new Refusal(
      'NOT_COMMITTED',
      `No statement about the work holds the commitment ${stranger.commitment}.`,
      { commitment: stranger.commitment },
    );
  return {
    manifest: { ...manifest, openings: 'openings.json' },
    parts: new Map([...parts, ['openings.json', canonicalBytes(openings)]]),
  };
}

/** With documents, by their names, in the place of those of the same names. */
export function withDocuments(
  { manifest, parts }: OpenedPackage,
  documents: ReadonlyMap<string, Uint8Array>,
): OpenedPackage {
  const added = new Map([...documents].map(([name, bytes]) => [pathOfDocument(name), bytes]));
  const all = new Map([...parts, ...added]);
  const texts = [...new Set([...manifest.texts.map(({ path }) => path), ...added.keys()])].map((path) => ({
    path,
    sha256: toHex(sha256(all.get(path) ?? new Uint8Array())),
  }));
  return { manifest: { ...manifest, texts }, parts: all };
}

/** Without a document. */
export function withoutDocument({ manifest, parts }: OpenedPackage, name: string): OpenedPackage {
  const gone = pathOfDocument(name);
  return {
    manifest: { ...manifest, texts: manifest.texts.filter(({ path }) => path !== gone) },
    parts: new Map([...parts].filter(([path]) => path !== gone)),
  };
}

/** All that goes into the bag again. */
export const partsOf = ({ manifest, parts }: OpenedPackage): PackageParts =>
  new Map([...parts, ['manifest.json', canonicalBytes(manifest)]]);

/** What bag-info.txt said of a package; Payload-Oxum is no longer right, and is written anew. */
export const infoOf = (files: BagFiles): BagInfo =>
  readBagInfo(new TextDecoder().decode(files.get(INFO))).info.filter(([label]) => label !== 'Payload-Oxum');

const jsonOf = (parts: PackageParts, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(parts.get(name)));
