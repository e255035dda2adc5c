import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { Tables } from '../ports.js';
import type { StatementKind } from '../register/statement-kind.js';
import { movableHoldings, moveHoldings } from '../title/move-holdings.js';
import { isAcceptedBy } from './key-acceptance.js';
import { keysBy, rotationBodySchema, type KeyRotation, type RotationBody } from './key-rotation.js';
import { keysOfPersons, recoveryListsOf, rotationsOf, saveRotation } from './key-store.js';

export const rotateKey: StatementKind<RotationBody> = {
  kind: 'rotate-key',
  description:
    "A person's key is replaced by another: signed by the key itself, or by a recovery key that it had named. From then on the old key signs nothing here, and the new one may do all that it might; what it holds is the new key's. It is no change of title: both keys are one person. It cannot be taken back.",
  body: rotationBodySchema,
  role: 'key-holder',
  subject: (body) => idOf('person', body.from),
  sentence: ({ from, to, reason }) =>
    `I put ${to} in the place of the key ${from} (${reason}). This cannot be taken back.`,
  files: () => [],
  // What stands against these is told by decide, which knows more of it.
  keys: () => [],

  async decide(tables, { origin, signer, body }) {
    const { from, to, acceptance } = body;
    checkKeysAreFree(body, await rotationsOf(tables, [from, to]));
    if (signer !== from) await checkRecoveryKey(tables, { signer, from });
    if (!isAcceptedBy({ origin, from, to }, acceptance))
      throw new Refusal(
        'WRONG_ACCEPTANCE',
        `The acceptance is not signed by ${to}: that key must sign that it takes the place of ${from} (keyAcceptance gives the document). A contract wallet cannot.`,
        { from, to },
      );
    await movableHoldings(tables, { from, to });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { from, to, reason, note = null } = body;
    const keysOf = await keysOfPersons(tables, [from]);
    await saveRotation(tables, {
      fromKey: from,
      toKey: to,
      firstKey: keysOf(from)[0] ?? from,
      signer,
      reason,
      note,
      statementIndex: index,
      statement: cid,
      rotatedAt: recordedAt,
    });
    await moveHoldings(tables, { from, to, by: { index, cid, recordedAt } });
  },

  forgetting: { instead: 'It holds nothing but keys, on which rests who may sign.' },
};

/** Each key has one before it and one after it at most: so persons neither part nor merge unseen, nor go round. */
function checkKeysAreFree({ from, to }: RotationBody, rotations: readonly KeyRotation[]): void {
  const gone = rotations.find(({ fromKey }) => fromKey === from);
  if (gone)
    throw new Refusal(
      'KEY_ROTATED',
      `${from} was replaced by ${gone.toKey} already. Rotate ${keysBy(rotations)(from).at(-1)}.`,
      { key: from, presentKey: keysBy(rotations)(from).at(-1) },
    );
  const why =
    from === to
      ? 'it is the key that is to be replaced'
      : rotations.some(({ fromKey }) => fromKey === to)
        ? 'it was itself replaced by another'
        : rotations.some(({ toKey }) => toKey === to)
          ? 'it has taken the place of another already'
          : null;
  if (why !== null)
    throw new Refusal(
      'BAD_SUCCESSOR',
      `${to} cannot take the place of ${from}: ${why}. Make a new key for it.`,
      { from, to },
    );
}

async function checkRecoveryKey(
  tables: Tables,
  { signer, from }: { signer: string; from: string },
): Promise<void> {
  const [list] = await recoveryListsOf(tables, [from]);
  const keysOf = await keysOfPersons(tables, [signer]);
  // A recovery key may have been rotated too: then its successor speaks for it.
  if (list && keysOf(signer).some((key) => list.recoveryKeys.includes(key))) return;
  throw new Refusal(
    'NOT_ALLOWED',
    `Only ${from} itself or a recovery key that it named may rotate it; ${signer} is neither.`,
    { from, signer },
  );
}
