import { NAMES_MACHINE, OWN_INPUT_PERCEPTIBLE, PROMPTED, SELECTED_OR_ARRANGED } from '../conditions.js';
import type { Condition } from '../three-valued.js';
import { NONE_FOUND, packOf } from './pack-of.js';

const PART_2 =
  'US Copyright Office, Copyright and Artificial Intelligence, Part 2: Copyrightability (29 January 2025)';
const ALLEN = 'Allen v. Perlmutter, D. Colo., No. 1:24-cv-02665 (filed 26 September 2024), pending';

/** Of the generated part; `promptsOnly: false` says that something else determined it too. */
const DETERMINED_BY_PROMPTS: Condition = {
  all: [PROMPTED, { presume: { fact: 'promptsOnly', equals: true } }],
};

export const US_PACK = packOf('US', {
  name: 'United States: human authorship (17 USC)',
  rules: [
    {
      id: 'US-01',
      effectiveFrom: '2025-03-18',
      authorityStatus: 'final-decision',
      when: NAMES_MACHINE,
      finding: {
        code: 'MACHINE_NAMED_AS_AUTHOR',
        polarity: 'weighsAgainst',
        text: 'A machine is named as an author. The Copyright Act requires that a work be authored in the first instance by a human being.',
      },
      missingFacts: ['humanContribution'],
      citations: [
        'Thaler v. Perlmutter, 130 F.4th 1039 (D.C. Cir. 18 March 2025), cert. denied 2 March 2026, No. 25-449',
      ],
      contraryAuthority: [
        'Thaler leaves open how much a human who uses a machine must contribute; it speaks only of a machine as sole author.',
      ],
    },
    {
      id: 'US-02',
      effectiveFrom: '2023-03-16',
      authorityStatus: 'official-guidance',
      when: SELECTED_OR_ARRANGED,
      finding: {
        code: 'SELECTION_OR_ARRANGEMENT',
        polarity: 'supports',
        text: 'A human selected, coordinated or arranged. That supports a claim which is limited to the selection, coordination and arrangement, and does not reach what was generated.',
      },
      missingFacts: ['aiElements'],
      citations: [
        '88 Fed. Reg. 16190 (16 March 2023)',
        PART_2,
        '"A Single Piece of American Cheese", registered 30 January 2025',
      ],
      contraryAuthority: [
        'A registration is made by the Office and binds no court; selection that is merely mechanical is none: Feist v. Rural, 499 U.S. 340 (1991).',
      ],
    },
    {
      id: 'US-03',
      effectiveFrom: '2025-01-29',
      authorityStatus: 'official-guidance',
      when: DETERMINED_BY_PROMPTS,
      finding: {
        code: 'PROMPTS_ONLY',
        polarity: 'weighsAgainst',
        text: 'Prompts alone, however many, do not make their writer the author of what was generated. The finding reaches the generated part alone. Where it is told that there were prompts, and not whether anything else that a human put in determined that part, it presumes that nothing did; later changes are judged by themselves.',
      },
      missingFacts: ['promptsOnly', 'humanContribution', 'expressiveInput'],
      citations: [PART_2, 'US Copyright Office Review Board, Théâtre D’opéra Spatial (5 September 2023)'],
      contraryAuthority: [`${ALLEN}: argues that prompting 624 times is authorship.`],
    },
    {
      id: 'US-04',
      effectiveFrom: '2025-01-29',
      authorityStatus: 'official-guidance',
      when: OWN_INPUT_PERCEPTIBLE,
      finding: {
        code: 'OWN_EXPRESSION_PERCEPTIBLE',
        polarity: 'supports',
        text: "The person's own expression went in and can be perceived in the output. That supports a claim to that part.",
      },
      missingFacts: [],
      citations: [PART_2],
      contraryAuthority: [
        'The Office limits it to what is perceptible; what the generator added around it is not reached.',
      ],
    },
    {
      id: 'US-05',
      effectiveFrom: '2023-03-16',
      authorityStatus: 'official-guidance',
      when: {
        all: [{ fact: 'aiUsed', equals: true }, { presume: { fact: 'aiPartAboveDeMinimis', equals: true } }],
      },
      finding: {
        code: 'DISCLOSE_AND_EXCLUDE',
        polarity: 'duty',
        text: 'An application must disclose what was generated, if it is more than de minimis, exclude it, and name no tool as author. Where a generator was used and the extent is not told, it presumes more than de minimis.',
      },
      missingFacts: ['aiPartAboveDeMinimis', 'disclaimed'],
      citations: ['88 Fed. Reg. 16190, 16193 (16 March 2023)'],
      contraryAuthority: [
        'The guidance is the Office’s own; a part that is de minimis need not be disclosed (16193).',
      ],
    },
    {
      id: 'US-06',
      effectiveFrom: '2023-03-16',
      authorityStatus: 'official-guidance',
      when: {
        all: [
          { fact: 'aiUsed', equals: true },
          { fact: 'earlierFiling', equals: true },
          {
            any: [
              { fact: 'earlierFilingDisclosedAi', equals: false },
              { fact: 'disclaimed', equals: false },
            ],
          },
        ],
      },
      finding: {
        code: 'CORRECT_EARLIER_FILING',
        polarity: 'duty',
        text: 'An earlier filing did not disclose what was generated: correct a pending application, or supplement a registration.',
      },
      missingFacts: ['aiPartAboveDeMinimis'],
      citations: ['88 Fed. Reg. 16190, 16193–94 (16 March 2023)', '17 USC 411(b)'],
      contraryAuthority: [
        'Unicolors v. H&M, 595 U.S. 178 (2022): a mistake of law or fact made without knowledge does not unmake a registration.',
      ],
    },
    {
      id: 'US-07',
      effectiveFrom: '1978-01-01',
      authorityStatus: 'statute',
      when: {
        any: [
          { fact: 'employeeInScope', equals: true },
          {
            all: [
              { fact: 'commissionedInCategory', equals: true },
              { fact: 'signedWriting', equals: true },
            ],
          },
        ],
      },
      finding: {
        code: 'WORK_MADE_FOR_HIRE',
        polarity: 'weighsAgainst',
        text: "It weighs against the maker's own authorship: the employer, or who commissioned it, is considered the author of a work made for hire.",
      },
      missingFacts: ['claimantIsAuthor'],
      citations: ['17 USC 101 ("work made for hire")', '17 USC 201(b)'],
      contraryAuthority: [
        'CCNV v. Reid, 490 U.S. 730 (1989): who is an employee is a question of agency law.',
      ],
    },
    {
      id: 'US-08',
      effectiveFrom: '1978-01-01',
      authorityStatus: 'statute',
      when: {
        all: [
          { fact: 'humanAuthors', atLeast: 2 },
          { fact: 'intentToMerge', equals: true },
        ],
      },
      finding: {
        code: 'JOINT_WORK',
        polarity: 'supports',
        text: 'Two humans or more intended to merge their contributions: that supports a joint work of theirs. A tool is never one of its authors.',
      },
      missingFacts: [],
      citations: ['17 USC 101 ("joint work")'],
      contraryAuthority: [
        'Courts ask more: Aalmuhammed v. Lee, 202 F.3d 1227 (9th Cir. 2000), control and shared intent to be co-authors.',
      ],
    },
    {
      id: 'US-09',
      effectiveFrom: '1978-01-01',
      authorityStatus: 'statute',
      when: { fact: 'claimantIsAuthor', equals: false },
      finding: {
        code: 'STATE_THE_TRANSFER',
        polarity: 'duty',
        text: 'The claimant is not the author: the application states how the right passed; the transfer needs a signed writing and can be recorded.',
      },
      missingFacts: ['signedWriting'],
      citations: ['17 USC 204(a)', '17 USC 205', '17 USC 409(5)'],
      contraryAuthority: [NONE_FOUND],
    },
    {
      id: 'STATUS:litigation-pending',
      effectiveFrom: '2024-09-26',
      authorityStatus: 'pending',
      when: DETERMINED_BY_PROMPTS,
      finding: {
        code: 'STATUS:litigation-pending',
        polarity: 'status',
        text: 'Whether prompting can be authorship is before a court. No decision was found when this rule was written.',
      },
      missingFacts: ['promptsOnly'],
      citations: [ALLEN],
      contraryAuthority: ['Until it is decided the Office applies US-03.'],
    },
  ],
});
