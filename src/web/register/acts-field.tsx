import { useId, useRef, useState } from 'react';
import { ACT_KINDS, newAct, type ActKind, type DraftAct } from './draft.js';
import { RegionField, type StoredPicture } from './region-field.js';

interface Given {
  readonly acts: readonly DraftAct[];
  readonly shownAt: string;
  /** The picture as it is stored; null until that is known. */
  readonly picture: StoredPicture | null;
  readonly onChange: (acts: readonly DraftAct[]) => void;
  /** Takes files that show an act; done when they are kept. */
  readonly onEvidence: (act: string, files: readonly File[]) => Promise<void>;
}

/** What people did to make it: one act after the other, in words, with the time, the place in the picture and what shows it. */
export function ActsField({ acts, shownAt, picture, onChange, onEvidence }: Given) {
  const id = useId();
  const kinds = useRef<HTMLSelectElement>(null);
  const [kind, setKind] = useState<ActKind | ''>('');
  // The act that was added last: whoever goes by keys goes on in it.
  const [added, setAdded] = useState<string | null>(null);
  const change = (act: DraftAct, changes: Partial<DraftAct>) =>
    onChange(acts.map((one) => (one.id === act.id ? { ...one, ...changes } : one)));
  const add = () => {
    if (kind === '') return;
    const act = newAct(kind);
    setKind('');
    setAdded(act.id);
    onChange([...acts, act]);
  };
  const drop = (act: DraftAct) => {
    onChange(acts.filter((one) => one.id !== act.id));
    kinds.current?.focus();
  };
  return (
    <fieldset>
      <legend>
        <h2>What did people do?</h2>
      </legend>
      <p className="quiet">
        Authorship rests on what people did. Tell it as acts, each in a sentence: no shares and no
        percentages.
      </p>
      <ol className="plain acts">
        {acts.map((act, at) => (
          <li key={act.id}>
            <ActFields
              act={act}
              number={at + 1}
              shownAt={shownAt}
              picture={picture}
              isNew={act.id === added}
              onChange={(changes) => change(act, changes)}
              onEvidence={(files) => onEvidence(act.id, files)}
              onDrop={() => drop(act)}
            />
          </li>
        ))}
      </ol>
      <label htmlFor={id}>{acts.length === 0 ? 'Add an act' : 'Add another act'}</label>
      {/* A select that adds by itself would add an act for each key that is pressed in it. */}
      <div className="add">
        <select
          id={id}
          ref={kinds}
          value={kind}
          onChange={({ target }) => setKind(target.value as ActKind | '')} // an option's value
        >
          <option value="">Choose what was done …</option>
          {ACT_KINDS.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.name}: {one.what}
            </option>
          ))}
        </select>
        <button type="button" disabled={kind === ''} onClick={add}>
          Add<span className="sr-only"> this act</span>
        </button>
      </div>
    </fieldset>
  );
}

interface ActGiven {
  readonly act: DraftAct;
  readonly number: number;
  readonly shownAt: string;
  readonly picture: Given['picture'];
  readonly isNew: boolean;
  readonly onChange: (changes: Partial<DraftAct>) => void;
  readonly onEvidence: (files: readonly File[]) => Promise<void>;
  readonly onDrop: () => void;
}

function ActFields({ act, number, shownAt, picture, isNew, onChange, onEvidence, onDrop }: ActGiven) {
  const id = useId();
  const [keeping, setKeeping] = useState('');
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    setKeeping('Taking it …');
    onEvidence(files).then(
      () => setKeeping(''),
      () => setKeeping('It was not taken: this browser could not keep it.'),
    );
  };
  const about = ACT_KINDS.find(({ kind }) => kind === act.kind);
  return (
    <div className="fields act">
      <h3 className="wide">
        {number}. {about?.name}
      </h3>
      <div className="wide">
        <label htmlFor={`${id}-done`}>What was done</label>
        <textarea
          id={`${id}-done`}
          autoFocus={isNew}
          required
          maxLength={5000}
          value={act.done}
          placeholder={about?.what}
          onChange={({ target }) => onChange({ done: target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-when`}>
          When <span className="quiet">(may be left out)</span>
        </label>
        <input
          id={`${id}-when`}
          value={act.when}
          placeholder="2026-04-12, 2026-04 or 2026"
          onChange={({ target }) => onChange({ when: target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-evidence`}>
          What shows it{' '}
          <span className="quiet">(sketches, layers, earlier states; they become part of the record)</span>
        </label>
        <input
          id={`${id}-evidence`}
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
          {act.evidence.map((file) => (
            <li key={`${file.name} ${file.size}`}>
              {file.name}{' '}
              <button
                type="button"
                className="link"
                onClick={() => onChange({ evidence: act.evidence.filter((one) => one !== file) })}
              >
                Take it out<span className="sr-only">: {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {picture && (
        <details className="wide" {...(act.region && { open: true })}>
          <summary>Where in the picture{act.region ? '' : ' (may be left out)'}</summary>
          <RegionField
            shownAt={shownAt}
            picture={picture}
            region={act.region}
            onChange={(region) => onChange({ region })}
          />
        </details>
      )}
      <button type="button" className="link wide" onClick={onDrop}>
        Remove this act<span className="sr-only">: {about?.name}</span>
      </button>
    </div>
  );
}
