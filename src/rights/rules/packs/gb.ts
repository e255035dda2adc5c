import { NO_HUMAN_PART } from '../conditions.js';
import { packOf } from './pack-of.js';

const PREFERS_REPEAL =
  'The government states that it prefers to repeal section 9(3) (18 March 2026); it stands until Parliament does.';

export const GB_PACK = packOf('GB', {
  name: 'United Kingdom: Copyright, Designs and Patents Act 1988',
  covers: ['GB', 'UK'],
  rules: [
    {
      id: 'UK-01',
      effectiveFrom: '2023-11-20',
      authorityStatus: 'final-decision',
      when: { fact: 'freeCreativeChoices', equals: true },
      finding: {
        code: 'FREE_AND_CREATIVE_CHOICES',
        polarity: 'supports',
        text: 'Free and creative choices that the work shows support ordinary authorship by whoever made them.',
      },
      missingFacts: [],
      citations: ['THJ Systems Ltd v Sheridan [2023] EWCA Civ 1354'],
      contraryAuthority: [
        'Older authority asked for skill, labour and judgement instead: University of London Press v University Tutorial Press [1916] 2 Ch 601.',
      ],
    },
    {
      id: 'UK-02',
      effectiveFrom: '1989-08-01',
      authorityStatus: 'statute',
      when: NO_HUMAN_PART,
      finding: {
        code: 'WHO_MADE_THE_ARRANGEMENTS',
        polarity: 'indeterminate',
        text: 'Where a work has no human author, the author is taken to be the person who undertook the arrangements necessary for its creation. Who that is, user or maker of the program, depends on the facts.',
      },
      missingFacts: ['claimantMadeArrangements'],
      citations: [
        'CDPA 1988 s 9(3)',
        'CDPA 1988 s 178 ("computer-generated")',
        'Nova Productions v Mazooma [2007] EWCA Civ 219',
      ],
      contraryAuthority: [
        'Whether such a work can be original at all after THJ v Sheridan is disputed.',
        PREFERS_REPEAL,
      ],
    },
    {
      id: 'UK-03',
      effectiveFrom: '1989-08-01',
      authorityStatus: 'statute',
      when: NO_HUMAN_PART,
      finding: {
        code: 'FIFTY_YEARS_NO_MORAL_RIGHTS',
        polarity: 'status',
        text: 'Copyright in a computer-generated work ends 50 years after the end of the year in which it was made, and there are no moral rights in it.',
      },
      missingFacts: [],
      citations: ['CDPA 1988 s 12(7)', 'CDPA 1988 ss 79(2)(c), 81(2)', 'CDPA 1988 s 178'],
      contraryAuthority: [PREFERS_REPEAL],
    },
    {
      id: 'UK-04',
      effectiveFrom: '2026-03-18',
      authorityStatus: 'pending',
      when: { fact: 'aiUsed', equals: true },
      finding: {
        code: 'REPEAL_PREFERRED',
        polarity: 'status',
        text: 'The government prefers to repeal the protection of computer-generated works. The law is unchanged so far.',
      },
      missingFacts: [],
      citations: ['HM Government, statement on copyright and artificial intelligence (18 March 2026)'],
      contraryAuthority: ['CDPA 1988 s 9(3) is in force.'],
    },
  ],
});
