import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { findEarlierWorks } from '../originality/find-earlier-works.js';
import type { JudgedMatch } from '../originality/match.js';
import type { StatementKind } from '../register/statement-kind.js';
import { saveWorkFiles } from './file-store.js';
import { saveWork, Works, worksById } from './work-store.js';
import { wordsOf } from './work-index.js';
import { workBodySchema, type Work, type WorkBody } from './work.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../register/forgetting/remains.js';

/** The answer to a registration whose picture looks like works that are registered already, the earliest first. */
export interface LooksLikeEarlierWork {
  readonly matches: readonly JudgedMatch[];
}

/** What is left of a work's words. */
function erased(makers: Work['makers']) {
  const left = { title: ERASED, makers, description: null };
  return { ...left, medium: null, altText: null, words: wordsOf(left) };
}

export const registerWork: StatementKind<WorkBody, LooksLikeEarlierWork> = {
  kind: 'register-work',
  description:
    'A work is entered into the catalogue: its files, title and makers. Registered is not examined. A picture that looks like an earlier work is not entered, unless differsFrom names every such work; the very same bytes never are.',
  body: workBodySchema,
  role: 'registrant',
  // A work's id follows from the statement itself, so the subject is its picture.
  subject: (body) => idOf('file', body.files[0]?.cid ?? ''),
  sentence: (body) =>
    `I register the work "${body.title}" with ${body.files.length === 1 ? 'one file' : `${body.files.length} files`}.`,
  files: (body) => body.files,
  keys: () => [],

  async decide(tables, { signer, body }, files) {
    const [picture] = files;
    if (!picture?.pdq)
      throw new Refusal(
        'NOT_AN_IMAGE',
        `The first file of a work is its picture; ${picture?.cid} is ${picture?.mediaType}.`,
      );
    const others = body.differsFrom ?? [];
    const known = new Set((await worksById(tables, others)).map(({ id }) => id));
    const unknown = others.find((id) => !known.has(id));
    if (unknown)
      throw new Refusal('WORK_UNKNOWN', `differsFrom names ${unknown}, which is not registered.`, {
        work: unknown,
      });
    const { matches } = await findEarlierWorks(tables, files, signer);
    const unsettled = matches.filter(
      ({ relation, work }) => relation === 'exact-bytes' || !others.includes(work),
    );
    return unsettled.length > 0 ? { matches: unsettled } : null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const id = idOf('work', cid);
    const { title, makers, dateMade = null, medium = null, description = null, altText = null } = body;
    await saveWork(tables, {
      id,
      statementIndex: index,
      title,
      makers,
      dateMade,
      medium,
      description,
      altText,
      registrant: signer,
      registeredAt: recordedAt,
    });
    await saveWorkFiles(
      tables,
      body.files.map(({ cid: file }, position) => ({ work: id, position, file })),
    );
  },

  // What makes it a work stays: its files, and the keys of its makers, on which claims and title rest.
  forgetting: {
    remains: ({ makers, dateMade, files, differsFrom }) => ({
      title: ERASED,
      makers: makers.map(({ person }) => ({ name: ERASED, ...(person !== undefined && { person }) })),
      ...(dateMade !== undefined && { dateMade }),
      files,
      ...(differsFrom && { differsFrom }),
    }),
    forget: (tables, { index, remains }) =>
      rewriteMade(tables, Works, { index, to: erased(remains?.makers ?? []) }),
  },
};
