import { Refusal } from '../../lib/refusal.js';
import { CA_PACK } from './packs/ca.js';
import { CN_PACK } from './packs/cn.js';
import { EU_PACK } from './packs/eu.js';
import { GB_PACK } from './packs/gb.js';
import { IN_PACK } from './packs/in.js';
import { JP_PACK } from './packs/jp.js';
import { KR_PACK } from './packs/kr.js';
import { UA_PACK } from './packs/ua.js';
import { US_PACK } from './packs/us.js';
import type { RulePack } from './rule.js';

export const RULE_PACKS: readonly RulePack[] = [
  US_PACK,
  GB_PACK,
  EU_PACK,
  CN_PACK,
  JP_PACK,
  KR_PACK,
  UA_PACK,
  IN_PACK,
  CA_PACK,
];

/** The pack that is asked under a code, such as EU's for DE; undefined where there is none. */
export const packFor = (code: string): RulePack | undefined =>
  RULE_PACKS.find(({ covers }) => covers.includes(code));

/** The packs of some codes, each once; all where none is given. Refuses JURISDICTION_UNKNOWN. */
export function packsFor(codes: readonly string[]): readonly RulePack[] {
  const unknown = codes.find((code) => !packFor(code));
  if (unknown !== undefined)
    throw new Refusal(
      'JURISDICTION_UNKNOWN',
      `There are no rules of "${unknown.slice(0, 20)}"; there are those of ${RULE_PACKS.flatMap(({ covers }) => covers).join(', ')}.`,
      { jurisdiction: unknown.slice(0, 20) },
    );
  const asked = new Set(codes.map(packFor));
  return codes.length === 0 ? RULE_PACKS : RULE_PACKS.filter((pack) => asked.has(pack));
}
