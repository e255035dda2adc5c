import { NO_HUMAN_PART, OWN_INPUT_PERCEPTIBLE } from '../conditions.js';
import { packOf } from './pack-of.js';

const GUIDE =
  'Ministry of Culture, Sports and Tourism and Korea Copyright Commission, guide on registering works made with generative AI (30 June 2025)';

export const KR_PACK = packOf('KR', {
  name: 'Republic of Korea: Copyright Act, guide of the Korea Copyright Commission',
  rules: [
    {
      id: 'KR-01',
      effectiveFrom: '2025-06-30',
      authorityStatus: 'official-guidance',
      when: { any: [NO_HUMAN_PART, { fact: 'aiElements', isEmpty: false }] },
      finding: {
        code: 'OUTPUT_NOT_REGISTRABLE',
        polarity: 'weighsAgainst',
        text: 'What a machine put out, by itself, is not registrable. The finding reaches those elements alone.',
      },
      missingFacts: ['humanContribution'],
      citations: [GUIDE],
      contraryAuthority: ['A guide binds no court.'],
    },
    {
      id: 'KR-02',
      effectiveFrom: '2025-06-30',
      authorityStatus: 'official-guidance',
      when: {
        any: [
          OWN_INPUT_PERCEPTIBLE,
          {
            fact: 'humanContribution',
            includesAny: ['selection', 'coordination', 'arrangement', 'compositing'],
          },
        ],
      },
      finding: {
        code: 'OWN_PART_REGISTRABLE',
        polarity: 'supports',
        text: "The person's own work that can be perceived in the output, or a creative selection and arrangement of it, is registrable to that extent.",
      },
      missingFacts: ['aiElements'],
      citations: [GUIDE, '"AI Suro’s Wife", registered as a compilation'],
      contraryAuthority: [
        'A compilation reaches no single element of it, and registration is made without deciding authorship.',
      ],
    },
  ],
});
