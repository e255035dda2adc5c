import * as z from 'zod';
import { keysOfPersons } from '../people/key-store.js';
import { acceptRequest, type RequestNeeds, type SignedRequest } from '../register/accept-request.js';
import type { SignedKind } from '../register/statement-kind.js';
import { aboutSchema } from './opening.js';
import { keptUnder } from './find-commitments.js';
import { openingsAbout, type KeptOpening } from './opening-store.js';

const readingSchema = z.strictObject({ about: aboutSchema });

export type ReadingBody = Readonly<z.infer<typeof readingSchema>>;

export const readDisclosed: SignedKind<ReadingBody> = {
  kind: 'read-disclosed',
  description:
    'Somebody reads what is disclosed to them of a claim, a statement or a making. It is a request, and no part of the register.',
  body: readingSchema,
  role: 'reader',
  subject: ({ about }) => about,
  sentence: ({ about }) => `I read what is disclosed to me of ${about}.`,
};

/** What is disclosed to the signer, by any key of theirs, and what they disclosed themselves; nothing tells what else there is. */
export async function findDisclosed(needs: RequestNeeds, signed: SignedRequest): Promise<KeptOpening[]> {
  const { signer, body } = await acceptRequest(needs, readDisclosed, signed);
  const { tables } = needs.database;
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const openings = await openingsAbout(tables, keptUnder(body.about));
  return openings.filter(({ owner, readers }) => [owner, ...readers].some((key) => keys.includes(key)));
}
