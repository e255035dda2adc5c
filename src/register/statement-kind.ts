import type * as z from 'zod';
import type { Tables } from '../ports.js';
import type { FileReference, StoredFile } from '../works/file.js';
import type { Recorded } from './entry.js';
import type { RowCounts } from './forgetting/forgotten-rows-store.js';
import type { Statement } from './statement.js';

/** What somebody signs: the body's schema (published as JSON Schema), and the sentence that a wallet shows. */
export interface SignedKind<Body> {
  /** Named like the file, the function and the mutation, with hyphens: "register-work". */
  readonly kind: string;
  readonly description: string;
  readonly body: z.ZodType<Body>;
  /** In which role the signer speaks. */
  readonly role: string;
  subject(body: Body): string;
  sentence(body: Body): string;
}

/**
 * What can be declared: besides, the rule that admits it and what it changes. `No` is the answer when "no" is one with data, such as an
 * earlier work.
 */
export interface StatementKind<Body, No = never> extends SignedKind<Body> {
  /** The files that the statement names; all must be in the content store before it is recorded. */
  files(body: Body): readonly FileReference[];
  /**
   * Ids of all that its rule looks at and its effect changes. Statements that have none in common are decided and
   * applied together, each as if it were the first; their stores read and write by `lib/together.ts`. Left out: it may
   * look at anything, and takes its turn alone.
   */
  touches?(body: Body): readonly string[];
  /** Keys to which the statement gives something; it is refused where one was rotated, and nobody could use it. */
  keys(body: Body): readonly string[];
  /** The rule, in the transaction that would record it: throws a Refusal, answers no, or returns null for yes. */
  decide(tables: Tables, statement: Statement<Body>, files: readonly StoredFile[]): Promise<No | null>;
  /** What the statement changes; runs when it is recorded and again in every rebuild. */
  apply(tables: Tables, recorded: Recorded<Body>): Promise<void>;
  /** How its words are erased on demand, or what can be done instead where they cannot be; left out: they cannot be. */
  readonly forgetting?: Forgettable<Body> | { readonly instead: string };
}

/**
 * What an erasure leaves of a statement. It takes words, and never what followed from them for others: a claim stays contested, an event
 * that was replaced stays so, and nobody gains or loses anything by having something erased.
 */
export interface Forgettable<Body> {
  /**
   * What stays of the body: ids, keys, days, choices and digests of files. `apply` runs on it in every rebuild from then on. Null where
   * nothing stays: then nothing is applied, and nothing that came later may need it.
   */
  remains(body: Body): Body | null;
  /** Makes of the rows what `apply` would have made of the remains. Left out: no row holds any of its words. */
  forget?(
    tables: Tables,
    forgotten: { readonly index: bigint; readonly remains: Body | null },
  ): Promise<RowCounts>;
}
