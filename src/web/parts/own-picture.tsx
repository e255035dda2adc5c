import { useEffect, useState } from 'react';
import './picture.css';

/** A small view of a picture that is on this machine; none where the browser cannot draw it. */
export function OwnPicture({ file, alt }: { readonly file: File; readonly alt: string }) {
  const [shownAt, setShownAt] = useState<string | null>(null);
  useEffect(() => {
    const address = URL.createObjectURL(file);
    setShownAt(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return (
    shownAt && <img className="picture small" src={shownAt} alt={alt} onError={() => setShownAt(null)} />
  );
}
