import { idOf, type IdKind } from '../lib/ids.js';

/** Kinds of statement about a work itself that make something of their own, about which others may be: with its id's kind. */
const MAKES: Readonly<Record<string, IdKind>> = {
  'claim-authorship': 'claim',
  'declare-derivation': 'derivation',
  'permit-derivation': 'permission',
  'grant-licence': 'licence',
};

/** Whether statements of a kind are about a work itself, and never about what was made on one. */
export const makesOnWork = (kind: string): boolean => Object.hasOwn(MAKES, kind);

/** Id of what a statement makes on a work; none for kinds that make nothing. */
export const madeOnWork = ({ kind, cid }: { readonly kind: string; readonly cid: string }): string[] => {
  const made = makesOnWork(kind) ? MAKES[kind] : undefined;
  return made ? [idOf(made, cid)] : [];
};
