/** Licences that many use, by their SPDX identifiers. */
export const LICENCES: readonly (readonly [identifier: string, name: string])[] = [
  ['CC-BY-4.0', 'CC BY: anything, with credit'],
  ['CC-BY-SA-4.0', 'CC BY-SA: with credit, changed versions under the same licence'],
  ['CC-BY-NC-4.0', 'CC BY-NC: with credit, not commercially'],
  ['CC-BY-ND-4.0', 'CC BY-ND: with credit, changed versions not shared'],
  ['CC-BY-NC-SA-4.0', 'CC BY-NC-SA: not commercially, changed versions under the same licence'],
  ['CC-BY-NC-ND-4.0', 'CC BY-NC-ND: not commercially, changed versions not shared'],
  // The last: of all it gives the most away.
  ['CC0-1.0', 'CC0: anything, without conditions'],
];

/** Statements of RightsStatements.org, by their codes there: they tell of rights and permit nothing by themselves. */
export const RIGHTS_STATEMENTS: readonly (readonly [code: string, name: string])[] = [
  ['InC', 'In copyright'],
  ['InC-OW-EU', 'In copyright, EU orphan work'],
  ['InC-EDU', 'In copyright, educational use permitted'],
  ['InC-NC', 'In copyright, non-commercial use permitted'],
  ['InC-RUU', 'In copyright, holder of the rights cannot be found'],
  ['NoC-CR', 'No copyright, contracts restrict its use'],
  ['NoC-NC', 'No copyright, non-commercial use only'],
  ['NoC-OKLR', 'No copyright, other laws restrict its use'],
  ['NoC-US', 'No copyright in the United States'],
  ['CNE', 'Copyright not evaluated'],
  ['UND', 'Copyright undetermined'],
  ['NKC', 'No known copyright'],
];
