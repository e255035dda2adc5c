import { useId } from 'react';

interface Given {
  /** Names the field, as the button that it looks like. */
  readonly label: string;
  /** Types and endings that are offered; left out, all. */
  readonly accept?: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly several?: boolean;
  readonly className?: string;
  /** Which camera takes the picture, where there is one. */
  readonly capture?: 'environment';
}

/** A field for files that looks like a button. The same file can be chosen again. */
export function ChooseFiles({
  label,
  accept,
  onFiles,
  several = false,
  className = 'button',
  capture,
}: Given) {
  const id = useId();
  return (
    <>
      <label className={className} htmlFor={id}>
        {label}
      </label>
      <input
        className="sr-only"
        id={id}
        type="file"
        accept={accept}
        multiple={several}
        {...(capture && { capture })}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}
