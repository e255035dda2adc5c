import { useRef, useState, type PointerEvent } from 'react';
import type { Region } from './draft.js';
import './region-field.css';

interface Given {
  readonly shownAt: string;
  /** Of the picture as stored. */
  readonly size: { readonly width: number; readonly height: number };
  readonly region: Region | null;
  readonly onChange: (region: Region | null) => void;
}

/** A part of the picture, drawn on it with the pointer, or given by numbers. */
export function RegionField({ shownAt, size, region, onChange }: Given) {
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
