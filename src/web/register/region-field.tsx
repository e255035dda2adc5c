import { useRef, useState, type PointerEvent } from 'react';
import { fromUpright, toUpright, uprightSize, type Point } from '../../lib/exif-orientation.js';
import type { Region } from './draft.js';
import './region-field.css';

export interface StoredPicture {
  readonly width: number;
  readonly height: number;
  readonly orientation: number | null;
}

/** A region with its corners moved. */
function turned({ x, y, width, height }: Region, move: (point: Point) => Point): Region {
  const [one, other] = [move({ x, y }), move({ x: x + width, y: y + height })];
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

interface Given {
  readonly shownAt: string;
  /** The picture as it is stored, in whose pixels the region is; it is shown upright. */
  readonly picture: StoredPicture;
  readonly region: Region | null;
  readonly onChange: (region: Region | null) => void;
}

/** A part of the picture, drawn on it with the pointer, or given by numbers. */
export function RegionField({ shownAt, picture, region: stored, onChange: onStored }: Given) {
  const size = uprightSize(picture);
  const region = stored && turned(stored, (point) => toUpright(point, picture));
  const onChange = (drawn: Region | null) =>
    onStored(drawn && turned(drawn, (point) => fromUpright(point, picture)));
  const area = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null);
  const at = ({ clientX, clientY }: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), 1) * most);
    return {
      x: within((clientX - box.left) / box.width, size.width),
      y: within((clientY - box.top) / box.height, size.height),
    };
  };
  const draw = (event: PointerEvent) => {
    if (!from) return;
    const to = at(event);
    const width = Math.abs(to.x - from.x);
    const height = Math.abs(to.y - from.y);
    if (width > 0 && height > 0)
      onChange({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width, height });
  };
  const numbers = [
    { name: 'x', label: 'From the left', most: size.width - 1, least: 0 },
    { name: 'y', label: 'From the top', most: size.height - 1, least: 0 },
    { name: 'width', label: 'Width', most: size.width, least: 1 },
    { name: 'height', label: 'Height', most: size.height, least: 1 },
  ] as const;
  const shown = region ?? { x: 0, y: 0, width: size.width, height: size.height };
  return (
    <fieldset className="region-field">
      <legend className="sr-only">Where in the picture</legend>
      <div
        className="area"
        ref={area}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom(at(event));
        }}
        onPointerMove={draw}
        onPointerUp={() => setFrom(null)}
      >
        <img src={shownAt} alt="" draggable={false} />
        <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden="true">
          {region && <rect {...region} vectorEffect="non-scaling-stroke" />}
        </svg>
      </div>
      <p className="hint">Draw it on the picture, or give it in pixels.</p>
      <div className="numbers">
        {numbers.map(({ name, label, most, least }) => (
          <label key={name}>
            {label}
            <input
              type="number"
              min={least}
              max={most}
              value={shown[name]}
              onChange={({ target }) => {
                const value = Math.min(Math.max(Math.round(Number(target.value)), least), most);
                onChange({ ...shown, [name]: value });
              }}
            />
          </label>
        ))}
        {region && (
          <button type="button" className="link" onClick={() => onChange(null)}>
            The whole picture
          </button>
        )}
      </div>
    </fieldset>
  );
}
