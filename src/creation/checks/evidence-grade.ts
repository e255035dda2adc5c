import { FINDINGS, type Finding } from './finding.js';

/** How far a file's account of its making can be believed, the most first; never to be blurred into one another. */
export const EVIDENCE_GRADES = [
  /** Content credentials that hold, signed by somebody on a list of trusted signers. */
  'trusted-signature',
  /** Signed by the tool itself, over the pixels and the parameters. */
  'tool-signature',
  /** Content credentials that hold, by a signer whom no list knows. */
  'unknown-signer',
  /** Unsigned, and nothing in it contradicts anything else: a claim. */
  'consistent',
  /** Something contradicts something else. */
  'inconsistent',
  /** The file tells nothing. */
  'none',
] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

export interface Evidence {
  readonly grade: EvidenceGrade;
  readonly findings: readonly Finding[];
}

interface Grounds {
  readonly findings: readonly Finding[];
  readonly hasGeneration: boolean;
  readonly isSignedByTool: boolean;
  /** Of content credentials that hold; null where there are none, or they do not. */
  readonly credentials: 'trusted' | 'unknown' | null;
}

export function evidenceGrade({
  findings,
  hasGeneration,
  isSignedByTool,
  credentials,
}: Grounds): EvidenceGrade {
  if (findings.some(({ code }) => FINDINGS[code] === 'contradicts')) return 'inconsistent';
  if (credentials === 'trusted') return 'trusted-signature';
  if (isSignedByTool) return 'tool-signature';
  if (credentials === 'unknown') return 'unknown-signer';
  return hasGeneration ? 'consistent' : 'none';
}
