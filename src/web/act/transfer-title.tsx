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
export function TransferTitle({ work, whyNot, onRecorded }: ActGiven) {
  const { signer } = useSigner();
  const own = work.owners.find(({ owner }) => owner.id === `person:${signer?.address}`);
  return (
    <StatementForm
      button="Sign the transfer"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => {
        const owner = readAddress(textOf(form, 'to'), 'Who receives it');
        const share = textOf(form, 'share') || '1';
        return {
          kind: 'transfer-title',
          record: transferTitle,
          body: {
            work: work.id,
            to: [{ owner, share }],
            method: textOf(form, 'method'),
            ...filled({ date: textOf(form, 'date'), note: textOf(form, 'note') }),
          },
          lastWord: `You pass on ${share === '1' ? 'all' : share} of the title in “${work.title}” to ${owner}. Once it is signed you cannot take it back; only they could pass it on to you.`,
        };
      }}
    >
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
