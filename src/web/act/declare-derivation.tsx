import { DERIVATION_WAYS, WAY_MEANINGS } from '../../originality/derivation-ways.js';
import { Field } from '../parts/field.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { declareDerivation } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import { readWork } from './read-work.js';
import { StatementForm } from './statement-form.js';

/** The work derives from another that is registered. */
export const DeclareDerivation = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the derivation"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => ({
      kind: 'declare-derivation',
      record: declareDerivation,
      body: {
        work: work.id,
        source: readWork(textOf(form, 'source'), 'The source'),
        how: textOf(form, 'how'),
        ...filled({ note: textOf(form, 'note') }),
      },
    })}
  >
    <p>It says from what the work derives, and nothing of whether that was permitted.</p>
    <div className="fields">
      <Field
        label="From which work (its id, or the address of its page)"
        name="source"
        required
        isWide
        placeholder="work:…"
      />
      <SelectField label="How" name="how" isWide>
        {optionsOf(
          DERIVATION_WAYS.map((way) => [way, `${way.replaceAll('-', ' ')}: ${WAY_MEANINGS[way]}`] as const),
        )}
      </SelectField>
      <Field label="Note, public" name="note" maxLength={2000} isLong isWide />
    </div>
  </StatementForm>
);
