import { Field } from '../parts/field.js';
import { OUTCOMES, outcomeInWords } from '../parts/dispute-words.js';
import { today } from '../parts/words.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { stateOutcome } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { DisputeField, readDispute, useDisputeWords } from './dispute-field.js';
import { filled, textOf } from './form-text.js';
import type { DisputeOfClaim } from './possible.js';
import { sentFiles } from './sent-files.js';
import { StatementForm } from './statement-form.js';

/** A side of a dispute tells how it ended. */
export function StateOutcome({ work, can: { concluded: disputes }, whyNot, onRecorded }: ActGiven) {
  const inWords = useDisputeWords();
  return (
    <StatementForm
      button="Sign the outcome"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => {
        const {
          uploads,
          references: [document],
        } = await sentFiles(form, 'document');
        const { dispute, named } = readDispute(form, { disputes });
        const body = {
          ...named,
          outcome: textOf(form, 'outcome'),
          decidedBy: textOf(form, 'decidedBy'),
          decidedOn: textOf(form, 'decidedOn'),
          ...filled({ account: textOf(form, 'account') }),
          ...(document && { document }),
        };
        const words = outcomeInWords(body.outcome);
        return {
          kind: 'state-outcome',
          record: stateOutcome,
          body,
          uploads,
          lastWord:
            dispute &&
            `You state how this dispute about “${work.title}” ended (${inWords(dispute)}): ${words}, on ${body.decidedOn} by ${body.decidedBy}. ${effectOf(dispute)}`,
        };
      }}
    >
      <p>
        The dispute counts as decided where both sides state the same, or one states what is against it. What
        is decided changes only where both sides then state another outcome. The claim stays contested until
        then, and where it is decided for whoever raised it.
      </p>
      <DisputeField disputes={disputes} />
      <SelectField label="How it ended" name="outcome" required>
        {optionsOf([['', 'Choose how'], ...OUTCOMES])}
      </SelectField>
      <Field
        label="Decided by"
        name="decidedBy"
        required
        maxLength={300}
        hint="A court with its case number, an arbitrator, or the parties"
      />
      <Field label="Decided on" name="decidedOn" type="date" required max={today()} />
      <Field
        label="The decision or the settlement"
        name="document"
        type="file"
        hint="Anybody can read it from then on"
      />
      <Field label="What you say of it, public" name="account" isLong maxLength={10_000} />
    </StatementForm>
  );
}

const effectOf = ({ state }: DisputeOfClaim): string =>
  state === 'DECIDED'
    ? 'It is decided: that changes only where the other side states the same.'
    : 'Where that is against your side, or the other side states the same, it is decided by it.';
