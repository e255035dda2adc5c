import { idOf } from '../lib/ids.js';
import { isAcceptedBy } from '../people/key-acceptance.js';
import {
  keysBy,
  recoveryBodySchema,
  rotationBodySchema,
  type RecoveryBody,
  type RotationBody,
} from '../people/key-rotation.js';
import type { Statement } from '../register/statement.js';
import { namedKeys } from './named-keys.js';

/** A statement with its place in the log. */
export interface PlacedStatement {
  readonly index: number;
  readonly statement: Statement;
}

interface Placed<Body> extends PlacedStatement {
  readonly body: Body;
}

/** What statements say of which keys are one person, in the order of the log. */
export interface KeyHistory {
  readonly rotations: readonly Placed<RotationBody>[];
  readonly lists: readonly Placed<RecoveryBody>[];
}

/** Kinds of statement that are about persons and not about works. */
export const isAboutKeys = ({ kind }: Pick<Statement, 'kind'>): boolean =>
  kind === 'rotate-key' || kind === 'name-recovery-keys';

/** Reads the history; a statement whose body is not one of its kind is left out. */
export function keyHistory(statements: readonly PlacedStatement[]): KeyHistory {
  const ofKind = (kind: string) => statements.filter(({ statement }) => statement.kind === kind);
  return {
    rotations: ofKind('rotate-key').flatMap((placed) => {
      const { success, data: body } = rotationBodySchema.safeParse(placed.statement.body);
      return success ? [{ ...placed, body }] : [];
    }),
    lists: ofKind('name-recovery-keys').flatMap((placed) => {
      const { success, data: body } = recoveryBodySchema.safeParse(placed.statement.body);
      return success ? [{ ...placed, body }] : [];
    }),
  };
}

/** Why a rotation does not follow from what else is in the history; null where it does. */
export function rotationProblem(
  { rotations, lists }: KeyHistory,
  { index, statement: { origin, signer, subject }, body }: Placed<RotationBody>,
): string | null {
  const { from, to, acceptance } = body;
  if (subject !== idOf('person', from)) return `Its subject is ${subject}, and it replaces ${from}.`;
  if (!isAcceptedBy({ origin, from, to }, acceptance))
    return `Its acceptance is not a signature by the new key ${to}.`;
  if (signer === from) return null;
  const earlier = rotations.filter((other) => other.index < index);
  const signersKeys = keysBy(earlier.map((other) => ({ fromKey: other.body.from, toKey: other.body.to })))(
    signer,
  );
  const list = lists.findLast(
    (one) => one.index < index && one.body.key === from && one.statement.signer === from,
  );
  return list?.body.recoveryKeys.some((key) => signersKeys.includes(key))
    ? null
    : `It is signed by ${signer}, and no list in the package by which ${from} named that key precedes it.`;
}

/** Every key that has to do with a work: those that its statements name, and those before and after them. */
export function keysAround(statements: readonly PlacedStatement[]): ReadonlySet<string> {
  const { rotations } = keyHistory(statements);
  const keys = new Set(
    statements
      .filter(({ statement }) => !isAboutKeys(statement))
      .flatMap(({ statement }) => namedKeys(statement)),
  );
  for (let known = -1; known < keys.size;) {
    known = keys.size;
    for (const { statement, body } of rotations) {
      if (!keys.has(body.from) && !keys.has(body.to)) continue;
      for (const key of [body.from, body.to, statement.signer]) keys.add(key);
    }
  }
  return keys;
}
