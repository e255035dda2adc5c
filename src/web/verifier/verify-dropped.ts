import type { EvidenceReport } from '../../evidence/evidence-report.js';
import { readPackage } from '../../evidence/read-package.js';
import type { VerifyOptions } from '../../evidence/verify-parts.js';
import { verifyPackage } from '../../evidence/verify-package.js';
import { workOfPackage, type NamedWork } from '../../evidence/work-of-package.js';
import { isLikeZip } from '../../evidence/zip-format.js';

/** What somebody gave the page: a package as its zip, or the files of a folder by their paths, with "/". */
export type Dropped =
  { readonly zip: Uint8Array } | { readonly files: readonly (readonly [path: string, bytes: Uint8Array])[] };

/** Whether it can be a package at all, damaged or not, as `raisonne verify` asks before it verifies. */
export const isLikePackage = (dropped: Dropped): boolean => !('zip' in dropped) || isLikeZip(dropped.zip);

/** What a verification found, and of which work the package says that it is. */
export interface Verified {
  readonly work: NamedWork | null;
  readonly report: EvidenceReport;
}

/** Verifies it as `raisonne verify` does, but asks no chain, and reads no timestamp, which wants Web Cryptography: not every browser gives it to a page from disk. */
export async function verifyDropped(dropped: Dropped, options: VerifyOptions = {}): Promise<Verified> {
  const read = 'zip' in dropped ? readPackage(dropped.zip) : bagOf(dropped.files);
  return { work: workOfPackage(read), report: await verifyPackage(read, options) };
}

/** The files below the package's folder, which may itself be in folders in which there is nothing else. */
function bagOf(files: readonly (readonly [string, Uint8Array])[]): Map<string, Uint8Array> {
  let below = files.map(([path, bytes]) => [path.replace(/^\/+/, ''), bytes] as const);
  for (;;) {
    const [first = ''] = below[0]?.[0].split('/') ?? [];
    const isWrapped = below.length > 0 && below.every(([path]) => path.startsWith(`${first}/`));
    if (!isWrapped || below.some(([path]) => path === 'bagit.txt')) return new Map(below);
    below = below.map(([path, bytes]) => [path.slice(first.length + 1), bytes] as const);
  }
}
