import { readFile } from 'node:fs/promises';
import { isErrorOf } from '../adapters/process-identity.js';
import { utf8Text } from '../evidence/read-json.js';
import { messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';
import { evaluateRules, type RuleEvaluation, type RuleFinding } from '../rights/rules/evaluate-rules.js';
import { FACT_NAMES, factsSchema, type FactName, type Facts } from '../rights/rules/facts.js';
import { readFacts } from '../rights/rules/read-facts.js';
import type { AuthorityStatus, Polarity, RulePack } from '../rights/rules/rule.js';
import { packsFor, RULE_PACKS } from '../rights/rules/rule-packs.js';
import { textOptions, WrongUsage, type Command } from './command.js';
import { dayOption } from './read-option.js';
import { printable } from './printable.js';

export const rightsCommand: Command = {
  name: 'rights',
  usage: 'rights FACTS.json --as-of DATE [--jurisdiction XX]…',
  help: `Tells what the rules of authorship of several jurisdictions find in facts, for and against, with the authority of each. It informs and does not
advise, and decides nothing: there is no answer that somebody is the author. Needs no server, and sends nothing anywhere.

  FACTS.json         One JSON object, as schema/authorship-facts.json says, which tells what each fact means. What is not known is null or left
                     out: a rule that turns on it then names it under "needed", and nothing is guessed. A finding that presumes
                     something names it ("presumed"). The facts: ${factLines()}.
  --as-of DATE       The day as of which the law is asked, such as 2026-05-01: rules that were not in force on it are left out.
  --jurisdiction XX  Asks one pack: ${RULE_PACKS.map(({ jurisdiction }) => jurisdiction).join(', ')}; a member state of the EU, such as DE, asks the EU's, in which decisions of
                     DE and CZ stand. May be given several times; all are asked without it.

--json prints {asOf, packs: [{jurisdiction, version, sha256, reviewedBy, review}], factsSha256, implied: [{fact, value, why}], findings: [{rule, jurisdiction,
code, polarity, text, citations, contraryAuthority, status, presumed, missingFacts, reviewedBy, review}], needed: [{rule, jurisdiction, facts}],
notInForce: [{rule, jurisdiction, effectiveFrom, effectiveTo}], notice}. polarity is supports, weighsAgainst, duty, status or indeterminate; status
is statute, final-decision, first-instance-decision, official-guidance or pending. The digests are SHA-256 of canonical JSON (RFC 8785), of the pack
and of the facts as given. Sources: 17 USC, 88 FR 16190 and the US Copyright Office's Part 2 (2025); CDPA 1988; Infopaq, Painer, AG München 142 C 9786/25,
Prague 10 C 13/2023, Regulation (EU) 2024/1689; decisions of Beijing and Zhangjiagang, GB 45438-2025; guidance of Japan and Korea; Law
2811-IX of Ukraine; India's Copyright Act 1957; CIPPIC v Sahni. The packs are in schema/rule-packs, their form is schema/rule-pack.json. None is
reviewed by counsel.
Exit code: 0 evaluated; 1 refused (NO_SUCH_FILE, NOT_JSON, BAD_FACTS with each place); 2 wrong usage.`,
  options: { 'as-of': { type: 'string' }, jurisdiction: { type: 'string', multiple: true } },
  arity: 1,
  async run({ arguments: [path = ''], options }) {
    const asOf = dayOption(options, 'as-of');
    const packs = packsOf(textOptions(options, 'jurisdiction'));
    const evaluation = evaluateRules(await factsIn(path), { asOf, packs });
    return { json: evaluation, text: printable(describe(evaluation, packs)) };
  },
};

function factLines(): string {
  const lines: string[] = [''];
  for (const name of FACT_NAMES) {
    const line = `${lines.pop()} ${name}`;
    lines.push(line);
    if (line.length > 90) lines.push('');
  }
  return lines.join(`\n${' '.repeat(20)}`).trim();
}

/** An unknown code is wrong usage here: the line can be mended. */
function packsOf(codes: readonly string[]): readonly RulePack[] {
  try {
    return packsFor(codes);
  } catch (error) {
    if (error instanceof Refusal) throw new WrongUsage(`--jurisdiction: ${error.message}`);
    throw error;
  }
}

const MAX_BYTES = 1_000_000;

async function factsIn(path: string): Promise<Facts> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (isErrorOf(cause, 'ENOENT') || isErrorOf(cause, 'EISDIR'))
      throw new Refusal('NO_SUCH_FILE', `There is no file ${path}.`, { path }, { cause });
    throw cause;
  });
  if (bytes.length > MAX_BYTES)
    throw new Refusal('BAD_FACTS', `${path} is longer than facts can be: ${MAX_BYTES} bytes.`, { path });
  const text = utf8Text(bytes);
  if (text === null) throw new Refusal('NOT_JSON', `${path} is not text in UTF-8.`, { path });
  const read = readFacts(parsed(text, path));
  if ('facts' in read) return read.facts;
  const { problems } = read;
  const shown = problems.slice(0, 20).map(({ place, problem }) => `${place} ${problem}`);
  throw new Refusal('BAD_FACTS', printable(`${path} cannot be asked about: ${shown.join('; ')}.`), {
    path,
    problems,
  });
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('NOT_JSON', `${path} is not JSON: ${messageOf(cause)}.`, { path }, { cause });
  }
}

const POLARITY_WORDS: Readonly<Record<Polarity, string>> = {
  supports: 'Supports the claim',
  weighsAgainst: 'Weighs against the claim',
  duty: 'A duty',
  status: 'State of the law',
  indeterminate: 'Undetermined',
};

const STATUS_WORDS: Readonly<Record<AuthorityStatus, string>> = {
  statute: 'statute',
  'final-decision': 'decision that is final',
  'first-instance-decision': 'decision of first instance',
  'official-guidance': 'official guidance, which binds no court',
  pending: 'pending',
};

function describe(evaluation: RuleEvaluation, packs: readonly RulePack[]): string {
  const { asOf, implied, notice } = evaluation;
  return [
    `Rules of authorship as of ${asOf}`,
    notice,
    ...implied.map(({ fact, value, why }) => `Follows from the facts: ${fact} is ${value}. ${why}`),
    ...packs.flatMap((pack) => ['', ...packLines(pack, evaluation)]),
  ].join('\n');
}

function packLines(
  { jurisdiction, name, version, review, rules }: RulePack,
  { packs, findings, needed, notInForce }: RuleEvaluation,
): string[] {
  const isOurs = (one: { rule: string; jurisdiction: string }) =>
    rules.some((rule) => rule.id === one.rule && rule.jurisdiction === one.jurisdiction);
  const found = findings.filter(isOurs);
  const sha256 = packs.find((one) => one.jurisdiction === jurisdiction)?.sha256 ?? '';
  return [
    `${jurisdiction}  ${name}`,
    `  Pack ${version}, sha256:${sha256}, ${review}.`,
    ...(found.length === 0 ? ['  Nothing was found by what is known.'] : found.flatMap(findingLines)),
    ...needed.filter(isOurs).flatMap(({ rule, facts }) => [`  ${rule} needs to know:`, ...meanings(facts)]),
    ...notInForce
      .filter(isOurs)
      .map(
        ({ rule, effectiveFrom, effectiveTo }) =>
          `  ${rule} was not in force: from ${effectiveFrom}${effectiveTo === null ? '' : ` to ${effectiveTo}`}.`,
      ),
  ];
}

const findingLines = (finding: RuleFinding): string[] => [
  `  ${finding.rule}  ${POLARITY_WORDS[finding.polarity]}: ${finding.text}`,
  `    Authority (${STATUS_WORDS[finding.status]}; ${finding.jurisdiction}): ${finding.citations.join('; ')}`,
  `    Against it: ${finding.contraryAuthority.join(' ')}`,
  ...(finding.presumed.length > 0
    ? [`    Presumed, since it is not known: ${finding.presumed.join(', ')}`]
    : []),
  ...(finding.missingFacts.length > 0
    ? ['    Would make it more whole:', ...meanings(finding.missingFacts).map((line) => `  ${line}`)]
    : []),
];

const meanings = (facts: readonly FactName[]): string[] =>
  facts.map((name) => `    ${name}: ${factsSchema.shape[name].description ?? ''}`);
