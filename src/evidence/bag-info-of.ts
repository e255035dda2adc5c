import type { PackageContents } from './assemble-package.js';
import type { BagInfo } from './bagit/bag-info.js';
import { FORMAT } from './package-format.js';

/**
 * What bag-info.txt says of a package. No clock is asked, so that the same contents give the same bytes: the date is the day of the
 * newest time in them, which is when a statement was recorded or the anchor mined.
 */
export function bagInfoOf({ work, log, statements, anchor }: PackageContents): BagInfo {
  const times = [
    ...statements.map(({ recordedAt }) => recordedAt.getTime()),
    ...(anchor ? [Date.parse(anchor.minedAt)] : []),
  ];
  const newest = times.reduce((latest, time) => Math.max(latest, time), 0);
  return [
    ['Source-Organization', log.name],
    ['External-Identifier', work],
    [
      'External-Description',
      'What was declared about a work, with proofs. Claimed and recorded, not examined.',
    ],
    ['Bagging-Date', new Date(newest).toISOString().slice(0, 10)],
    ['Bag-Software-Agent', `Raisonne (${FORMAT})`],
  ];
}
