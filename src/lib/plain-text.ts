import * as z from 'zod';

/**
 * Text that people write into a statement: not empty, of bounded length, and without spaces at its ends. It is
 * refused rather than trimmed, since what is signed must be what is sent.
 */
export const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text === text.trim(), 'begins or ends with a space');
