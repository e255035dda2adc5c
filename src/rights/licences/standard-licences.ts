import type { LicenceRule } from './licence.js';
import type { Action } from './use.js';

/** A licence, or a statement of rights, that many use. */
export interface StandardLicence {
  readonly title: string;
  readonly url: string;
  /** Each with the clause that it is. None for a statement that permits nothing by itself. */
  readonly rules: readonly (LicenceRule & { readonly clause: string })[];
  /** Whether who received the work under it keeps the licence when it is offered no more. */
  readonly isIrrevocable: boolean;
}

const PRIVATE: Action[] = [
  'reproduce',
  'print',
  'play',
  'archive',
  'extract',
  'index',
  'text-and-data-mining',
];
const SHARED: Action[] = ['distribute', 'display', 'present'];
const ADAPTED: Action[] = ['derive', 'modify', 'translate'];

interface Terms {
  readonly isNonCommercial?: boolean;
  readonly adaptations: 'permitted' | 'share-alike' | 'not-shared';
}

/**
 * Creative Commons 4.0 International. Whether training a model is one of these uses is disputed, so they do not answer it: the preference that
 * is stated of a work does.
 */
function creativeCommons(name: string, { isNonCommercial = false, adaptations }: Terms): StandardLicence {
  const purpose = isNonCommercial ? { purpose: 'non-commercial' as const } : {};
  const credit = [
    { action: 'attribute' as const, text: 'Name creator, notices, licence and source as supplied.' },
    { action: 'indicate-changes' as const, text: 'Say whether it was changed.' },
  ];
  const alike = {
    action: 'share-alike' as const,
    text: 'Under the same licence, a later version, or a BY-SA Compatible one.',
  };
  return {
    title: `Creative Commons ${name} 4.0 International`,
    url: `https://creativecommons.org/licenses/${name.slice(3).toLowerCase()}/4.0/`,
    isIrrevocable: true,
    rules: [
      { effect: 'permit', actions: PRIVATE, ...purpose, clause: 'section 2(a)(1)(A)' },
      {
        effect: 'permit',
        actions: SHARED,
        ...purpose,
        duties: credit,
        ...(adaptations === 'not-shared' && { text: 'Unchanged: adapted material may not be shared.' }),
        clause: 'sections 2(a)(1)(A) and 3(a)',
      },
      adaptations === 'not-shared'
        ? {
            effect: 'prohibit',
            actions: ADAPTED,
            text: 'Adapted material may be made, and not shared.',
            clause: 'section 2(a)(1)(B)',
          }
        : {
            effect: 'permit',
            actions: ADAPTED,
            ...purpose,
            duties: adaptations === 'share-alike' ? [...credit, alike] : credit,
            clause:
              adaptations === 'share-alike'
                ? 'sections 2(a)(1)(B), 3(a) and 3(b)'
                : 'sections 2(a)(1)(B) and 3(a)',
          },
    ],
  };
}

const statement = (code: string, title: string): StandardLicence => ({
  title: `RightsStatements.org: ${title}`,
  url: `https://rightsstatements.org/vocab/${code}/1.0/`,
  isIrrevocable: false,
  rules: [],
});

/** By SPDX identifiers, and by the codes of RightsStatements.org, whose statements tell of rights and license nothing. */
export const STANDARD_LICENCES: Readonly<Record<string, StandardLicence>> = {
  'CC0-1.0': {
    title: 'Creative Commons CC0 1.0 Universal',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    isIrrevocable: true,
    rules: [{ effect: 'permit', actions: ['use'], clause: 'sections 2 and 3' }],
  },
  'CC-BY-4.0': creativeCommons('CC-BY', { adaptations: 'permitted' }),
  'CC-BY-SA-4.0': creativeCommons('CC-BY-SA', { adaptations: 'share-alike' }),
  'CC-BY-ND-4.0': creativeCommons('CC-BY-ND', { adaptations: 'not-shared' }),
  'CC-BY-NC-4.0': creativeCommons('CC-BY-NC', { adaptations: 'permitted', isNonCommercial: true }),
  'CC-BY-NC-SA-4.0': creativeCommons('CC-BY-NC-SA', { adaptations: 'share-alike', isNonCommercial: true }),
  'CC-BY-NC-ND-4.0': creativeCommons('CC-BY-NC-ND', { adaptations: 'not-shared', isNonCommercial: true }),
  InC: statement('InC', 'In Copyright'),
  'InC-OW-EU': statement('InC-OW-EU', 'In Copyright, EU Orphan Work'),
  'InC-EDU': statement('InC-EDU', 'In Copyright, Educational Use Permitted'),
  'InC-NC': statement('InC-NC', 'In Copyright, Non-Commercial Use Permitted'),
  'InC-RUU': statement('InC-RUU', 'In Copyright, Rights-holder(s) Unlocatable or Unidentifiable'),
  'NoC-CR': statement('NoC-CR', 'No Copyright, Contractual Restrictions'),
  'NoC-NC': statement('NoC-NC', 'No Copyright, Non-Commercial Use Only'),
  'NoC-OKLR': statement('NoC-OKLR', 'No Copyright, Other Known Legal Restrictions'),
  'NoC-US': statement('NoC-US', 'No Copyright, United States'),
  CNE: statement('CNE', 'Copyright Not Evaluated'),
  UND: statement('UND', 'Copyright Undetermined'),
  NKC: statement('NKC', 'No Known Copyright'),
  'all-rights-reserved': {
    title: 'All rights reserved',
    url: 'https://rightsstatements.org/vocab/InC/1.0/',
    isIrrevocable: false,
    rules: [{ effect: 'prohibit', actions: ['use'], clause: 'all rights reserved' }],
  },
};
