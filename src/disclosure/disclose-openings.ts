import * as z from 'zod';
import { addressSchema } from '../lib/ids.js';
import { acceptRequest, type RequestNeeds, type SignedRequest } from '../register/accept-request.js';
import type { SignedKind } from '../register/statement-kind.js';
import { aboutSchema, openingSchema } from './opening.js';
import { findOwnCommitments, ownAmong } from './find-commitments.js';
import { keepOpenings } from './opening-store.js';

const disclosureSchema = z.strictObject({
  about: aboutSchema,
  openings: z
    .array(openingSchema)
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ commitment }) => commitment)).size === all.length, 'opens one twice'),
  to: z
    .array(addressSchema)
    .max(50)
    .refine((all) => new Set(all).size === all.length, 'names a reader twice')
    .describe('Who is told them from now on, besides yourself; it takes the place of every list before'),
});

export type DisclosureBody = Readonly<z.infer<typeof disclosureSchema>>;

export const discloseOpenings: SignedKind<DisclosureBody> = {
  kind: 'disclose-openings',
  description:
    'Whoever committed to something private gives the server what opens it, and says who is told. It is a request, and no part of the register: nobody else hears of it, and it can be erased.',
  body: disclosureSchema,
  role: 'owner',
  subject: ({ about }) => about,
  sentence: ({ about, openings, to }) =>
    `I have ${openings.length === 1 ? 'one private field' : `${openings.length} private fields`} of ${about} told to ${to.length === 0 ? 'nobody but me' : to.length === 1 ? to[0] : `${to.length} persons`}.`,
};

/**
 * Keeps what opens commitments for those who are named, and gives what was kept: what is not committed to there is left out. Refuses
 * STATEMENT_UNKNOWN, NOT_ALLOWED, NOT_COMMITTED where nothing is, and what every request is refused for.
 */
export async function keepDisclosure(
  needs: RequestNeeds,
  signed: SignedRequest,
): Promise<Pick<DisclosureBody, 'openings' | 'to'>> {
  const { signer, body } = await acceptRequest(needs, discloseOpenings, signed);
  const { to } = body;
  return needs.database.transaction(async (tables) => {
    const own = await findOwnCommitments(tables, { about: body.about, signer });
    const openings = ownAmong(own, body.openings);
    const { about, keys } = own;
    const keptAt = needs.clock.now();
    await keepOpenings(
      tables,
      openings.map((opening) => ({
        ...opening,
        about,
        owner: signer,
        path: own.commitments.get(opening.commitment) ?? '',
        readers: to,
        keptAt,
      })),
      { about, keys, commitments: openings.map(({ commitment }) => commitment) },
    );
    return { openings, to };
  });
}
