import type { Condition } from './three-valued.js';

/** Conditions that several rules share; in a published pack they stand in full. */
export const PROMPTED: Condition = {
  any: [
    { fact: 'promptsOnly', equals: true },
    { fact: 'promptCount', atLeast: 1 },
    { fact: 'promptCharsMax', atLeast: 1 },
    { fact: 'prompts', equals: 'simple' },
    { fact: 'prompts', equals: 'detailed' },
  ],
};

/** A program is named as author or as one of the authors. */
export const NAMES_MACHINE: Condition = {
  any: [
    { fact: 'authorListed', equals: 'machine' },
    {
      all: [
        { not: { fact: 'coAuthorListed', equals: 'human' } },
        { not: { fact: 'coAuthorListed', equals: 'none' } },
      ],
    },
  ],
};

/** No human had a part in its expression, as stated. */
export const NO_HUMAN_PART: Condition = {
  any: [
    { fact: 'autonomous', equals: true },
    { fact: 'directHumanParticipation', equals: false },
    {
      all: [
        { fact: 'aiUsed', equals: true },
        { fact: 'humanContribution', isEmpty: true },
      ],
    },
  ],
};

export const SELECTED_OR_ARRANGED: Condition = {
  fact: 'humanContribution',
  includesAny: ['selection', 'coordination', 'arrangement', 'inpainting-region-choice', 'compositing'],
};

export const OWN_INPUT_PERCEPTIBLE: Condition = {
  all: [
    { fact: 'expressiveInput', isEmpty: false },
    { fact: 'inputPerceptibleInOutput', equals: true },
  ],
};
