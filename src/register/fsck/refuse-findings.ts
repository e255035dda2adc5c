import { counted } from '../../lib/counted.js';
import { Refusal } from '../../lib/refusal.js';
import type { Finding, Report } from './finding.js';

export interface Findings {
  readonly report: Report;
  readonly settle: () => void;
}

/** Collects what is found, and refuses to go on once there is something. */
export function findingsOf(): Findings {
  const findings: Finding[] = [];
  return {
    report: (finding) => findings.push(finding),
    settle: () => {
      const [first] = findings;
      if (!first) return;
      const more =
        findings.length > 1 ? ` ${counted(findings.length - 1, 'more was', 'more were')} found by then.` : '';
      throw new Refusal(
        'REGISTER_DAMAGED',
        `Nothing was changed: what it is to be made from is damaged. ${first.code} ${first.subject}: ${first.message}${more} Run raisonne fsck, and put back what it names from a backup or a mirror.`,
        { findings: findings.slice(0, 100) },
      );
    },
  };
}
