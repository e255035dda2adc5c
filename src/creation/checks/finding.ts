/** What was found to be odd about a file, and what each means for how far it can be believed. */
export const FINDINGS = {
  ASPECT_DIFFERS: 'contradicts',
  SIZE_DIFFERS: 'contradicts',
  TEXT_CONTRADICTS_GRAPH: 'contradicts',
  SEED_OUT_OF_RANGE: 'contradicts',
  SIGNATURE_BROKEN: 'contradicts',
  TEXT_EDITED: 'contradicts',
  STEPS_ZERO: 'contradicts',
  DANGLING_LINKS: 'contradicts',
  VERSION_NOT_OUT_YET: 'contradicts',
  CREDENTIALS_BROKEN: 'contradicts',
  CREDENTIALS_ELSEWHERE: 'is open',
  CERTIFICATE_NOT_IN_FORCE: 'is open',
  INGREDIENT_BROKEN: 'is open',
  UNKNOWN_SAMPLER: 'is open',
  PROVENANCE_STRIPPED: 'is open',
  EDITED_WITHOUT_RECORD: 'is open',
  PART_UNREADABLE: 'is open',
  SAME_GENERATION: 'is open',
  RECORD_DIFFERS: 'is open',
} as const satisfies Readonly<Record<string, 'contradicts' | 'is open'>>;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  /** What was found, and what would clear it. */
  readonly message: string;
}
