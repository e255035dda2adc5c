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
