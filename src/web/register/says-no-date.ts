import { boundsOf } from '../../title/edtf-bounds.js';

/** That a text is no date that the register takes (EDTF); empty where it is one, or nothing. */
export const saysNoDate = (text: string): string =>
  text.trim() === '' || boundsOf(text.trim())
    ? ''
    : 'It is written otherwise: 2026-04-12, 2026-04, 2026, or 1889~ for about that year.';
