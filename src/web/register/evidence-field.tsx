import { useId, useState } from 'react';

interface Given {
  readonly label: string;
  /** What such files are. */
  readonly what: string;
  readonly files: readonly File[];
  /** Takes files; done when they are kept. */
  readonly onTake: (files: readonly File[]) => Promise<void>;
  readonly onDrop: (file: File) => void;
}

/** Files that show something. They are shown as taken once they are kept. */
export function EvidenceField({ label, what, files, onTake, onDrop }: Given) {
  const id = useId();
  const [isTaking, setTaking] = useState(false);
  const take = async (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    setTaking(true);
    await onTake(chosen);
    setTaking(false);
  };
  return (
    <div>
      <label htmlFor={id}>
        {label} <span className="quiet">({what}; they become part of the record)</span>
      </label>
      <input
        id={id}
        type="file"
        multiple
        onChange={({ target }) => {
          void take([...(target.files ?? [])]);
          // The list below says what was taken.
          target.value = '';
        }}
      />
      <p className="hint" role="status">
        {isTaking && 'Taking it …'}
      </p>
      <ul>
        {files.map((file) => (
          <li key={`${file.name} ${file.size}`}>
            {file.name}{' '}
            <button type="button" className="link" onClick={() => onDrop(file)}>
              Take it out<span className="sr-only">: {file.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
