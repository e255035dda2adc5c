import { Fragment, useState } from 'react';
import { Field } from '../parts/field.js';
import { OUTCOMES, outcomeInWords } from '../parts/dispute-words.js';
import { outcomeOfOthers } from '../parts/outcome-of-others.js';
import { isOneOf } from '../parts/is-one-of.js';
import { dateInWords, nameInStatements, today } from '../parts/words.js';
import { useOwnKeys } from './use-own-keys.js';
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
  const own = useOwnKeys()?.keys ?? [];
  // Without a key nobody is the other side.
  const stated = own.length > 0 ? statedByOthers(disputes, own) : [];
  /** What the other side stated, to state the same. */
  const [same, setSame] = useState<{ readonly is: StatedOutcome; readonly times: number } | null>(null);
  return (
    <StatementForm
      button="Sign the outcome"
      onRecorded={onRecorded}
      whyNot={whyNot}
      filledWith={same}
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
      {stated.map((one) => (
        <p key={one.dispute.id} className="notice">
          The other side states: {outcomeInWords(one.outcome)}, on {dateInWords(one.decidedOn)} by{' '}
          {one.decidedBy}.{' '}
          <button
            type="button"
            className="link"
            onClick={() => setSame((before) => ({ is: one, times: (before?.times ?? 0) + 1 }))}
          >
            Fill in the same
            <span className="sr-only">, of {inWords(one.dispute)}</span>
          </button>
        </p>
      ))}
      <p role="status" className="sr-only">
        {same && 'Filled in below.'}
      </p>
      {/* Made anew with what is filled in. */}
      <Fragment key={same?.times}>
        <DisputeField disputes={disputes} initial={same?.is.dispute.id} />
        <SelectField
          label="How it ended"
          name="outcome"
          required
          defaultValue={same ? nameInStatements(same.is.outcome) : undefined}
        >
          {optionsOf([['', 'Choose how'], ...OUTCOMES])}
        </SelectField>
        <Field
          label="Decided by"
          name="decidedBy"
          required
          maxLength={300}
          defaultValue={same?.is.decidedBy}
          hint="A court with its case number, an arbitrator, or the parties"
        />
        <Field
          label="Decided on"
          name="decidedOn"
          type="date"
          required
          max={today()}
          defaultValue={same?.is.decidedOn}
        />
      </Fragment>
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

interface StatedOutcome {
  readonly dispute: DisputeOfClaim;
  readonly outcome: string;
  readonly decidedBy: string;
  readonly decidedOn: string;
}

/** Outcomes that the other side stated, and one's own has not. `own`: all keys of one person. */
const statedByOthers = (disputes: readonly DisputeOfClaim[], own: readonly string[]): StatedOutcome[] =>
  disputes.flatMap((dispute) => {
    const stated = outcomeOfOthers(dispute, isOneOf(dispute.raisedBy, own) ? 'CHALLENGER' : 'CLAIMANT');
    if (!stated) return [];
    const { outcome, decidedBy, decidedOn } = stated;
    return [{ dispute, outcome, decidedBy: decidedBy ?? '', decidedOn: decidedOn ?? '' }];
  });
