import type { Tables } from '../ports.js';
import { derivationPages, type DerivationPage, type Direction } from './derivation-store.js';
import type { Derivation } from './derivation.js';

/** The most of one sort that are given at once; GraphQL pages through all of them. */
const MOST = 200;

/** Registered derivations of one sort, the earliest declared first. */
interface Listed {
  readonly derivations: readonly Derivation[];
  /** More of them are registered than are given. */
  readonly isTruncated: boolean;
}

/** Both ways: from what a work derives, and what derives from it. */
interface BothWays {
  readonly from: Listed;
  readonly to: Listed;
}

/** What is registered of a work: derivations that stand, and those that were withdrawn. */
export interface RegisteredDerivations {
  readonly work: string;
  readonly standing: BothWays;
  readonly withdrawn: BothWays;
}

/** The registered derivations of several works, in their order, in two SQL statements. */
export async function derivationsOf(
  tables: Tables,
  works: readonly string[],
): Promise<RegisteredDerivations[]> {
  const pages = works.flatMap((work) =>
    [true, false].map((isStanding): DerivationPage => ({ work, isStanding, after: -1n, limit: MOST + 1 })),
  );
  const listed = async (direction: Direction): Promise<Listed[]> =>
    (await derivationPages(tables, direction, pages)).map((found) => ({
      derivations: found.slice(0, MOST),
      isTruncated: found.length > MOST,
    }));
  const from = await listed('sources');
  const to = await listed('derivatives');
  const nothing: Listed = { derivations: [], isTruncated: false };
  const both = (at: number): BothWays => ({ from: from[at] ?? nothing, to: to[at] ?? nothing });
  return works.map((work, at) => ({ work, standing: both(2 * at), withdrawn: both(2 * at + 1) }));
}
