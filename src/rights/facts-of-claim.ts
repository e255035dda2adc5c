import type { ClaimBody } from '../claims/claim.js';
import type { MakingGrade } from '../making/making-evidence.js';
import type { FactName, Facts } from './rules/facts.js';

/** Where in the register a fact is told. */
export interface FactSource {
  readonly fact: FactName;
  /** Such as `claim: /acts`, as a JSON Pointer into the claim's body. */
  readonly from: string;
}

export interface FactsOfRecord {
  readonly facts: Facts;
  readonly sources: readonly FactSource[];
}

/**
 * What a claim's own record tells of the facts that rules ask for: what its claimants stated, and how the register grades the ledgers of its making.
 * What the record leaves open, withholds, or tells in words alone is not known, and stays so.
 */
export function factsOfClaim(
  { claimants, basis, acts, generations, materialExcluded, withheld = [] }: ClaimBody,
  { grades }: { grades: readonly MakingGrade[] },
): FactsOfRecord {
  const isTold = (list: string) =>
    !withheld.some(({ path }) => path === `/${list}` || path.startsWith(`/${list}/`));
  const told: { fact: FactName; value: Facts[FactName]; from: string }[] = [];
  const tell = <Name extends FactName>(fact: Name, value: Facts[Name], from: string) =>
    value === null || value === undefined ? undefined : told.push({ fact, value, from });

  const isByAuthors = basis === 'author' || basis === 'joint-authors';
  tell('authorListed', isByAuthors ? 'human' : null, '/basis');
  tell('claimantIsAuthor', isByAuthors ? true : basis === 'transfer-by-author' ? false : null, '/basis');
  tell('humanAuthors', isByAuthors ? claimants.length : null, '/claimants');
  if (acts && isTold('acts')) {
    const kinds = [...new Set(acts.map(({ kind }) => kind))];
    tell('humanContribution', kinds, '/acts');
    tell(
      'modification',
      kinds.filter((kind) => AFTERWARDS.has(kind)),
      '/acts',
    );
  }
  if (generations && generations.length > 0) {
    tell('aiUsed', true, '/generations');
    const prompts = generations.map(({ prompt }) => prompt);
    const lengths = prompts.flatMap((prompt) =>
      prompt && 'text' in prompt ? [Array.from(prompt.text).length] : [],
    );
    if (isTold('generations') && lengths.length === prompts.length)
      tell('promptCharsMax', Math.max(...lengths), '/generations');
  }
  tell(
    'aiElements',
    materialExcluded && isTold('materialExcluded') ? materialExcluded : null,
    '/materialExcluded',
  );
  tell('processRecord', processRecord(grades), '/makings');
  tell('registeredWithoutExamination', true, 'the register');
  return {
    facts: Object.fromEntries(told.map(({ fact, value }) => [fact, value])),
    sources: told.map(({ fact, from }) => ({ fact, from: from.startsWith('/') ? `claim: ${from}` : from })),
  };
}

/** Acts on what a generator put out. */
const AFTERWARDS: ReadonlySet<string> = new Set([
  'compositing',
  'overpainting',
  'colour',
  'retouching',
  'arrangement',
]);

/** Whether a ledger was kept while the work was made: yes where one was, no where all that there are came afterwards. */
function processRecord(grades: readonly MakingGrade[]): boolean | null {
  if (grades.includes('while-it-was-made')) return true;
  return grades.length > 0 && grades.every((grade) => grade === 'afterwards') ? false : null;
}
