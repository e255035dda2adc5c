import { requireCapacity } from '../claims/find-capacity.js';
import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { Tables } from '../ports.js';
import type { StatementKind } from '../register/statement-kind.js';
import { workById, worksById } from '../works/work-store.js';
import { Derivations, pairOf, saveDerivation, standingBetween, worksReached } from './derivation-store.js';
import { derivationBodySchema, type DerivationBody } from './derivation.js';
import { WAYS_IN_WORDS } from './derivation-ways.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';

/** How many works may be on one side of a derivation before the other side is looked at instead. */
const MOST_REACHED = 1000;

const reachedBy = (competing: boolean) => ({
  sources: worksReached('sources', { most: MOST_REACHED + 1, competing }),
  derivatives: worksReached('derivatives', { most: MOST_REACHED + 1, competing }),
});

/** Through what everybody declared, and without what competing claimants did. */
const REACHED = { all: reachedBy(true), uncontested: reachedBy(false) };

/**
 * What all declarations and withdrawals have in common: whether one closes a circle depends on derivations between works
 * that it does not name, so no two of them are decided at once.
 */
export const ALL_DERIVATIONS = 'derivations';

export const declareDerivation: StatementKind<DerivationBody> = {
  kind: 'declare-derivation',
  description:
    'Who registered a work, or upholds a claim on it, declares that it derives from another registered work, and how. It is recorded, not examined, and says nothing of whether it was permitted.',
  body: derivationBodySchema,
  role: 'registrant-or-claimant',
  subject: (body) => body.work,
  sentence: ({ work, how, source }) => `I declare that ${work} ${WAYS_IN_WORDS[how]} ${source}.`,
  files: () => [],
  touches: (body) => [body.work, ALL_DERIVATIONS],
  keys: () => [],

  async decide(tables, { signer, body }) {
    if (body.work === body.source)
      throw new Refusal('SELF_DERIVATION', `${body.work} cannot derive from itself. Name another source.`, {
        work: body.work,
      });
    const works = await worksById(tables, [body.work, body.source]);
    const work = works.find(({ id }) => id === body.work);
    const unknown = [body.work, body.source].find((id) => !works.some((one) => one.id === id));
    if (!work || unknown !== undefined)
      throw new Refusal('WORK_UNKNOWN', `${unknown} is not registered here.`, { work: unknown });
    const capacity = await requireCapacity(tables, { work, signer }, 'declare from what it derives');
    // What a competing claimant declared, which anybody could, keeps no one else from declaring.
    const isCompeting = capacity === 'competing-claimant';
    const standing = (await standingBetween(tables, [pairOf(body)])).find(
      (one) => isCompeting || one.capacity !== 'competing-claimant',
    );
    if (standing)
      throw new Refusal(
        'DERIVED_ALREADY',
        `${body.work} is declared to derive from ${body.source} already, by ${standing.id}. Whoever declared that may withdraw it.`,
        { derivation: standing.id },
      );
    await checkNoCircle(tables, body, { competing: isCompeting });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { work: id, source, how, note = null } = body;
    const work = await workById(tables, id);
    if (!work) throw new Error(`${id} was registered before and is gone`);
    await saveDerivation(tables, {
      id: idOf('derivation', cid),
      statementIndex: index,
      work: id,
      source,
      how,
      note,
      declaredBy: signer,
      capacity: await requireCapacity(tables, { work, signer }, 'declare from what it derives'),
      declaredAt: recordedAt,
      withdrawnAt: null,
      withdrawal: null,
    });
  },

  forgetting: {
    remains: ({ work, source, how }) => ({ work, source, how }),
    forget: (tables, { index }) => rewriteMade(tables, Derivations, { index, to: { note: null } }),
  },
};

/**
 * Refuses what would make a work its own source. Looks for the work among the sources of its source; where those are too
 * many, for the source among the derivatives of the work, of which a new work has none.
 */
async function checkNoCircle(
  tables: Tables,
  { work, source }: DerivationBody,
  { competing }: { competing: boolean },
): Promise<void> {
  const reads = competing ? REACHED.all : REACHED.uncontested;
  for (const [read, from, to] of [
    [reads.sources, source, work],
    [reads.derivatives, work, source],
  ] as const) {
    const reached = await read(tables, [from]);
    if (reached.some((one) => one.work === to))
      throw new Refusal(
        'CIRCULAR_DERIVATION',
        `${source} derives from ${work} already, directly or through other works, so ${work} cannot derive from it. See derivationGraph.`,
        { work, source },
      );
    if (reached.length <= MOST_REACHED) return;
  }
  throw new Refusal(
    'TOO_MANY_DERIVATIONS',
    `${source} derives from more than ${MOST_REACHED} works, and as many derive from ${work}: whether this would close a circle cannot be told.`,
    { work, source, most: MOST_REACHED },
  );
}
