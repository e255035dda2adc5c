import OpenSeadragon from 'openseadragon';
import { useEffect, useRef } from 'react';
import './deep-zoom.css';

const STEP = 1.6;

/** The picture by its IIIF tiles: the wheel, two fingers, the buttons, or + and - come closer; arrows move. */
export function DeepZoom({ cid, alt }: { readonly cid: string; readonly alt: string }) {
  const place = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenSeadragon.Viewer | null>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const viewer = OpenSeadragon({
      element: place.current,
      tileSources: [`/iiif/3/${cid}/info.json`],
      // Its buttons are pictures of its own; keys, wheel and fingers do the same.
      showNavigationControl: false,
      drawer: 'canvas',
      animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.6,
      maxZoomPixelRatio: 4,
      gestureSettingsMouse: { clickToZoom: true },
    });
    opened.current = viewer;
    return () => viewer.destroy();
  }, [cid]);
  const zoomBy = (factor: number) => opened.current?.viewport.zoomBy(factor).applyConstraints();
  return (
    <div className="deep-zoom">
      <div className="view" ref={place} role="img" aria-label={`${alt.replace(/\.$/, '')}, enlarged`} />
      <div className="row">
        <button type="button" onClick={() => zoomBy(STEP)}>
          Closer
        </button>
        <button type="button" onClick={() => zoomBy(1 / STEP)}>
          Farther
        </button>
      </div>
    </div>
  );
}
