import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { StatementKind } from '../register/statement-kind.js';
import { recoveryBodySchema, type RecoveryBody } from './key-rotation.js';
import { saveRecoveryList } from './key-store.js';

export const nameRecoveryKeys: StatementKind<RecoveryBody> = {
  kind: 'name-recovery-keys',
  description:
    'A person names keys that may put another in the place of their own, should it be lost. Whoever holds one of them can take over everything that the key holds. A later list replaces this one; a new key begins without any.',
  body: recoveryBodySchema,
  role: 'key-holder',
  subject: (body) => idOf('person', body.key),
  sentence: ({ recoveryKeys }) =>
    recoveryKeys.length === 0
      ? 'From now on nobody may replace my key.'
      : `My key may be replaced by: ${recoveryKeys.join(', ')}.`,
  files: () => [],
  touches: (body) => [body.key],
  keys: (body) => body.recoveryKeys,

  async decide(_tables, { signer, body: { key, recoveryKeys } }) {
    if (key !== signer)
      throw new Refusal(
        'NOT_ALLOWED',
        `Only ${key} may name its recovery keys; the statement is signed by ${signer}.`,
        { key, signer },
      );
    if (recoveryKeys.includes(key))
      throw new Refusal(
        'NOT_ALLOWED',
        `${key} cannot be its own recovery key: whoever loses it loses both. Name others.`,
        { key },
      );
    return null;
  },

  apply(tables, { cid, statement: { body } }) {
    return saveRecoveryList(tables, { ...body, statement: cid });
  },

  forgetting: { instead: 'It holds nothing but keys, on which rests who may sign.' },
};
