import { evaluate, type Condition } from './three-valued.js';
import type { FactName, Facts } from './facts.js';
import { NAMES_MACHINE, OWN_INPUT_PERCEPTIBLE, PROMPTED } from './conditions.js';

interface Implication {
  readonly fact: FactName;
  readonly value: boolean;
  readonly when: Condition;
  readonly why: string;
}

/** What follows from what a fact means, and from nothing else: no law, and nothing that is only likely. */
const IMPLICATIONS: readonly Implication[] = [
  {
    fact: 'aiUsed',
    value: true,
    when: {
      any: [
        PROMPTED,
        NAMES_MACHINE,
        { fact: 'autonomous', equals: true },
        { fact: 'aiElements', isEmpty: false },
        { fact: 'aiPartAboveDeMinimis', equals: true },
        { fact: 'inputPerceptibleInOutput', equals: true },
        { fact: 'inputPerceptibleInOutput', equals: false },
      ],
    },
    why: 'Prompts, generated elements, the output of a generator and a machine as author are there only where one was used.',
  },
  {
    fact: 'aiPartAboveDeMinimis',
    value: true,
    when: { fact: 'autonomous', equals: true },
    why: 'What a machine made alone is the whole of the work.',
  },
  {
    fact: 'directHumanParticipation',
    value: false,
    when: { fact: 'autonomous', equals: true },
    why: 'Where a machine made it alone, nobody took part.',
  },
  {
    fact: 'promptsOnly',
    value: false,
    when: OWN_INPUT_PERCEPTIBLE,
    why: 'Own expression that went in and can be perceived is something beside the prompts.',
  },
];

export interface ImpliedFact {
  readonly fact: FactName;
  readonly value: boolean;
  readonly why: string;
}

/** The facts with what follows from them, and where what follows is the contrary of what is stated. */
export function withImplied(facts: Facts): {
  readonly facts: Facts;
  readonly implied: readonly ImpliedFact[];
  readonly contradicted: readonly ImpliedFact[];
} {
  const following = IMPLICATIONS.filter(({ when }) => evaluate(when, facts).holds === true).map(
    ({ fact, value, why }) => ({ fact, value, why }),
  );
  const implied = following.filter(({ fact }) => facts[fact] === null || facts[fact] === undefined);
  return {
    facts: { ...facts, ...Object.fromEntries(implied.map(({ fact, value }) => [fact, value])) },
    implied,
    contradicted: following.filter(({ fact, value }) => facts[fact] === !value),
  };
}
