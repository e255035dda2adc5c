import { Field } from '../parts/field.js';
import { usesInWords } from '../parts/use-words.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { transferRight } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { readAddress } from './read-address.js';
import { readScope, ScopeFields } from './scope-fields.js';
import { sentFiles } from './sent-files.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

const TYPES = [
  ['assignment', 'I assign it: it is theirs from then on'],
  ['exclusive-licence', 'I license it exclusively'],
] as const;

/** A right passes to another by a writing that was signed. */
export const TransferRight = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the transfer of the right"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => {
      // What can be wrong is read before the writing is sent.
      const to = readAddress(textOf(form, 'to'), 'Who receives the right');
      const scope = readScope(form);
      const [from, until] = [textOf(form, 'from'), textOf(form, 'until')];
      const { uploads, references } = await sentFiles(form, 'writing');
      const body = {
        work: work.id,
        type: textOf(form, 'type'),
        to,
        ...scope,
        writing: references[0],
        executedOn: textOf(form, 'executedOn'),
        ...filled({
          from,
          until,
          transferor: textOf(form, 'transferor'),
          transferee: textOf(form, 'transferee'),
        }),
      };
      const lastWord = `You ${body.type === 'assignment' ? 'assign' : 'license exclusively'} to ${to} of the rights in “${work.title}”: ${usesInWords(scope.actions)}, ${scope.where ? `in ${scope.where.join(', ')}` : 'worldwide'}, from ${from || body.executedOn} ${until === '' ? 'without end' : `until ${until}`}. Once it is signed you cannot take it back.`;
      return { kind: 'transfer-right', record: transferRight, body, uploads, lastWord };
    }}
  >
    <p>
      Copyright alone: whose the object is, a transfer of title says. It wants a writing that was signed, and
      the file of it becomes public.
    </p>
    <div className="fields">
      <SelectField label="What you do" name="type" isWide required>
        {optionsOf([['', 'Choose what'], ...TYPES])}
      </SelectField>
      <Field label="To (address of their key)" name="to" required isWide placeholder="0x…" />
      <Field label="The signed writing" name="writing" type="file" required />
      <Field label="Signed on" name="executedOn" type="date" required />
      <ScopeFields legend="Which rights" />
      <Field label="First day" name="from" type="date" hint="The day of the writing where it is empty" />
      <Field label="Last day" name="until" type="date" hint="Without end where it is empty" />
      <Field label="Your name, as the writing has it" name="transferor" maxLength={300} />
      <Field label="Their name, as the writing has it" name="transferee" maxLength={300} />
    </div>
  </StatementForm>
);
