import * as z from 'zod';
import { findCapacity } from '../../claims/find-capacity.js';
import { cidSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import { acceptRequest, type RequestNeeds, type SignedRequest } from '../../register/accept-request.js';
import type { SignedKind } from '../../register/statement-kind.js';
import { worksOfFile } from '../file-store.js';
import { worksById } from '../work-store.js';
import { withheldBy, type DisplayNotice } from './display-notice.js';
import { noticesOfFiles, saveNotice } from './display-store.js';
import { noticesOf } from './withhold-file.js';

const bodySchema = z.strictObject({
  file: cidSchema,
  reason: plainText(1000).describe('Why it should be shown, for everybody'),
  counterNotice: plainText(20_000).describe(
    'The counter-notice (17 USC 512(g)(3)), with name, address and consent to jurisdiction: for the operator alone',
  ),
});

export const counterNotice: SignedKind<Readonly<z.infer<typeof bodySchema>>> = {
  kind: 'counter-notice',
  description:
    'Who registered a work of a withheld file, or upholds a claim on it, answers the notice. That there is one is logged where anybody can read it; what it says is for the operator. It is a request, and no part of the register.',
  body: bodySchema,
  role: 'registrant-or-claimant',
  subject: ({ file }) => `file:${file}`,
  sentence: ({ file, reason }) => `I give a counter-notice that ${file} should be shown: ${reason}`,
};

/** Takes a counter-notice. Refuses FILE_MISSING, NOT_WITHHELD, NOT_ALLOWED, ANSWERED_ALREADY and the codes of every signed request. */
export async function takeCounterNotice(
  needs: RequestNeeds,
  signed: SignedRequest,
): Promise<DisplayNotice[]> {
  const { signer, body } = await acceptRequest(needs, counterNotice, signed);
  const { file, reason, counterNotice: document } = body;
  return needs.database.transaction(async (tables) => {
    const notices = await noticesOf(tables, file);
    const withheld = withheldBy(notices);
    if (!withheld) throw new Refusal('NOT_WITHHELD', `${file} is not withheld.`, { file });
    await requireSpeaker(tables, { file, signer });
    if (
      notices.some(
        ({ step, by, number }) => step === 'counter-notice' && by === signer && number > withheld.number,
      )
    )
      throw new Refusal('ANSWERED_ALREADY', `${signer} has given a counter-notice already.`, {
        file,
        signer,
      });
    await saveNotice(tables, {
      file,
      step: 'counter-notice',
      reason,
      document,
      by: signer,
      at: needs.clock.now(),
    });
    return noticesOfFiles(tables, [file]);
  });
}

async function requireSpeaker(
  tables: Tables,
  { file, signer }: { file: string; signer: string },
): Promise<void> {
  const works = await worksById(tables, await worksOfFile(tables, file));
  for (const work of works) if (await findCapacity(tables, { work, signer })) return;
  throw new Refusal(
    'NOT_ALLOWED',
    `Only who registered a work of ${file}, or upholds a claim on one, may give a counter-notice; ${signer} does neither.`,
    { file, signer },
  );
}
