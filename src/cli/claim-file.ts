import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { claimBodySchema } from '../claims/claim.js';
import { hideInClaim, type Hiding, type KeptText } from '../disclosure/private-claim.js';
import { Refusal } from '../lib/refusal.js';
import { writeNewFile } from './new-file.js';
import { readBody } from '../register/statement.js';

/** The part of a claim that people write down: how the work was made. */
const claimFileSchema = claimBodySchema
  .pick({
    basis: true,
    account: true,
    generations: true,
    acts: true,
    makings: true,
    authorCreated: true,
    materialExcluded: true,
    newMaterialIncluded: true,
    withheld: true,
  })
  .partial();

export type ClaimFile = z.infer<typeof claimFileSchema>;

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

/** The claim with what is hidden as salted commitments, and what opens them; refuses NOTHING_THERE, OUT_OF_SCHEMA. */
export function privateClaim(claim: ClaimFile, hiding: Hiding): { claim: ClaimFile; kept: KeptText[] } {
  const made = hideInClaim(claim, hiding);
  const { pointers } = hiding;
  if (pointers.length === 0) return made;
  try {
    return { ...made, claim: readBody(claimFileSchema, made.claim, 'the claim') };
  } catch (cause) {
    throw new Refusal(
      'OUT_OF_SCHEMA',
      `The claim cannot be without ${pointers.join(', ')}: a field that must be there is withheld with its whole entry, such as /acts/1.`,
      { paths: pointers },
      { cause },
    );
  }
}

/** Writes what opens the commitments beside the claim: nobody else has it. */
export async function keepOpenings(path: string, kept: readonly KeptText[]): Promise<void> {
  await writeNewFile(path, `${JSON.stringify(kept, null, 2)}\n`, 0o600);
}
