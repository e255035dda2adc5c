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
  const [keeping, setKeeping] = useState('');
  const take = (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    setKeeping('Taking it …');
    onTake(chosen).then(
      () => setKeeping(''),
      () => setKeeping('It was not taken: this browser could not keep it.'),
    );
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
          take([...(target.files ?? [])]);
          // The list below says what was taken.
          target.value = '';
        }}
      />
      <p className="hint" role="status">
        {keeping}
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
