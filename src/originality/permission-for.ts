import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { permissionInForce, type DerivationPermission } from './derivation-permission.js';
import { permissionsTo } from './derivation-store.js';
import type { DerivationWay } from './derivation-ways.js';

interface Question {
  /** The work from which somebody derives. */
  readonly source: string;
  /** Any key of theirs. */
  readonly personKey: string;
  /** Null or left out for any way: a permission for some ways then counts too. */
  readonly how?: DerivationWay | null;
  readonly at: Date;
}

/**
 * The recorded permission by which a person may derive from a work at an instant, or null: recorded by then, not
 * withdrawn, not over. Of several the one whose signer spoke most strongly for the work (`capacity`): whoever relies on
 * it must look at that, since anybody can be a competing claimant.
 */
export async function permissionFor(
  tables: Tables,
  { source, personKey, how = null, at }: Question,
): Promise<DerivationPermission | null> {
  const keysOf = await keysOfPersons(tables, [personKey]);
  return permissionInForce(await permissionsTo(tables, { sources: [source], keys: keysOf(personKey) }), {
    how,
    at,
  });
}
