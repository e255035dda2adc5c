import { DERIVATION_WAYS, WAY_MEANINGS } from '../../originality/derivation-ways.js';
import { Field } from '../parts/field.js';
import { permitDerivation } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import { readAddress } from './read-address.js';
import { StatementForm } from './statement-form.js';

/** Whoever speaks for the work permits somebody to derive from it. */
export const PermitDerivation = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the permission"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => {
      const how = form.getAll('how').map(String);
      return {
        kind: 'permit-derivation',
        record: permitDerivation,
        body: {
          source: work.id,
          to: readAddress(textOf(form, 'to'), 'Who may derive from it'),
          ...(how.length > 0 && { how }),
          terms: textOf(form, 'terms'),
          ...filled({ until: textOf(form, 'until') }),
        },
      };
    }}
  >
    <p>For one person, by any of their keys. A licence can be for everybody, and says more of its terms.</p>
    <div className="fields">
      <Field label="Who may (address of their key)" name="to" required isWide placeholder="0x…" />
      <fieldset className="wide">
        <legend>In which ways</legend>
        <p className="hint">In any, where none is ticked.</p>
        <div>
          {DERIVATION_WAYS.map((way) => (
            <label className="choice" key={way}>
              <input type="checkbox" name="how" value={way} /> {way.replaceAll('-', ' ')}{' '}
              <span className="quiet">({WAY_MEANINGS[way]})</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label="What is permitted, and on which terms"
        name="terms"
        required
        isLong
        isWide
        maxLength={2000}
        hint="It becomes public."
      />
      <Field label="Last day" name="until" type="date" />
    </div>
  </StatementForm>
);
