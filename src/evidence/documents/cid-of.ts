import { rawCid } from '../../lib/cid.js';
import { sha256 } from '../../lib/sha256.js';
import { entrySchema } from '../../register/entry.js';
import type { ProvedStatement } from '../assemble-package.js';
import { parseJson } from './parse-json.js';

/** The name of a statement: by the bytes that were signed, or where those were erased as the log's entry has it. */
export function cidOf({ words, entry }: Pick<ProvedStatement, 'words' | 'entry'>): string {
  if ('canonical' in words) return rawCid(sha256(new TextEncoder().encode(words.canonical)));
  const { data } = entrySchema.safeParse(parseJson(entry));
  return data?.statement ?? '';
}
