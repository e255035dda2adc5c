import { Field } from '../parts/field.js';
import { usePersonWords } from '../parts/known-names.js';
import { withdrawPermission } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who permitted somebody to derive from the work permits it no more. */
export function WithdrawPermission({ can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <StatementForm
      button="Sign the withdrawal"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => ({
        kind: 'withdraw-permission',
        record: withdrawPermission,
        body: { permission: textOf(form, 'permission'), ...filled({ reason: textOf(form, 'reason') }) },
      })}
    >
      <p>
        The permission stays on record as withdrawn. What that means for what was derived before is not said
        here.
      </p>
      <ChoiceField
        label="Which permission"
        name="permission"
        options={can.endedPermissions.map(({ id, to, terms, permittedBy }) => ({
          id,
          words: `of ${inWords(permittedBy.id)} to ${inWords(to.id)}: ${terms.slice(0, 60)}`,
        }))}
      />
      <Field label="Why, public" name="reason" isLong maxLength={2000} />
    </StatementForm>
  );
}
