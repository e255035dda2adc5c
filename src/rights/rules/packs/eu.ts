import { packOf } from './pack-of.js';

const MUNICH = 'AG München, 13 February 2026, 142 C 9786/25';
const FIRST_INSTANCE = 'It is a decision of first instance and binds no other court.';
const NO_COURT_OF_JUSTICE = 'The Court of Justice has not decided on works made with generators.';

const MEMBERS = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export const EU_PACK = packOf('EU', {
  name: 'European Union: own intellectual creation; with decisions of Germany and Czechia',
  covers: ['EU', ...MEMBERS],
  rules: [
    {
      id: 'EU-01',
      effectiveFrom: '2011-12-01',
      authorityStatus: 'final-decision',
      when: { fact: 'freeCreativeChoices', equals: true },
      finding: {
        code: 'FREE_AND_CREATIVE_CHOICES',
        polarity: 'supports',
        text: "Free and creative choices that the work shows support that it is its author's own intellectual creation.",
      },
      missingFacts: ['humanDominance'],
      citations: ['CJEU C-5/08 Infopaq (16 July 2009)', 'CJEU C-145/10 Painer (1 December 2011)'],
      contraryAuthority: [
        NO_COURT_OF_JUSTICE,
        'Choices that technique dictates are none: CJEU C-833/18 Brompton (11 June 2020).',
      ],
    },
    {
      id: 'EU-02',
      jurisdiction: 'DE',
      effectiveFrom: '2026-02-13',
      authorityStatus: 'first-instance-decision',
      when: { fact: 'humanDominance', equals: false },
      finding: {
        code: 'HUMAN_ELEMENTS_DO_NOT_DOMINATE',
        polarity: 'weighsAgainst',
        text: 'The creative elements of a human must dominate the output; here they do not, as is stated.',
      },
      missingFacts: ['freeCreativeChoices'],
      citations: [MUNICH],
      contraryAuthority: [FIRST_INSTANCE, NO_COURT_OF_JUSTICE],
    },
    {
      id: 'EU-03',
      jurisdiction: 'DE',
      effectiveFrom: '2026-02-13',
      authorityStatus: 'first-instance-decision',
      when: {
        all: [
          {
            any: [
              { fact: 'promptCharsMax', atLeast: 1 },
              { fact: 'promptCount', atLeast: 1 },
              { fact: 'iterations', atLeast: 1 },
            ],
          },
          { fact: 'humanDominance', equals: false },
        ],
      },
      finding: {
        code: 'EFFORT_IS_NOT_ENOUGH',
        polarity: 'weighsAgainst',
        text: 'Effort, and the length or number of prompts, do not make up for creative elements that do not dominate the output.',
      },
      missingFacts: [],
      citations: [MUNICH],
      contraryAuthority: [FIRST_INSTANCE, NO_COURT_OF_JUSTICE],
    },
    {
      id: 'EU-04',
      jurisdiction: 'CZ',
      effectiveFrom: '2023-10-11',
      authorityStatus: 'first-instance-decision',
      when: { fact: 'processRecord', equals: false },
      finding: {
        code: 'NO_EVIDENCE_OF_PROCESS',
        polarity: 'weighsAgainst',
        text: 'Whoever claims authorship bears the burden of showing how the work was made, and fails where nothing shows it. Decided of a picture that was generated from a prompt; the burden is that of any claimant whose authorship is contested.',
      },
      missingFacts: ['aiUsed', 'freeCreativeChoices'],
      citations: ['Městský soud v Praze, 11 October 2023, 10 C 13/2023'],
      contraryAuthority: [
        FIRST_INSTANCE,
        'Directive 2004/48/EC art. 5: whose name appears on the work in the usual manner is regarded as its author until the contrary is shown.',
      ],
    },
    {
      id: 'EU-06',
      effectiveFrom: '2026-08-02',
      authorityStatus: 'statute',
      when: {
        all: [
          { fact: 'deepfake', equals: true },
          { fact: 'isDeployer', equals: true },
        ],
      },
      finding: {
        code: 'DISCLOSE_DEEPFAKE',
        polarity: 'duty',
        text: 'Whoever deploys a system that generates a deepfake discloses that it was generated. In an evidently artistic, creative, satirical or fictional work the disclosure may be such that it does not hamper its display.',
      },
      missingFacts: ['evidentlyArtistic'],
      citations: ['Regulation (EU) 2024/1689 (AI Act) art. 50(4)', 'Regulation (EU) 2024/1689 art. 113'],
      contraryAuthority: ['For some systems the duties of art. 50 start on 2 December 2026.'],
    },
  ],
});
