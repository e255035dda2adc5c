import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Picture } from '../parts/picture.js';
import { placeDerivations, type Place } from './place-derivations.js';
import type { RelatedWorksQuery } from './related.generated.js';
import './derivation-graph.css';
import { codeInWords } from '../parts/words.js';

export type Derivation = NonNullable<RelatedWorksQuery['derivationGraph']>['derivations'][number];

/** In rem: a work takes a box, and between columns is room for what is written on a line. */
const BOX = { width: 9, height: 10.5 };
const GAP = { x: 7, y: 1 };

const leftOf = ({ column }: Place): number => column * (BOX.width + GAP.x);
const topOf = ({ row }: Place): number => row * (BOX.height + GAP.y);
/** Lines come and go at the pictures, not at the titles under them. */
const MIDDLE = 3.5;

/** The works from which one derives and those that derive from it, from left to right, each line saying how. */
export function DerivationGraph({
  centre,
  derivations,
}: {
  readonly centre: string;
  readonly derivations: readonly Derivation[];
}) {
  const works = new Map(
    derivations.flatMap(({ source, work }) => [source, work]).map((one) => [one.id, one]),
  );
  const steps = derivations.map(({ id, source, work }) => ({ id, source: source.id, work: work.id }));
  const { places, columns, rows } = placeDerivations(centre, steps);
  const at = new Map(places.map((place) => [place.work, place]));
  const width = columns * (BOX.width + GAP.x) - GAP.x;
  const height = rows * (BOX.height + GAP.y) - GAP.y;
  const frame = useRef<HTMLDivElement>(null);
  const middle = at.get(centre);
  const middleRem = middle ? leftOf(middle) + BOX.width / 2 : 0;
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const watch = new ResizeObserver(() => setCut(current.scrollWidth > current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  }, [width]);
  useEffect(() => {
    // Where the whole has no room, the work itself is in sight.
    const { current } = frame;
    if (current) current.scrollLeft = (middleRem / width) * current.scrollWidth - current.clientWidth / 2;
  }, [middleRem, width]);
  return (
    <>
      {isCut && <p className="hint no-print">It is wider than the page: scroll it sideways.</p>}
      <div
        className="derivation-graph"
        role="group"
        aria-label="Derivations, as a picture"
        tabIndex={0}
        ref={frame}
      >
        <div className="canvas" style={{ width: `${width}rem`, height: `${height}rem` }}>
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {derivations.map(({ id, how, source, work }) => {
              const [from, to] = [at.get(source.id), at.get(work.id)];
              return from && to ? <Line key={id} from={from} to={to} how={how} /> : null;
            })}
          </svg>
          <ul className="plain">
            {places.map((place) => {
              const work = works.get(place.work);
              return work ? (
                <li
                  key={work.id}
                  data-centre={work.id === centre}
                  style={{
                    left: `${leftOf(place)}rem`,
                    top: `${topOf(place)}rem`,
                    width: `${BOX.width}rem`,
                    height: `${BOX.height}rem`,
                  }}
                >
                  <Link
                    href={`/works/${work.id}`}
                    {...(work.id === centre && { 'aria-current': 'page' as const })}
                  >
                    <span className="seen">
                      <Picture file={work.files[0]} alt="" sizes="9rem" tallest="7rem" />
                    </span>
                    <span className="title">{work.title}</span>
                  </Link>
                </li>
              ) : null;
            })}
          </ul>
        </div>
      </div>
    </>
  );
}

function Line({ from, to, how }: { readonly from: Place; readonly to: Place; readonly how: string }) {
  // Backwards where derivations go round.
  const isForward = to.column > from.column;
  const start = { x: leftOf(from) + (isForward ? BOX.width : 0), y: topOf(from) + MIDDLE };
  const end = { x: leftOf(to) + (isForward ? 0 : BOX.width), y: topOf(to) + MIDDLE };
  const bend = (isForward ? 1 : -1) * GAP.x * 0.5;
  return (
    <>
      <path
        d={`M ${start.x} ${start.y} C ${start.x + bend} ${start.y}, ${end.x - bend} ${end.y}, ${end.x} ${end.y}`}
      />
      <circle cx={end.x} cy={end.y} r="0.22" />
      <text x={(start.x + end.x) / 2} y={(start.y + end.y) / 2 - 0.3}>
        {codeInWords(how)}
      </text>
    </>
  );
}
