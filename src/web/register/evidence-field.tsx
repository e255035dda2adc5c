import { useState } from 'react';
import { ChooseFiles } from '../files/choose-files.js';

interface Given {
  /** What they are to it, such as "what shows it". */
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
  const [isTaking, setTaking] = useState(false);
  const take = async (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    setTaking(true);
    await onTake(chosen);
    setTaking(false);
  };
  return (
    <div>
      <p className="row">
        <ChooseFiles label={`Add ${label}`} several onFiles={(chosen) => void take(chosen)} />
        <span className="quiet">{what}; they become part of the record</span>
      </p>
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
