import { useState } from 'react';
import type { NamedOpening } from '../../disclosure/read-openings.js';
import { ChooseFiles } from '../files/choose-files.js';
import { DropArea } from '../files/drop-area.js';
import { Problem } from '../parts/problem.js';
import { ACT_KINDS } from '../register/draft.js';
import { fieldInWords } from './field-words.js';

interface Given {
  /** What goes into the package. */
  readonly chosen: readonly NamedOpening[];
  readonly onChoose: (chosen: readonly NamedOpening[]) => void;
}

/** Takes files of what opens private fields, and asks which of them to disclose. They are read here and sent nowhere. */
export function DisclosureField({ chosen, onChoose }: Given) {
  const [openings, setOpenings] = useState<readonly NamedOpening[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (files: readonly File[]) => {
    const [{ readOpeningsText }, { Refusal }] = await Promise.all([
      import('../../disclosure/read-openings.js'),
      import('../../lib/refusal.js'),
    ]);
    setProblem(null);
    try {
      const read: NamedOpening[] = [];
      for (const file of files) read.push(...readOpeningsText(await file.text(), { path: file.name }));
      // The same may be in several files.
      setOpenings((before) => [
        ...new Map([...before, ...read].map((opening) => [opening.commitment, opening])).values(),
      ]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setProblem(error.message);
    }
  };
  const isChosen = ({ commitment }: NamedOpening) => chosen.some((one) => one.commitment === commitment);
  return (
    <div className="stack">
      <DropArea onFiles={(files) => void take(files)}>
        <ChooseFiles
          label="Choose what opens private fields"
          accept=".json,application/json"
          several
          onFiles={(files) => void take(files)}
        />
        <p className="hint">
          The file that was saved when the work was registered (….openings.json), or the one that you were
          given by whoever disclosed them. It is read in this browser and sent nowhere.
        </p>
      </DropArea>
      {problem && <Problem problem={{ message: problem }} />}
      {openings.length > 0 && (
        <fieldset>
          <legend>What to disclose</legend>
          {openings.map((opening) => (
            <label className="choice" key={opening.commitment}>
              <input
                type="checkbox"
                checked={isChosen(opening)}
                onChange={({ target }) =>
                  onChoose(
                    target.checked
                      ? [...chosen, opening]
                      : chosen.filter(({ commitment }) => commitment !== opening.commitment),
                  )
                }
              />{' '}
              {opening.field === undefined ? 'A field' : fieldInWords(opening.field)}:{' '}
              <span className="quiet">{contentInWords(opening.content)}</span>
            </label>
          ))}
          {chosen.length > 0 && (
            <p className="notice">
              Whoever has the package reads what is ticked. The PDF of the record is left out of it, since
              only <code>raisonne export --disclose</code> makes that anew; all other documents tell it.
            </p>
          )}
        </fieldset>
      )}
    </div>
  );
}

function contentInWords(content: unknown): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (typeof content !== 'object' || content === null) return JSON.stringify(content);
  const { text, kind, done } = content as Readonly<Record<string, unknown>>; // any object may have some
  if (typeof text === 'string') return text;
  return typeof done === 'string'
    ? `${ACT_KINDS.find((one) => one.kind === kind)?.name ?? ''} – ${done}`
    : JSON.stringify(content);
}
