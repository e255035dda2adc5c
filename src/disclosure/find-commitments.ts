import { idOf, parseId } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { makingsById } from '../making/making-store.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { readStored } from '../register/read-stored.js';
import { statementsByCid, statementsOfSubject } from '../register/statement-store.js';
import { commitmentsIn } from './opening.js';

/** What a person committed to in a claim, a statement or a making. */
export interface OwnCommitments {
  /** As openings are kept by: a claim by the statement that made it. */
  readonly about: string;
  /** By commitment, of what it is: a JSON Pointer. */
  readonly commitments: ReadonlyMap<string, string>;
  /** All keys of the person. */
  readonly keys: readonly string[];
}

/** One id for what has two: a claim is named by its own id, and by that of the statement that made it. */
export function keptUnder(about: string): string {
  const id = parseId(about);
  return id?.kind === 'claim' ? idOf('statement', id.name) : about;
}

/**
 * The commitments that a person made in a claim, a statement or a making, by any key of theirs. Refuses STATEMENT_UNKNOWN, and NOT_ALLOWED
 * where somebody else made them.
 */
export async function findOwnCommitments(
  tables: Tables,
  { about, signer }: { readonly about: string; readonly signer: string },
): Promise<OwnCommitments> {
  const { kind, name } = parseId(about) ?? { kind: null, name: '' };
  const isMaking = kind === 'making';
  const statements = isMaking
    ? await statementsOfSubject(tables, { subject: about })
    : await statementsByCid(tables, [name]);
  if (isMaking ? (await makingsById(tables, [about])).length === 0 : statements.length === 0)
    throw new Refusal('STATEMENT_UNKNOWN', `${about} is not recorded here.`, { about });
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const own = statements.filter((statement) => keys.includes(statement.signer));
  if (own.length === 0)
    throw new Refusal(
      'NOT_ALLOWED',
      `${signer} signed nothing of ${about}: what is private there is not theirs.`,
      { about, signer },
    );
  return {
    about: keptUnder(about),
    commitments: new Map(
      own.flatMap((statement) =>
        commitmentsIn(readStored(statement).body).map(({ commitment, path }) => [commitment, path] as const),
      ),
    ),
    keys,
  };
}

/** Those of some commitments that are a person's own; refuses NOT_COMMITTED where none is. */
export function ownAmong<One extends { readonly commitment: string }>(
  { commitments, about }: OwnCommitments,
  asked: readonly One[],
): One[] {
  const own = asked.filter(({ commitment }) => commitments.has(commitment));
  if (own.length > 0) return own;
  throw new Refusal('NOT_COMMITTED', `${about} holds none of these commitments of yours.`, { about });
}
