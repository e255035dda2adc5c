import { Field } from '../parts/field.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { recordProvenance } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { PASSAGES } from './passage-methods.js';
import { addressIn } from './read-address.js';
import { sentFiles } from './sent-files.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who knows of its history tells an event of it. */
export const RecordProvenance = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the event"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => {
      const { uploads, references } = await sentFiles(form, 'document');
      const event = {
        type: 'passage',
        ...filled({ method: textOf(form, 'method') }),
        ...partyIn(form, 'from'),
        ...partyIn(form, 'to'),
        ...filled({
          begin: textOf(form, 'begin'),
          end: textOf(form, 'end'),
          place: textOf(form, 'place'),
          note: textOf(form, 'note'),
        }),
        ...sourcesIn(textOf(form, 'citation'), references),
        ...(form.get('isUncertain') !== null && { uncertain: ['event'] }),
      };
      const body = { work: work.id, ...filled({ object: textOf(form, 'object') }), events: [event] };
      return { kind: 'record-provenance', record: recordProvenance, body, uploads };
    }}
  >
    <p>
      It is what you state: it moves no title that is registered here. To pass on what is yours, transfer
      title.
    </p>
    <div className="fields">
      <SelectField label="What happened" name="method">
        {PASSAGES.map(({ about, methods }) => (
          <optgroup key={about} label={about}>
            {optionsOf(methods)}
          </optgroup>
        ))}
      </SelectField>
      <Field label="Where" name="place" maxLength={200} />
      <Field label="From whom" name="from" maxLength={300} hint="A name, or the address of their key" />
      <Field label="To whom" name="to" maxLength={300} hint="A name, or the address of their key" />
      <Field
        label="When, or since when"
        name="begin"
        maxLength={60}
        hint="Such as 1938-05-02, 1938, 1938~ (about) or ../1938 (until)"
      />
      <Field label="Until when" name="end" maxLength={60} hint="Of a loan, or of who had it" />
      <Field
        label="Which object, where there are several"
        name="object"
        maxLength={300}
        placeholder="The bronze of 1911, cast 3/8"
      />
      <Field label="On which document it rests" name="citation" maxLength={5000} />
      <Field
        label="A copy of the document"
        name="document"
        type="file"
        multiple
        hint="Anybody can read it from then on"
      />
      <Field label="Note, public" name="note" maxLength={2000} />
      <label className="choice wide">
        <input type="checkbox" name="isUncertain" /> It is not certain that it happened
      </label>
    </div>
  </StatementForm>
);

/** A person by their key where it is one, or else by the name. */
function partyIn(form: FormData, side: 'from' | 'to') {
  const text = textOf(form, side);
  if (text === '') return {};
  const person = addressIn(text);
  return { [side]: [person === null ? { name: text } : { person }] };
}

/** The first document is what is cited; each other stands for itself. */
function sourcesIn(citation: string, files: readonly object[]) {
  const [first, ...others] = files;
  if (citation === '' && !first) return {};
  return {
    sources: [
      { ...filled({ citation }), ...(first && { file: first }) },
      ...others.map((file) => ({ file })),
    ],
  };
}
