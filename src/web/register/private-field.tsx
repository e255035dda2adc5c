import { saveFile } from '../parts/save-file.js';
import type { Draft } from './draft.js';
import type { Body } from './draft-bodies.js';
import { areOpeningsSaved, hideableOf, openingsOf } from './private-fields.js';

interface Given {
  readonly draft: Draft;
  /** What the picture's file says of its making. */
  readonly read: Body | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What of the claim is not told, and stands in it as a commitment. Nothing where there is nothing to keep private. */
export function PrivateField({ draft, read, onChange }: Given) {
  const hideable = hideableOf(draft, read);
  if (hideable.length === 0) return null;
  const inFile = hideable.filter(({ key, isInFile }) => isInFile && draft.privately.includes(key));
  return (
    <fieldset>
      <legend>
        <h2>What stays private?</h2>
      </legend>
      <p className="quiet">
        What you tick is not told: a sealed commitment takes its place, and later you can show to whom you
        choose what it was and that it was so from the beginning. Files that show a private act are not sent.
      </p>
      <div className="choices">
        {hideable.map(({ key, name }) => (
          <label className="choice" key={key}>
            <input
              type="checkbox"
              checked={draft.privately.includes(key)}
              onChange={({ target }) =>
                onChange({
                  privately: target.checked
                    ? [...draft.privately, key]
                    : draft.privately.filter((one) => one !== key),
                })
              }
            />{' '}
            Keep private: {name}
          </label>
        ))}
      </div>
      {inFile.length > 0 && (
        <p className="notice">
          The picture becomes public, and its own file tells {inFile.map(({ name }) => name).join(', ')}: to
          keep that private, register a picture without it.
        </p>
      )}
    </fieldset>
  );
}

/** Has what opens the private fields saved; nobody else has it. Nothing where none is private. */
export function SaveOpenings({ draft, read, onChange }: Given) {
  const openings = openingsOf(draft, read);
  if (openings.length === 0) return null;
  const isSaved = areOpeningsSaved(draft, read);
  return (
    <div className="stack">
      <p>
        <strong>Save what opens the private fields.</strong> The register gets commitments alone. Whoever has
        this file can show what was kept private; without it nobody can, you neither.
      </p>
      <p className="row">
        <button
          type="button"
          {...(!isSaved && { className: 'main' })}
          onClick={() => {
            saveFile(
              `${draft.picture.name}.openings.json`,
              new Blob([`${JSON.stringify(openings, null, 2)}\n`], { type: 'application/json' }),
            );
            onChange({ openings });
          }}
        >
          Save the private fields
        </button>
        <span role="status">{isSaved ? 'Saved: keep the file.' : ''}</span>
      </p>
    </div>
  );
}
