import type { Statement } from '../register/statement.js';
import { fileReferenceSchema, type FileReference } from '../works/file.js';

/** Deeper than any kind's body nests a file. */
const MAX_DEPTH = 12;

/**
 * Every file that a statement's body names, in order, whatever its kind: a member that reads as a file reference
 * is one. So a package of a kind that came later still verifies.
 */
export const namedFiles = ({ body }: Statement): FileReference[] => referencesIn(body, MAX_DEPTH);

function referencesIn(value: unknown, depth: number): FileReference[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const { success, data } = fileReferenceSchema.safeParse(value);
  return success ? [data] : Object.values(value).flatMap((member) => referencesIn(member, depth - 1));
}
