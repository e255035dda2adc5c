import { uprightSize } from '../../lib/exif-orientation.js';
import { renditionPath, sizesOf } from '../../lib/iiif-sizes.js';
import type { PictureFileFragment } from './parts.generated.js';
import { shownWidth } from './shown-width.js';
import './picture.css';

interface Given {
  readonly file: PictureFileFragment | undefined;
  /** What it shows, for those who do not see it; empty where the words beside it say so. */
  readonly alt: string;
  /** How wide it is shown, as the attribute `sizes` has it. */
  readonly sizes?: string;
  /** At most so tall, as a length of CSS. */
  readonly tallest?: string;
  readonly isFirst?: boolean;
}

/** A registered picture, as large as it is shown; never its original. In words where it is withheld, erased or none. */
export function Picture({ file, alt, sizes = '100vw', tallest, isFirst = false }: Given) {
  const why = whyUnseen(file);
  if (why !== null || !file?.width || !file.height)
    return (
      <div
        className="unseen"
        role="img"
        aria-label={alt === '' ? (why ?? 'No picture') : `${alt}: ${why ?? 'no picture'}`}
      >
        <span aria-hidden="true">{why ?? 'No picture'}</span>
      </div>
    );
  const size = uprightSize({ width: file.width, height: file.height, orientation: file.orientation });
  const renditions = sizesOf(size);
  const largest = renditions.at(-1);
  return (
    <img
      className="picture"
      style={{ width: shownWidth(size, tallest) }}
      alt={alt}
      width={size.width}
      height={size.height}
      src={largest && renditionPath(file.cid, largest)}
      srcSet={renditions.map((one) => `${renditionPath(file.cid, one)} ${one.width}w`).join(', ')}
      sizes={sizes}
      loading={isFirst ? 'eager' : 'lazy'}
      decoding="async"
      {...(isFirst && { fetchPriority: 'high' as const })}
    />
  );
}

function whyUnseen(file: PictureFileFragment | undefined): string | null {
  if (file?.forgetting) return 'Its bytes were erased on demand';
  if (file?.withheld) return `Withheld from display: ${file.withheld.reason}`;
  return null;
}
