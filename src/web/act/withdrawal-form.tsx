import type { ReactNode } from 'react';
import { Field } from '../parts/field.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import type { Stated } from './signed-form.js';
import { StatementForm } from './statement-form.js';

interface Given extends Pick<ActGiven, 'whyNot' | 'onRecorded'>, Pick<Stated, 'kind' | 'record'> {
  /** What is withdrawn, as the body of the statement names it. */
  readonly named: (form: FormData) => Stated['body'];
  /** As of every statement that cannot be taken back. */
  readonly lastWord?: (form: FormData) => string | undefined;
  /** What it means, and which one it is about. */
  readonly children: ReactNode;
}

/** Somebody takes back what they stated, and may say why. */
export const WithdrawalForm = ({ kind, record, named, lastWord, children, ...given }: Given) => (
  <StatementForm
    button="Sign the withdrawal"
    {...given}
    read={async (form) => ({
      kind,
      record,
      body: { ...named(form), ...filled({ reason: textOf(form, 'reason') }) },
      lastWord: lastWord?.(form),
    })}
  >
    {children}
    <Field label="Why, public" name="reason" isLong maxLength={2000} />
  </StatementForm>
);
