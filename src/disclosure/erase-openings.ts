import * as z from 'zod';
import { plainText } from '../lib/plain-text.js';
import type { NoteSigner } from '../lib/signed-note.js';
import { acceptRequest, type RequestNeeds, type SignedRequest } from '../register/accept-request.js';
import { registerHalted, type Halt } from '../register/halt.js';
import type { SignedKind } from '../register/statement-kind.js';
import { nameStatement } from '../register/statement.js';
import { aboutSchema, commitmentSchema } from './opening.js';
import { erasureNote } from './erasure-receipt.js';
import { findOwnCommitments, ownAmong } from './find-commitments.js';
import { eraseRows, saveErasure, type Erasure } from './opening-store.js';

const erasureSchema = z.strictObject({
  about: aboutSchema,
  commitments: z
    .array(commitmentSchema)
    .min(1)
    .max(500)
    .refine((all) => new Set(all).size === all.length, 'names a commitment twice'),
  reason: plainText(500).optional().describe('Why; it stands in the receipt, which anybody can read'),
});

export type ErasureBody = Readonly<z.infer<typeof erasureSchema>>;

export const eraseOpenings: SignedKind<ErasureBody> = {
  kind: 'erase-openings',
  description:
    'Whoever committed to something private has what opens it erased here, and gets a receipt. The commitments stay in the register, and every proof stays valid; without the salt they say nothing. It is a request, and no part of the register.',
  body: erasureSchema,
  role: 'owner',
  subject: ({ about }) => about,
  sentence: ({ about, commitments }) =>
    `I have ${commitments.length === 1 ? 'one private field' : `${commitments.length} private fields`} of ${about} erased for ever.`,
};

/** Erases what opens commitments, and gives the receipt. Refuses as keepDisclosure does, and REGISTER_HALTED. What was not kept is told as such. */
export async function eraseDisclosure(
  needs: RequestNeeds & { readonly log: NoteSigner; readonly halted: () => Halt | null },
  signed: SignedRequest,
): Promise<Erasure> {
  const halt = needs.halted();
  // What the log has signed wrongly it must not add to; and nothing is erased without a receipt.
  if (halt) throw registerHalted(halt);
  const request = await acceptRequest(needs, eraseOpenings, signed);
  const { signer, body } = request;
  const erasure = await needs.database.transaction(async (tables) => {
    const own = await findOwnCommitments(tables, { about: body.about, signer });
    const asked = ownAmong(
      own,
      body.commitments.map((commitment) => ({ commitment })),
    ).map(({ commitment }) => commitment);
    const { about, keys } = own;
    const gone = new Set(await eraseRows(tables, { about, keys, commitments: asked }));
    const erasedAt = needs.clock.now();
    const receipt = erasureNote.sign(
      {
        format: 'raisonne-erasure/1',
        origin: needs.origin,
        about: body.about,
        askedBy: signer,
        reason: body.reason ?? null,
        erased: asked.map((commitment) => ({ commitment, wasKept: gone.has(commitment) })),
        stays: STAYS,
        erasedAt: erasedAt.toISOString(),
      },
      needs.log,
    );
    const made: Erasure = { id: nameStatement(request).cid, about, commitments: asked, receipt, erasedAt };
    await saveErasure(tables, made);
    return made;
  });
  // The journal of the embedded database too; that of a server is for its operator, and no stranger has its tables written anew.
  if (!needs.database.isShared) await needs.database.compact(['openings']);
  return erasure;
}

const STAYS = [
  'The statements with their commitments, in the register and in every copy of it: without its salt a commitment says nothing of its content.',
  "What the disk's free space, and of a database server its journal, hold until they are written over.",
  'What its readers wrote down, and what its owner keeps.',
  'What was published elsewhere, such as the same words within a picture file.',
];
