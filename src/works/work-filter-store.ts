import { dayOf } from '../originality/derivation-permission.js';
import { SAME_COLOUR, type WorkFilter, type WorkState } from './work-filter.js';

/**
 * Chooses rows w of works: what stands before the SELECT, a condition, and the values of the parameters of both, which are numbered after so
 * many others.
 */
export type ChooseWorks = (after: number) => {
  readonly before: string;
  readonly where: string;
  readonly parameters: readonly unknown[];
};

export const ALL_WORKS: ChooseWorks = () => ({ before: '', where: 'TRUE', parameters: [] });

/** Chooses works whose registration names one of some keys as a maker's. */
export const namingMaker =
  (keys: readonly string[]): ChooseWorks =>
  (after) => ({
    before: '',
    where: `jsonb_path_query_array(w.makers, '$[*].person') ?| $${after + 1}::text[]`,
    parameters: [keys],
  });

interface Given {
  readonly filter: WorkFilter;
  readonly now: Date;
  /** Works that are contested; looked at for a state alone. */
  readonly contested: readonly string[];
}

/** Writes a value's place. */
type Put = (value: unknown) => string;

/** A claim c is upheld by somebody who signed it. */
export const STANDS =
  'EXISTS (SELECT FROM claimants p WHERE p.claim = c.id AND p.signed_at IS NOT NULL AND p.withdrawn_at IS NULL)';

/**
 * Chooses works by a filter. What is said of works elsewhere is made sets of ids, each read once, and those are cut with one another: joined
 * to the works in one query, a set that the planner takes for small is read anew for each work of another.
 */
export const choiceBy =
  ({ filter, now, contested }: Given): ChooseWorks =>
  (after) => {
    const parameters: unknown[] = [];
    const put: Put = (value) => `$${after + parameters.push(value)}`;
    const { words, tool, made, licence, state, colour } = filter;
    const sets = [
      tool === null ? [] : withTool(tool, put),
      licence === null ? [] : withLicence(licence, { now, put }),
      colour === null ? [] : withColour(colour, put),
    ].flat();
    const where = [
      sets.length === 0 ? [] : 'w.id IN (SELECT work FROM chosen)',
      words === null ? [] : withWords(words, put),
      made === null ? [] : madeWithin(made, put),
      state === null ? [] : inState(state, { contested, put }),
    ].flat();
    return {
      before: sets.length === 0 ? '' : `WITH chosen(work) AS MATERIALIZED (${sets.join(' INTERSECT ')})`,
      where: where.join(' AND ') || 'TRUE',
      parameters,
    };
  };

const withWords = (words: readonly string[], put: Put): string =>
  `w.words @@ ${put(words.map((word) => `'${word}':*`).join(' & '))}::tsquery`;

/** An empty bound would be an open one. */
const madeWithin = ({ from, to }: NonNullable<WorkFilter['made']>, put: Put): string =>
  `w.made_from IS NOT NULL
   AND int4range(w.made_from, w.made_to, '[]') && int4range(${put(from)}::integer, ${put(to)}::integer, '[]')`;

const withTool = (tool: string, put: Put): string =>
  `(SELECT t.work FROM work_tools t WHERE t.tool = ${put(tool)})`;

function withLicence(licence: string, { now, put }: { readonly now: Date; readonly put: Put }): string {
  const today = put(dayOf(now));
  return `(SELECT l.work FROM licences l
            WHERE l.body ->> 'standard' = ${put(licence)} AND l.withdrawn_at IS NULL AND l.body ->> 'to' IS NULL
              AND coalesce(l.body ->> 'from', '') <= ${today} AND coalesce(l.body ->> 'until', '9999') >= ${today})`;
}

function withColour({ l, a, b }: NonNullable<WorkFilter['colour']>, put: Put): string {
  const axes = Object.entries({ l, a, b }).map(([axis, value]) => ({
    column: `c.${axis}`,
    value: `${put(value)}::real`,
  }));
  const box = axes.map(
    ({ column, value }) => `${column} BETWEEN ${value} - ${SAME_COLOUR} AND ${value} + ${SAME_COLOUR}`,
  );
  const squares = axes.map(({ column, value }) => `(${column} - ${value}) ^ 2`);
  return `(SELECT f.work FROM picture_colours c JOIN work_files f ON f.file = c.file AND f.position = 0
            WHERE ${box.join(' AND ')} AND ${squares.join(' + ')} <= ${SAME_COLOUR ** 2})`;
}

/** Asked of each work in turn: most are claimed. */
function inState(
  state: WorkState,
  { contested, put }: { readonly contested: readonly string[]; readonly put: Put },
): string {
  const ids = `${put(contested)}::text[]`;
  if (state === 'contested') return `w.id = ANY (${ids})`;
  const claimed = `(SELECT true FROM claims c WHERE c.work = w.id AND ${STANDS} LIMIT 1)`;
  return `w.id <> ALL (${ids}) AND ${claimed} IS ${state === 'claimed' ? '' : 'NOT '}TRUE`;
}
