import { useId } from 'react';
import type { Told } from '../check/use-check.js';
import { GRADES } from '../check/words.js';
import { MACHINE_FIELDS, type Draft } from './draft.js';
import { machineValue, type Body } from './draft-bodies.js';

interface Given {
  readonly draft: Draft;
  readonly told: Told | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What a machine had part in, as the file tells it, to be confirmed, corrected or told anew. */
export function MachineFields({ draft, told, onChange }: Given) {
  const id = useId();
  const read: Body | null = told?.record ?? null;
  return (
    <fieldset>
      <legend>
        <h2>Did a machine have part in it?</h2>
      </legend>
      {told && <p className="quiet">{GRADES[told.evidence.grade]}</p>}
      <label className="choice">
        <input
          type="checkbox"
          checked={draft.hadMachine}
          onChange={({ target }) => onChange({ hadMachine: target.checked, saidMachine: true })}
        />{' '}
        Yes: something in it was generated
      </label>
      {draft.hadMachine && (
        <div className="fields">
          {MACHINE_FIELDS.map(({ field, name, isLong }) => {
            const value = machineValue(field, draft, read);
            const before = machineValue(field, { ...draft, machine: {} }, read);
            const isCorrected = before !== '' && before !== value;
            const Field = isLong ? 'textarea' : 'input';
            return (
              <div key={field} {...(isLong && { className: 'wide' })}>
                <label htmlFor={`${id}-${field}`}>
                  {name}
                  {field === 'tool' ? '' : <span className="quiet"> (may be left out)</span>}
                </label>
                <Field
                  id={`${id}-${field}`}
                  value={value}
                  required={field === 'tool'}
                  onChange={({ target }) =>
                    onChange({ machine: { ...draft.machine, [field]: target.value } })
                  }
                />
                {isCorrected && <p className="hint">The file says: {before}. Both are recorded.</p>}
              </div>
            );
          })}
        </div>
      )}
    </fieldset>
  );
}
