import { Refusal } from '../../lib/refusal.js';

/** Said by the decoder itself and, should it not listen, by the pool that ends its thread. */
export const tooSlow = (timeoutMs: number) =>
  new Refusal(
    'IMAGE_TOO_SLOW',
    `Reading or comparing the picture took longer than the ${timeoutMs} ms allowed. Send a smaller version.`,
    { timeoutMs },
  );
