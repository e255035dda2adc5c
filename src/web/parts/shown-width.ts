import type { Size } from '../../lib/iiif-sizes.js';

/** How wide a picture is shown, in CSS: never larger than it is, never taller than `tallest`. Known before it has come, so that nothing moves when it does. */
export const shownWidth = ({ width, height }: Size, tallest = 'var(--tallest, 80vh)'): string =>
  `min(100%, ${width}px, ${tallest} * ${width / height})`;
