import OpenSeadragon from 'openseadragon';
import { useEffect, useRef } from 'react';
import './deep-zoom.css';

/** The picture by its IIIF tiles: the wheel, two fingers, or + and - come closer; arrows move. */
export function DeepZoom({ cid, alt }: { readonly cid: string; readonly alt: string }) {
  const place = useRef<HTMLDivElement>(null);
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
    return () => viewer.destroy();
  }, [cid]);
  return <div className="deep-zoom" ref={place} role="img" aria-label={`${alt}, enlarged`} />;
}
