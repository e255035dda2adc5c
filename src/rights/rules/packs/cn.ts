import { packOf } from './pack-of.js';

const LI = 'Li v Liu, Beijing Internet Court, 27 November 2023, (2023) Jing 0491 Min Chu 11279';
const FENG = 'Feng v Dongshan, Zhangjiagang People’s Court, 19 March 2025 (in force after the appeal lapsed)';
const BEIJING = 'Beijing Internet Court, 16 September 2025 (burden of showing the process)';

export const CN_PACK = packOf('CN', {
  name: 'China: Copyright Law, decisions on generated pictures, labelling',
  rules: [
    {
      id: 'CN-01',
      effectiveFrom: '2023-11-27',
      authorityStatus: 'final-decision',
      when: {
        all: [
          { fact: 'prompts', equals: 'detailed' },
          { fact: 'parametersSet', equals: true },
          { fact: 'iterations', atLeast: 1 },
          { fact: 'humanContribution', includesAny: ['selection', 'arrangement'] },
        ],
      },
      finding: {
        code: 'PROMPTS_PARAMETERS_SELECTION',
        polarity: 'supports',
        text: 'Prompts, parameters, iteration and selection taken together may be an intellectual achievement of a person and support a claim, depending on the case.',
      },
      missingFacts: ['processRecord'],
      citations: [LI],
      contraryAuthority: [FENG, BEIJING],
    },
    {
      id: 'CN-02',
      effectiveFrom: '2025-03-19',
      authorityStatus: 'final-decision',
      when: { fact: 'prompts', equals: 'simple' },
      finding: {
        code: 'SIMPLE_PROMPTS',
        polarity: 'weighsAgainst',
        text: 'Simple prompts, without adjustment and choice that can be shown, are not an original expression of who wrote them. That the output cannot be brought forth again weighed too.',
      },
      missingFacts: ['processRecord', 'reproducible'],
      citations: [FENG],
      contraryAuthority: [LI],
    },
    {
      id: 'CN-03',
      effectiveFrom: '2025-09-01',
      authorityStatus: 'statute',
      when: {
        all: [{ fact: 'aiUsed', equals: true }, { presume: { fact: 'published', equals: true } }],
      },
      finding: {
        code: 'LABEL_GENERATED_CONTENT',
        polarity: 'duty',
        text: 'Generated content is labelled, visibly and in its metadata, by the provider and by whoever publishes it. Where it is not told whether it was published, it presumes so.',
      },
      missingFacts: ['published'],
      citations: [
        'GB 45438-2025',
        'Measures for Labelling AI-Generated and Synthetic Content (in force 1 September 2025)',
      ],
      contraryAuthority: [
        'The duties are parted between provider, platform and user; art. 9 of the Measures lets a provider leave the visible label out on a user’s request.',
      ],
    },
    {
      id: 'CN-04',
      effectiveFrom: '2025-09-16',
      authorityStatus: 'first-instance-decision',
      when: { fact: 'processRecord', equals: false },
      finding: {
        code: 'NO_RECORD_OF_PROCESS',
        polarity: 'weighsAgainst',
        text: 'Whoever claims to have created with a generator bears the burden of showing the process by its records, and there is none here.',
      },
      missingFacts: ['aiUsed'],
      citations: [BEIJING, FENG],
      contraryAuthority: [
        `${LI}: the claim stood on prompts and parameters that the claimant produced.`,
        'Copyright Law of the PRC art. 12: who is named on the work is presumed its author, absent evidence to the contrary.',
      ],
    },
    {
      id: 'CN-05',
      effectiveFrom: '2025-09-16',
      authorityStatus: 'first-instance-decision',
      when: { fact: 'processReconstructed', equals: true },
      finding: {
        code: 'RECONSTRUCTION_REJECTED',
        polarity: 'weighsAgainst',
        text: 'To generate anew afterwards does not show how the work was made.',
      },
      missingFacts: ['processRecord'],
      citations: [BEIJING],
      contraryAuthority: [
        `${LI}: the court looked at a demonstration of how the output changes with prompts and parameters.`,
      ],
    },
  ],
});
