import { NAMES_MACHINE, NO_HUMAN_PART } from '../conditions.js';
import { packOf } from './pack-of.js';

const SAHNI = 'CIPPIC v Sahni, Federal Court, T-1717-24 (2024), pending';

export const CA_PACK = packOf('CA', {
  name: 'Canada: Copyright Act',
  rules: [
    {
      id: 'CA-01',
      effectiveFrom: '2004-03-04',
      authorityStatus: 'pending',
      when: { any: [NAMES_MACHINE, NO_HUMAN_PART, { fact: 'humanSkillAndJudgement', equals: false }] },
      finding: {
        code: 'HUMAN_SKILL_AND_JUDGEMENT',
        polarity: 'weighsAgainst',
        text: 'Skill and judgement of a human are likely required. A tool that is named as author, or a work in which no human exercised them, weighs against the claim to that extent.',
      },
      missingFacts: ['humanSkillAndJudgement'],
      citations: ['CCH Canadian Ltd v Law Society of Upper Canada, 2004 SCC 13', SAHNI],
      contraryAuthority: [
        'No court has decided that an author must be human; the tool was registered as co-author of "Suryast" (2021).',
      ],
    },
    {
      id: 'CA-02',
      effectiveFrom: '2004-03-04',
      authorityStatus: 'pending',
      when: { fact: 'registeredWithoutExamination', equals: true },
      finding: {
        code: 'ENTRY_NOT_EXAMINED',
        polarity: 'indeterminate',
        text: 'The entry in the register was not examined, and says little of who is the author.',
      },
      missingFacts: ['humanSkillAndJudgement'],
      citations: [SAHNI],
      contraryAuthority: [
        'Copyright Act, RSC 1985, c C-42, s 53(2): the certificate of registration is evidence that copyright subsists and who owns it.',
      ],
    },
    {
      id: 'STATUS:litigation-pending',
      effectiveFrom: '2024-07-08',
      authorityStatus: 'pending',
      when: NAMES_MACHINE,
      finding: {
        code: 'STATUS:litigation-pending',
        polarity: 'status',
        text: 'Whether a tool can stand in the register as an author is before the Federal Court. No decision was found when this rule was written.',
      },
      missingFacts: [],
      citations: [SAHNI],
      contraryAuthority: ['Until it is decided the entry stands.'],
    },
  ],
});
