import { PAYLOAD, type BagFile } from './bag.js';
import { linesOf } from './manifest-text.js';

/** What bag-info.txt says, label by label (RFC 8493 §2.2.2). Payload-Oxum is added. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

/** bag-info.txt of a bag; a value must not hold a line break. */
export const bagInfoText = (info: BagInfo, payload: readonly Pick<BagFile, 'sizeBytes'>[]): string =>
  [...info, ['Payload-Oxum', oxum(payload)] as const]
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('');

/** Bytes and number of the payload's files. */
const oxum = (payload: readonly Pick<BagFile, 'sizeBytes'>[]): string =>
  `${payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)}.${payload.length}`;

/** Nobody reads more, and a hostile one has millions. */
const MOST_PROBLEMS = 1000;

/** Reads bag-info.txt: labels with their values, continued lines joined; and what of it cannot be read. */
export function readBagInfo(text: string): { info: [label: string, value: string][]; problems: string[] } {
  const info: [string, string][] = [];
  const problems: string[] = [];
  for (const [at, line] of linesOf(text).entries()) {
    if (problems.length >= MOST_PROBLEMS) break;
    const last = info.at(-1);
    const [, label, value] = /^([^\s:][^:]*):[ \t]*(.*)$/s.exec(line) ?? [];
    if (/^[ \t]/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`;
    else if (label === undefined || value === undefined || /\s$/.test(label))
      problems.push(`Its line ${at + 1} is not a label, a colon and a value.`);
    else info.push([label, value.trim()]);
  }
  return { info, problems };
}

/** Why Payload-Oxum does not fit the files of the payload; null where it does, or is not given. */
export function oxumProblem(
  info: readonly (readonly [string, string])[],
  files: ReadonlyMap<string, Uint8Array>,
): string | null {
  const said = info.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value);
  if (said.length > 1) return 'It gives Payload-Oxum more than once.';
  const payload = [...files].filter(([name]) => name.startsWith(PAYLOAD));
  const actual = oxum(payload.map(([, bytes]) => ({ sizeBytes: bytes.length })));
  return said[0] === undefined || said[0] === actual
    ? null
    : `Its Payload-Oxum is ${said[0].slice(0, 60)}; the files below data/ have ${actual} (bytes and number).`;
}
