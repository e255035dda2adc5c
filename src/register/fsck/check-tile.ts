import { counted } from '../../lib/counted.js';
import { isEqualBytes } from '../../lib/bytes.js';
import { leafHash, type Hash } from '../../lib/merkle.js';
import type { LogFiles } from '../../ports.js';
import { unpackEntries } from '../entry-bundle.js';
import { parseTilePath, tileFolder, tilePath, type SizedTile } from '../tile-path.js';
import { HASH_BYTES, WIDTH, type Tile } from '../tiles.js';
import type { Report } from './finding.js';

interface Needs {
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly report: Report;
}

/** Checks a tile's file, and those of its earlier, partial forms, against the hashes that it must hold. */
export const checkTile = (needs: Needs, { level, position, hashes }: Tile): Promise<void> =>
  checkForms(
    needs,
    { level, position, width: hashes.length / HASH_BYTES },
    {
      missing: 'TILE_MISSING',
      damaged: 'TILE_DAMAGED',
      problem: (bytes, width) => tileProblem(bytes, hashes.subarray(0, width * HASH_BYTES)),
    },
  );

/** Checks a bundle's file, and those of its earlier forms, against the hashes of the entries that it must hold. */
export const checkBundle = (
  needs: Needs,
  { position, leaves }: { position: bigint; leaves: readonly Hash[] },
): Promise<void> =>
  checkForms(
    needs,
    { level: 'entries', position, width: leaves.length },
    {
      missing: 'BUNDLE_MISSING',
      damaged: 'BUNDLE_DAMAGED',
      problem: (bytes, width) => bundleProblem(bytes, leaves.slice(0, width)),
    },
  );

interface Check {
  readonly missing: 'TILE_MISSING' | 'BUNDLE_MISSING';
  readonly damaged: 'TILE_DAMAGED' | 'BUNDLE_DAMAGED';
  /** What is wrong with the bytes of the form of this width; null when nothing is. */
  readonly problem: (bytes: Uint8Array, width: number) => string | null;
}

async function checkForms({ logFiles, report }: Needs, tile: SizedTile, check: Check): Promise<void> {
  const widths = new Set<number>();
  for await (const path of logFiles.list(`${tileFolder(tile)}.p`)) {
    const { width = WIDTH } = parseTilePath(path) ?? {};
    if (width < tile.width) widths.add(width);
  }
  const own = tilePath(tile);
  const isThere = (await logFiles.read(own)) !== null;
  // A tile that has become full since may stand for its earlier forms.
  const isFullThere = !isThere && (await logFiles.read(tileFolder(tile))) !== null;
  if (isThere) widths.add(tile.width);
  else if (!isFullThere)
    report({ code: check.missing, subject: own, message: `The log has no file ${own}.` });
  for (const width of widths) {
    const path = tilePath({ ...tile, width });
    const bytes = await logFiles.read(path);
    const problem = bytes && check.problem(bytes, width);
    if (problem) report({ code: check.damaged, subject: path, message: problem });
  }
}

function tileProblem(bytes: Uint8Array, wanted: Uint8Array): string | null {
  if (isEqualBytes(bytes, wanted)) return null;
  if (bytes.length !== wanted.length)
    return `The tile has ${counted(bytes.length, 'byte')} instead of ${wanted.length}.`;
  const at = Math.floor(wanted.findIndex((byte, place) => byte !== bytes[place]) / HASH_BYTES);
  return `Hash ${at} of the tile is not the one that the entries give.`;
}

function bundleProblem(bytes: Uint8Array, leaves: readonly Hash[]): string | null {
  const entries = entriesOf(bytes);
  if (entries === null) return 'The bundle cannot be taken apart into entries.';
  if (entries.length !== leaves.length)
    return `The bundle has ${counted(entries.length, 'entry', 'entries')} instead of ${leaves.length}.`;
  const at = entries.findIndex((entry, place) => !isEqualBytes(leafHash(entry), leaves[place] ?? entry));
  return at < 0 ? null : `Entry ${at} of the bundle is not the one whose hash the log has.`;
}

function entriesOf(bytes: Uint8Array): Uint8Array[] | null {
  try {
    return unpackEntries(bytes);
  } catch {
    // The answer, and the only thing that is thrown: lengths and bytes do not go together.
    return null;
  }
}
