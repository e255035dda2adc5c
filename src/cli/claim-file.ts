import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { claimBodySchema } from '../claims/claim.js';
import type { GenerationRecord, PrivateText } from '../creation/generation-record.js';
import { commitmentTo } from '../lib/commitment.js';
import { Refusal } from '../lib/refusal.js';
import { readBody } from '../register/statement.js';

/** The part of a claim that people write down: how the work was made. */
const claimFileSchema = claimBodySchema
  .pick({ basis: true, account: true, generations: true, acts: true })
  .partial();

export type ClaimFile = z.infer<typeof claimFileSchema>;

export interface KeptText {
  readonly commitment: string;
  readonly salt: string;
  readonly content: string;
}

/** Reads the file of --claim. */
export async function readClaimFile(path: string): Promise<ClaimFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NO_SUCH_FILE', `The file ${path} of --claim cannot be read.`, { path }, { cause });
  });
  try {
    return readBody(claimFileSchema, JSON.parse(text), path);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Refusal('OUT_OF_SCHEMA', `${path} is not JSON: ${cause.message}.`, { path }, { cause });
  }
}

/** The claim with salted commitments in place of prompts and raw metadata, and what opens them. */
export function withPrivateTexts(claim: ClaimFile): { claim: ClaimFile; kept: KeptText[] } {
  const kept: KeptText[] = [];
  const hide = (text: PrivateText | undefined): PrivateText | undefined => {
    if (!text || 'commitment' in text) return text;
    const opening = { salt: randomBytes(32).toString('hex'), content: text.text };
    const commitment = commitmentTo(opening);
    kept.push({ commitment, ...opening });
    return { commitment };
  };
  const generations = claim.generations?.map((record: GenerationRecord) => ({
    ...record,
    prompt: hide(record.prompt),
    negativePrompt: hide(record.negativePrompt),
    rawMetadata: hide(record.rawMetadata),
    corrections: record.corrections?.map(({ field, read }) => ({
      field,
      read: field === 'prompt' || field === 'negativePrompt' ? (hide(read) ?? read) : read,
    })),
  }));
  return { claim: { ...claim, ...(generations && { generations }) }, kept };
}

/** Writes what opens the commitments beside the claim: nobody else has it. */
export async function keepOpenings(path: string, kept: readonly KeptText[]): Promise<void> {
  await writeFile(path, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (cause: unknown) => {
      throw new Refusal(
        'FILE_EXISTS',
        `${path}, where the private texts are to be kept, cannot be made. Move what is there.`,
        { path },
        { cause },
      );
    },
  );
}
