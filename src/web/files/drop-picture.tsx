import { useEffect, useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import './drop-picture.css';

export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif';

interface Given {
  readonly onFiles: (files: readonly File[]) => void;
  readonly several?: boolean;
  /** Names the field. */
  readonly label: string;
  readonly children?: ReactNode;
}

/** Takes pictures that are dropped, pasted anywhere on the page, chosen, or taken with the camera. */
export function DropPicture({ onFiles, several = false, label, children }: Given) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      const files = picturesIn(clipboardData?.files);
      if (files.length > 0) latest.current(files);
    };
    // A picture that misses the field must not take the place of the page.
    const onMissed = (event: globalThis.DragEvent) => event.preventDefault();
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onMissed);
    document.addEventListener('drop', onMissed);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onMissed);
      document.removeEventListener('drop', onMissed);
    };
  }, []);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(several ? files : files.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className="drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {children}
      <div className="row">
        <label className="button main" htmlFor={id}>
          {label}
        </label>
        <input
          className="sr-only"
          id={id}
          type="file"
          accept={PICTURE_TYPES}
          multiple={several}
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
          }}
        />
        <label className="button camera" htmlFor={`${id}-camera`}>
          Take a photograph
        </label>
        <input
          className="sr-only"
          id={`${id}-camera`}
          type="file"
          accept="image/*"
          capture="environment"
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
          }}
        />
      </div>
      <p className="hint">
        Drop it here, paste it, or choose it: JPEG, PNG, WebP, GIF, TIFF or AVIF, up to 200 MB.
      </p>
    </div>
  );
}

const picturesIn = (files: FileList | undefined): File[] =>
  [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));
