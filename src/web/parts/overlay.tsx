import type { ReactNode } from 'react';
import { toUpright, uprightSize, type Point } from '../../lib/exif-orientation.js';
import { shownWidth } from './shown-width.js';
import './overlay.css';

interface Given {
  /** The picture as it is stored, in which the points are; it is shown upright. Null: not known yet. */
  readonly picture: {
    readonly width: number | null;
    readonly height: number | null;
    readonly orientation: number | null;
  } | null;
  /** Told apart by their names. */
  readonly regions: readonly { readonly name: string; readonly points: readonly Point[] }[];
  /** At most so tall is the picture, as a length of CSS. */
  readonly tallest?: string;
  readonly children: ReactNode;
}

/** A picture with regions drawn on it: what it shares with another, or what somebody worked on. */
export function Overlay({ picture, regions, tallest, children }: Given) {
  const stored = {
    width: picture?.width ?? 1,
    height: picture?.height ?? 1,
    orientation: picture?.orientation ?? null,
  };
  const { width, height } = uprightSize(stored);
  return (
    <div className="overlay">
      {children}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        style={{ width: shownWidth({ width, height }, tallest), aspectRatio: width / height }}
        aria-hidden="true"
      >
        {regions
          .filter(({ points }) => points.length > 2)
          .map(({ name, points }) => (
            <polygon
              key={name}
              points={points
                .map((point) => toUpright(point, stored))
                .map(({ x, y }) => `${x},${y}`)
                .join(' ')}
              vectorEffect="non-scaling-stroke"
            />
          ))}
      </svg>
    </div>
  );
}
