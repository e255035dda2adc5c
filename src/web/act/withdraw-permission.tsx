import { usePersonWords } from '../parts/known-names.js';
import { withdrawPermission } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import { WithdrawalForm } from './withdrawal-form.js';

/** Who permitted somebody to derive from the work permits it no more. */
export function WithdrawPermission({ can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <WithdrawalForm
      kind="withdraw-permission"
      record={withdrawPermission}
      whyNot={whyNot}
      onRecorded={onRecorded}
      named={(form) => ({ permission: textOf(form, 'permission') })}
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
    </WithdrawalForm>
  );
}
