import { boundsOf, EDTF_WRITING } from '../../title/edtf-bounds.js';

/** That a text is no date that the register takes (EDTF); empty where it is one, or nothing. */
export const saysNoDate = (text: string): string =>
  text.trim() === '' || EDTF_WRITING.test(text.trim())
    ? ''
    : 'It is written otherwise: 2026-04-12, 2026-04, 2026, or 1889~ for about that year.';

/** What is told of a field for a date: how it is written, or that this one is taken and not understood. */
export const dateHint = (text: string, hint: string): string =>
  text.trim() === '' || saysNoDate(text) !== '' || boundsOf(text.trim())
    ? hint
    : 'It is recorded as it stands. As a time it is not understood here: no search by years finds it.';
