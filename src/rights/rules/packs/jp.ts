import { packOf } from './pack-of.js';

export const JP_PACK = packOf('JP', {
  name: 'Japan: Copyright Act, as the Agency for Cultural Affairs understands it',
  rules: [
    {
      id: 'JP-01',
      effectiveFrom: '2024-03-15',
      authorityStatus: 'official-guidance',
      when: {
        any: [
          { fact: 'prompts', equals: 'detailed' },
          { fact: 'modification', isEmpty: false },
          {
            fact: 'humanContribution',
            includesAny: ['overpainting', 'retouching', 'compositing', 'colour', 'arrangement'],
          },
          {
            all: [
              { fact: 'iterations', atLeast: 2 },
              { fact: 'humanContribution', includesAny: ['selection'] },
            ],
          },
        ],
      },
      finding: {
        code: 'CREATIVE_CONTRIBUTION',
        polarity: 'supports',
        text: 'Detailed instructions, refining them in the light of what came out, selecting, and altering the output are weighed together and support a creative contribution. Many attempts or a selection alone do not, and an alteration supports a claim to what was altered.',
      },
      missingFacts: ['prompts', 'iterations', 'humanContribution', 'modification'],
      citations: [
        'Agency for Cultural Affairs, General Understanding on AI and Copyright in Japan (15 March 2024)',
        'Copyright Act of Japan art. 2(1)(i)',
      ],
      contraryAuthority: [
        'The guidance binds no court, and it holds short instructions or ideas alone to be no creative contribution.',
      ],
    },
  ],
});
