import { useId, useRef, useState } from 'react';
import { ACT_KINDS, newAct, type ActKind, type DraftAct, type DraftPerson } from './draft.js';
import { EvidenceField } from './evidence-field.js';
import { RegionField, type StoredPicture } from './region-field.js';
import { saysNoDate } from './date-problems.js';
import { TypedField } from './typed-field.js';

interface Given {
  readonly acts: readonly DraftAct[];
  /** Who claims beside the signer, and may have done it. */
  readonly others: readonly DraftPerson[];
  readonly shownAt: string;
  /** The picture as it is stored; null until that is known. */
  readonly picture: StoredPicture | null;
  readonly onChange: (acts: readonly DraftAct[]) => void;
  /** Takes files that show an act; done when they are kept. */
  readonly onEvidence: (act: string, files: readonly File[]) => Promise<void>;
}

/** What people did to make it: one act after the other, in words, with the time, the place in the picture and what shows it. */
export function ActsField({ acts, others, shownAt, picture, onChange, onEvidence }: Given) {
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
              others={others}
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

const NOBODY = 'nobody';

interface ActGiven {
  readonly act: DraftAct;
  readonly number: number;
  readonly others: Given['others'];
  readonly shownAt: string;
  readonly picture: Given['picture'];
  readonly isNew: boolean;
  readonly onChange: (changes: Partial<DraftAct>) => void;
  readonly onEvidence: (files: readonly File[]) => Promise<void>;
  readonly onDrop: () => void;
}

function ActFields({ act, number, others, shownAt, picture, isNew, onChange, onEvidence, onDrop }: ActGiven) {
  const id = useId();
  const about = ACT_KINDS.find(({ kind }) => kind === act.kind);
  const isByNobody = act.by !== '' && !others.some((other) => other.id === act.by);
  return (
    <div className="fields act">
      <h3 className="wide">
        {number}. {about?.name}
      </h3>
      <TypedField
        label="What was done"
        isRequired
        isLong
        most={5000}
        isFocusedAtFirst={isNew}
        value={act.done}
        {...(about && { placeholder: about.what })}
        onChange={(done) => onChange({ done })}
      />
      {(others.length > 0 || isByNobody) && (
        <div>
          <label htmlFor={`${id}-by`}>Who did it</label>
          <select
            id={`${id}-by`}
            value={isByNobody ? NOBODY : act.by}
            // What another did is never signed as the signer's own by itself.
            ref={(select) => select?.setCustomValidity(isByNobody ? 'Say who did it.' : '')}
            aria-describedby={`${id}-by-problem`}
            onChange={({ target }) => onChange({ by: target.value })}
          >
            <option value="">You</option>
            {isByNobody && (
              <option value={NOBODY} disabled>
                Somebody who does not claim it with you
              </option>
            )}
            {others.map((other, at) => (
              <option key={other.id} value={other.id}>
                {other.name || `The ${at + 2}. of you`}
              </option>
            ))}
          </select>
          <p className="hint problem" id={`${id}-by-problem`} hidden={!isByNobody}>
            You said that another did it, who does not claim it with you now. Say who did it.
          </p>
        </div>
      )}
      <TypedField
        label="When"
        most={60}
        wrong={saysNoDate(act.when)}
        placeholder="2026-04-12, 2026-04 or 2026"
        value={act.when}
        onChange={(when) => onChange({ when })}
      />
      <EvidenceField
        label="what shows it"
        what="sketches, layers, earlier states"
        files={act.evidence}
        onTake={onEvidence}
        onDrop={(file) => onChange({ evidence: act.evidence.filter((one) => one !== file) })}
      />
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
