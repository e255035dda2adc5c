import { useEffect, useRef, type ReactNode } from 'react';
import { ChooseFiles } from './choose-files.js';
import { DropArea } from './drop-area.js';

export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif';

interface Given {
  readonly onFiles: (files: readonly File[]) => void;
  readonly several?: boolean;
  /** Names the field. */
  readonly label: string;
  /** Whether it is what the page is for; left out, it is. */
  readonly isMain?: boolean;
  readonly children?: ReactNode;
}

/** Takes pictures that are dropped, pasted anywhere on the page, chosen, or taken with the camera. */
export function DropPicture({ onFiles, several = false, label, isMain = true, children }: Given) {
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
  const take = (files: readonly File[]) => {
    if (files.length > 0) onFiles(several ? files : files.slice(0, 1));
  };
  return (
    <DropArea onFiles={take}>
      {children}
      <div className="row">
        <ChooseFiles
          label={label}
          accept={PICTURE_TYPES}
          several={several}
          className={isMain ? 'button main' : 'button'}
          onFiles={take}
        />
        <ChooseFiles
          label="Take a photograph"
          accept="image/*"
          capture="environment"
          className="button camera"
          onFiles={take}
        />
      </div>
      <p className="hint">
        Drop it here, paste it, or choose it: JPEG, PNG, WebP, GIF, TIFF or AVIF, up to 200 MB.
      </p>
    </DropArea>
  );
}

const picturesIn = (files: FileList | undefined): File[] =>
  [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));
