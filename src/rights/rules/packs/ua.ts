import { packOf } from './pack-of.js';

const ARTICLE = 'Law of Ukraine on Copyright and Related Rights, No. 2811-IX, art. 33';

export const UA_PACK = packOf('UA', {
  name: 'Ukraine: Law on Copyright and Related Rights (2811-IX)',
  rules: [
    {
      id: 'UA-01',
      effectiveFrom: '2023-01-01',
      authorityStatus: 'statute',
      when: { fact: 'directHumanParticipation', equals: false },
      finding: {
        code: 'NON_ORIGINAL_OBJECT',
        polarity: 'weighsAgainst',
        text: 'What a program generated without direct participation of a human is a non-original object: it weighs against copyright, and a right of its own kind (sui generis) can be there instead.',
      },
      missingFacts: ['lawfulUserOfProgram'],
      citations: [`${ARTICLE}(1)`],
      contraryAuthority: [`${ARTICLE}: works that persons create by means of programs are no such objects.`],
    },
    {
      id: 'UA-02',
      effectiveFrom: '2023-01-01',
      authorityStatus: 'statute',
      when: {
        all: [
          { fact: 'directHumanParticipation', equals: false },
          {
            any: [
              { fact: 'lawfulUserOfProgram', equals: true },
              { fact: 'ownerOfProgram', equals: true },
            ],
          },
        ],
      },
      finding: {
        code: 'SUI_GENERIS_RIGHT',
        polarity: 'status',
        text: 'The lawful user, or who holds the rights in the program, has the right of its own kind: 25 years from 1 January of the year after it was generated, economic rights alone and no moral rights.',
      },
      missingFacts: [],
      citations: [ARTICLE],
      contraryAuthority: ['Whether user or maker of the program has it follows from their contract.'],
    },
  ],
});
