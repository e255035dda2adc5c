import { useSigner } from '../keys/signer-context.js';
import { Field } from '../parts/field.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { transferTitle } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { readAddress } from './read-address.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

const METHODS = ['sale', 'gift', 'bequest', 'inheritance', 'exchange', 'commission', 'assignment', 'other'];

/** Title in the work, or a share of it, passes to another. */
export function TransferTitle({ work, onRecorded }: ActGiven) {
  const { signer } = useSigner();
  const own = work.owners.find(({ owner }) => owner.id === `person:${signer?.address}`);
  return (
    <StatementForm
      button="Sign the transfer"
      onRecorded={onRecorded}
      read={async (form) => ({
        kind: 'transfer-title',
        record: transferTitle,
        body: {
          work: work.id,
          to: [
            {
              owner: readAddress(textOf(form, 'to'), 'Who receives it'),
              share: textOf(form, 'share') || '1',
            },
          ],
          method: textOf(form, 'method'),
          ...filled({ date: textOf(form, 'date'), note: textOf(form, 'note') }),
        },
      })}
    >
      {signer && !own && (
        <p className="notice">By the register you own no share of it, and it will say no.</p>
      )}
      <div className="fields">
        <Field label="To (address of their key)" name="to" required isWide placeholder="0x…" />
        <Field
          label="Share of the whole"
          name="share"
          required
          // Once the key is open it is known how much there is to give.
          key={own?.share}
          defaultValue={own?.share ?? '1'}
          hint="1 for all, or a fraction such as 1/3"
        />
        <SelectField label="How" name="method">
          {optionsOf(METHODS.map((method) => [method, method]))}
        </SelectField>
        <Field label="When" name="date" placeholder="2026-04-12" />
        <Field label="Note, public" name="note" maxLength={2000} />
      </div>
    </StatementForm>
  );
}
