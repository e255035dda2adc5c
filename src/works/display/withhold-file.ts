import * as z from 'zod';
import { cidSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import { acceptRequest, type RequestNeeds, type SignedRequest } from '../../register/accept-request.js';
import type { SignedKind } from '../../register/statement-kind.js';
import type { Statement } from '../../register/statement.js';
import { filesByCid } from '../file-store.js';
import { withheldBy, type DisplayNotice } from './display-notice.js';
import { noticesOfFiles, saveNotice } from './display-store.js';

const bodySchema = z.strictObject({
  file: cidSchema,
  reason: plainText(1000).describe('Why, for everybody: it is logged, and shown in the place of the file'),
  notice: plainText(20_000)
    .optional()
    .describe('The notice that came (17 USC 512(c)(3)), for the operator alone'),
});

export type WithholdBody = Readonly<z.infer<typeof bodySchema>>;

export const withholdFile: SignedKind<WithholdBody> = {
  kind: 'withhold-file',
  description:
    'An operator of the server withholds a file from display after a notice. The reason is logged where anybody can read it, who speaks for a work of the file may answer, and the register stays as it is. It is a request, and no part of the register.',
  body: bodySchema,
  role: 'operator',
  subject: ({ file }) => `file:${file}`,
  sentence: ({ file, reason }) => `I withhold ${file} from display: ${reason}`,
};

const againSchema = z.strictObject({ file: cidSchema, reason: plainText(1000) });

export const showFileAgain: SignedKind<Readonly<z.infer<typeof againSchema>>> = {
  kind: 'show-file-again',
  description:
    'An operator of the server shows a file again that was withheld. It is a request, and no part of the register.',
  body: againSchema,
  role: 'operator',
  subject: ({ file }) => `file:${file}`,
  sentence: ({ file, reason }) => `I show ${file} again: ${reason}`,
};

export interface OperatorNeeds extends RequestNeeds {
  /** Addresses of the keys of those who operate the server. */
  readonly operators: readonly string[];
}

/** As acceptRequest, of an operator: refuses NOT_ALLOWED for whoever is none. */
export async function acceptOperatorRequest<Body>(
  needs: OperatorNeeds,
  kind: SignedKind<Body>,
  signed: SignedRequest,
): Promise<Statement<Body>> {
  const request = await acceptRequest(needs, kind, signed);
  const { signer } = request;
  if (needs.operators.includes(signer)) return request;
  throw new Refusal(
    'NOT_ALLOWED',
    `Only an operator of this server may do that; ${signer} is none. Operators are named in its configuration (OPERATORS).`,
    { signer },
  );
}

/** Withholds a file. Refuses NOT_ALLOWED, FILE_MISSING, WITHHELD_ALREADY and the codes of every signed request. */
export async function withhold(needs: OperatorNeeds, signed: SignedRequest): Promise<DisplayNotice[]> {
  const { signer, body } = await acceptOperatorRequest(needs, withholdFile, signed);
  return needs.database.transaction(async (tables) => {
    if (withheldBy(await noticesOf(tables, body.file)))
      throw new Refusal('WITHHELD_ALREADY', `${body.file} is withheld already.`, { file: body.file });
    const { file, reason, notice = null } = body;
    await saveNotice(tables, {
      file,
      step: 'withheld',
      reason,
      document: notice,
      by: signer,
      at: needs.clock.now(),
    });
    return noticesOfFiles(tables, [file]);
  });
}

/** Shows a file again. Refuses NOT_ALLOWED, FILE_MISSING, NOT_WITHHELD and the codes of every signed request. */
export async function showAgain(needs: OperatorNeeds, signed: SignedRequest): Promise<DisplayNotice[]> {
  const { signer, body } = await acceptOperatorRequest(needs, showFileAgain, signed);
  return needs.database.transaction(async (tables) => {
    const { file, reason } = body;
    if (!withheldBy(await noticesOf(tables, file)))
      throw new Refusal('NOT_WITHHELD', `${file} is not withheld.`, { file });
    await saveNotice(tables, {
      file,
      step: 'shown-again',
      reason,
      document: null,
      by: signer,
      at: needs.clock.now(),
    });
    return noticesOfFiles(tables, [file]);
  });
}

/** What was said of the display of a stored file; refuses FILE_MISSING. */
export async function noticesOf(tables: Tables, file: string): Promise<DisplayNotice[]> {
  if ((await filesByCid(tables, [file])).length === 0)
    throw new Refusal('FILE_MISSING', `No file ${file} is stored here.`, { cid: file });
  return noticesOfFiles(tables, [file]);
}
