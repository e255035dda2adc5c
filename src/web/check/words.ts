import type { Found, Told } from './use-check.js';
import { counted } from '../../lib/counted.js';

type Match = Found['matches'][number];

/** How a picture stands to a registered one, in plain words. */
export const RELATIONS: Readonly<Record<Match['relation'], string>> = {
  EXACT_BYTES: 'is this very file',
  NEAR_DUPLICATE: 'shows the same picture',
  MIRRORED_OR_ROTATED: 'shows the same picture, turned or mirrored',
  CROP: 'holds your picture: yours is a part of it',
  EMBEDDED_IN: 'is, whole, a part of your picture',
  DERIVATIVE: 'shares a part with your picture',
  LOOK_ALIKE: 'looks alike to a model, which does not say where',
};

/** The answer in one line. */
export function headlineOf({ matches, tooPlain }: Found): string {
  const first = matches.find(({ isCertain }) => isCertain);
  if (first?.relation === 'EXACT_BYTES') return 'Yes: this very file is registered';
  if (first?.relation === 'NEAR_DUPLICATE' || first?.relation === 'MIRRORED_OR_ROTATED')
    return 'Yes: this picture is registered';
  if (first?.relation === 'CROP') return 'It is a part of a registered picture';
  if (first) return 'It shares something with a registered picture';
  if (matches.length > 0) return 'Perhaps: something that is registered is like it';
  return tooPlain ? 'It is too plain to tell' : 'Nothing like it is registered here';
}

/** What is not known, in plain words. */
export function unknownsOf({ register, tooPlain, isTruncated, matches }: Found): string[] {
  const unsearched = register.pictures - register.searched;
  return [
    'Whether it is registered, sold or shown anywhere else: only this register was asked.',
    ...(matches.length > 0
      ? [
          'Whether those who claim a registered work made it: that was claimed and recorded, and not examined.',
        ]
      : ['Who made it: that nothing is registered says nothing of it.']),
    ...(tooPlain
      ? [
          'Whether it is like something: it has too little to compare. Only the very same file was looked for.',
        ]
      : []),
    ...(unsearched > 0
      ? [
          `Whether it is a part of ${counted(unsearched, 'picture that was', 'pictures that were')} registered a moment ago.`,
        ]
      : []),
    ...(isTruncated ? ['Whether still more is like it: more than could be compared.'] : []),
  ];
}

/** How far what a file says of itself can be believed. */
export const GRADES: Readonly<Record<Told['evidence']['grade'], string>> = {
  TRUSTED_SIGNATURE: 'It is signed, and a trust list knows who signed it.',
  TOOL_SIGNATURE: 'The tool itself signed it.',
  UNKNOWN_SIGNER: 'It is signed, by somebody whom no list knows.',
  CONSISTENT:
    'Nobody signed it, and nothing in it contradicts anything else. Whoever has the file could have written it.',
  INCONSISTENT: 'Something in it contradicts something else.',
  NONE: 'It says nothing of how it was made. Many programs take that out; nothing follows from it.',
};
