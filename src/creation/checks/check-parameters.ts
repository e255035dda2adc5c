import type { GenerationAccount } from '../generation-account.js';
import type { Finding } from './finding.js';
import { isKnownSampler } from './samplers.js';

/** The web UI and its forks, whose random numbers take seeds of 32 bits. */
const SEEDS_OF_32_BITS = new Set([
  'AUTOMATIC1111',
  'Forge',
  'Forge Classic',
  'Forge Neo',
  'reForge',
  'SD.Next',
]);

/** What a tool cannot have written of itself. */
export function checkParameters(account: GenerationAccount, takenAt: string | null): Finding[] {
  const { tool, seed, steps, sampler } = account;
  const findings: Finding[] = [];
  if (seed !== null && SEEDS_OF_32_BITS.has(tool) && BigInt(seed) >= 2n ** 32n)
    findings.push({
      code: 'SEED_OUT_OF_RANGE',
      message: `The seed ${seed} is larger than ${tool} can take, which is below 2^32: another tool wrote this. That tool's own record would clear this.`,
    });
  if (steps !== null && steps <= 0)
    findings.push({
      code: 'STEPS_ZERO',
      message: `The record tells of ${steps} steps, by which nothing is generated. The tool's own record would clear this.`,
    });
  if (sampler !== null && !isKnownSampler(sampler))
    findings.push({
      code: 'UNKNOWN_SAMPLER',
      message: `No sampler by the name of ${sampler.slice(0, 80)} is known. It may be newer than this list, or of an extension.`,
    });
  return [...findings, ...checkVersion(account, takenAt)];
}

/** The first day on which a tool's version, or a service's model, was out. */
const OUT_SINCE: Readonly<Record<string, readonly (readonly [version: RegExp, day: string])[]>> = {
  AUTOMATIC1111: [
    [/^v?1\.10\./, '2024-07-27'],
    [/^v?1\.9\./, '2024-04-13'],
    [/^v?1\.8\./, '2024-03-01'],
    [/^v?1\.7\./, '2023-12-04'],
    [/^v?1\.6\./, '2023-08-24'],
    [/^v?1\.5\./, '2023-07-25'],
    [/^v?1\.[0-4]\./, '2023-05-01'],
  ],
  InvokeAI: [
    [/^6\./, '2025-06-01'],
    [/^5\./, '2024-09-01'],
    [/^4\./, '2024-03-01'],
    [/^3\./, '2023-07-01'],
    [/^2\./, '2022-10-01'],
  ],
  Midjourney: [
    [/^7/, '2025-04-03'],
    [/^6\.1/, '2024-07-30'],
    [/^6/, '2023-12-20'],
    [/^5/, '2023-03-15'],
  ],
};

function checkVersion({ tool, toolVersion }: GenerationAccount, takenAt: string | null): Finding[] {
  if (toolVersion === null || takenAt === null) return [];
  const out = OUT_SINCE[tool]?.find(([version]) => version.test(toolVersion))?.[1];
  return out === undefined || takenAt.slice(0, 10) >= out
    ? []
    : [
        {
          code: 'VERSION_NOT_OUT_YET',
          message: `The file says that it is of ${takenAt.slice(0, 10)}, and ${tool} ${toolVersion.slice(0, 40)} was not out before ${out}. A right date, or the tool's own record, would clear this.`,
        },
      ];
}
