import { useAnswer } from '../ask/use-answer.js';
import { useSigner } from '../keys/signer-context.js';
import { keysOf } from './act.generated.js';

export interface OwnKeys {
  readonly keys: readonly string[];
  readonly isReplaced: boolean;
}

/** All keys of whoever has one open; null until the register has told. */
export function useOwnKeys(): OwnKeys | null {
  const { signer } = useSigner();
  const { answer } = useAnswer(keysOf, signer && { id: `person:${signer.address}` });
  if (!signer || !answer?.person) return null;
  return { keys: answer.person.keys, isReplaced: answer.person.presentKey !== signer.address };
}
