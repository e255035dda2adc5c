import { NAMES_MACHINE, NO_HUMAN_PART } from '../conditions.js';
import { packOf } from './pack-of.js';

const SECTION = 'Copyright Act 1957 s 2(d)(vi)';
const PENDING = 'Thaler v Union of India, Delhi High Court, direction to the Registrar of 9 April 2026';

export const IN_PACK = packOf('IN', {
  name: 'India: Copyright Act 1957',
  rules: [
    {
      id: 'IN-01',
      effectiveFrom: '1995-05-10',
      authorityStatus: 'pending',
      when: NAMES_MACHINE,
      finding: {
        code: 'MACHINE_NAMED_AS_AUTHOR',
        polarity: 'weighsAgainst',
        text: 'A machine is named as an author: the Registrar can be expected to object, since the Act speaks of a person.',
      },
      missingFacts: ['humanContribution'],
      citations: [SECTION, PENDING],
      contraryAuthority: [
        'In 2020 the Registrar recorded a tool as co-author of "Suryast", and gave notice of withdrawal in 2021.',
      ],
    },
    {
      id: 'IN-02',
      effectiveFrom: '1995-05-10',
      authorityStatus: 'statute',
      when: { any: [NO_HUMAN_PART, NAMES_MACHINE] },
      finding: {
        code: 'WHO_CAUSES_IT',
        polarity: 'indeterminate',
        text: 'The author of a computer-generated work is the person who causes it to be created. Who that is has not been decided. Where a machine is named as author it is assumed that the work is said to be computer-generated.',
      },
      missingFacts: ['claimantMadeArrangements'],
      citations: [SECTION],
      contraryAuthority: [
        'Originality asks for skill and judgement by a person: Eastern Book Company v D.B. Modak (2008) 1 SCC 1.',
        PENDING,
      ],
    },
    {
      id: 'STATUS:registrar-decision-not-found',
      effectiveFrom: '2026-04-09',
      authorityStatus: 'pending',
      when: NAMES_MACHINE,
      finding: {
        code: 'STATUS:registrar-decision-not-found',
        polarity: 'status',
        text: 'The Delhi High Court directed the Registrar to decide on a machine as author. No decision was found when this rule was written.',
      },
      missingFacts: [],
      citations: [PENDING],
      contraryAuthority: ['A decision may have been made since.'],
    },
  ],
});
