import type { ReactNode } from 'react';
import './overlay.css';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Given {
  /** Of the picture as stored, in which the points are. */
  readonly width: number;
  readonly height: number;
  /** Each a region that the two pictures share; told apart by their numbers. */
  readonly regions: readonly { readonly name: string; readonly points: readonly Point[] }[];
  readonly children: ReactNode;
}

/** A picture with the regions drawn on it that it shares with another. */
export const Overlay = ({ width, height, regions, children }: Given) => (
  <div className="overlay">
    {children}
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {regions
        .filter(({ points }) => points.length > 2)
        .map(({ name, points }) => (
          <polygon
            key={name}
            points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
            vectorEffect="non-scaling-stroke"
          />
        ))}
    </svg>
  </div>
);
