import { useState } from 'react';
import { Field } from '../parts/field.js';
import { usePersonWords } from '../parts/known-names.js';
import { LICENCES, RIGHTS_STATEMENTS } from '../parts/licences.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { isOneOf } from '../parts/is-one-of.js';
import { scopeInWords, usesInWords } from '../parts/use-words.js';
import { today } from '../parts/words.js';
import { useOwnKeys } from './use-own-keys.js';
import { grantLicence } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { readAddress } from './read-address.js';
import { readScope, ScopeFields } from './scope-fields.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

const OWN = 'own';
const PURPOSES = [
  ['', 'Any purpose'],
  ['non-commercial', 'Not commercially'],
  ['commercial', 'Commercially'],
] as const;

/** Who holds the right states on which terms the work may be used. */
export function GrantLicence({ work, whyNot, onRecorded }: ActGiven) {
  const [terms, setTerms] = useState('CC-BY-4.0');
  const inWords = usePersonWords();
  const own = useOwnKeys()?.keys ?? [];
  const passedOn = work.rightTransfers.filter(
    ({ to, until }) => !isOneOf(to, own) && (until === null || until >= today()),
  );
  return (
    <StatementForm
      button="Sign the licence"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => {
        const to = textOf(form, 'to');
        const rule = terms === OWN ? ownRule(form) : null;
        return {
          kind: 'grant-licence',
          record: grantLicence,
          body: {
            work: work.id,
            ...(to !== '' && { to: readAddress(to, 'Who is licensed') }),
            ...(rule ? { rules: [rule] } : { standard: terms }),
            ...filled({ from: textOf(form, 'from'), until: textOf(form, 'until') }),
          },
          lastWord: lastWordOf(work.title, {
            terms,
            rule: rule?.actions ?? [],
            isPassedOn: passedOn.length > 0,
          }),
        };
      }}
    >
      <p>
        Others may use it on these terms, and you keep your rights. An exclusive licence wants a signed
        writing: transfer a right. It is your statement; nobody here examines it.
      </p>
      {passedOn.length > 0 && (
        <div className="notice">
          <p>Rights in this work passed on. A licence of what is another’s permits nothing:</p>
          <ul>
            {passedOn.map(({ id, type, to, actions, ...scope }) => (
              <li key={id}>
                {type === 'ASSIGNMENT' ? 'assigned' : 'licensed exclusively'} to {inWords(to.id)}:{' '}
                {usesInWords(actions)}, {scopeInWords(scope)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="fields">
        <SelectField label="Terms" name="terms" isWide defaultValue={terms} onChange={setTerms}>
          <optgroup label="Creative Commons">{optionsOf(LICENCES)}</optgroup>
          <optgroup label="Reserved">
            {optionsOf([['all-rights-reserved', 'All rights reserved: nothing is permitted']])}
          </optgroup>
          <optgroup label="RightsStatements.org: tell of rights, permit nothing">
            {optionsOf(RIGHTS_STATEMENTS)}
          </optgroup>
          <optgroup label="Other">{optionsOf([[OWN, 'Terms of my own']])}</optgroup>
        </SelectField>
        {terms.startsWith('CC') && (
          <p className="notice wide">
            Licences of Creative Commons cannot be taken back: whoever received the work under one keeps it.
          </p>
        )}
        {terms === OWN && (
          <>
            <ScopeFields legend="What is permitted" />
            <SelectField label="For which purpose" name="purpose">
              {optionsOf(PURPOSES)}
            </SelectField>
            <Field label="The clause in words" name="text" isLong isWide maxLength={2000} />
          </>
        )}
        <Field
          label="To (address of their key)"
          name="to"
          isWide
          placeholder="0x…"
          hint="Anybody where it is empty"
        />
        <Field label="First day" name="from" type="date" />
        <Field label="Last day" name="until" type="date" />
      </div>
    </StatementForm>
  );
}

/** What is not permitted by it is not permitted. */
const ownRule = (form: FormData) => ({
  effect: 'permit',
  ...readScope(form),
  ...filled({ purpose: textOf(form, 'purpose'), text: textOf(form, 'text') }),
});

function lastWordOf(
  title: string,
  {
    terms,
    rule,
    isPassedOn,
  }: { readonly terms: string; readonly rule: readonly string[]; readonly isPassedOn: boolean },
): string | undefined {
  const isForGood = terms.startsWith('CC');
  // Others permit nothing.
  if (!isForGood && (terms !== OWN || !isPassedOn)) return undefined;
  return [
    `You license “${title}” ${terms === OWN ? `on terms of your own: ${usesInWords(rule)}` : `by ${terms}`}.`,
    ...(isPassedOn
      ? ['Rights in it passed on, as is told above: what is another’s you do not permit by this.']
      : []),
    ...(isForGood
      ? ['Once it is signed, whoever receives the work under it keeps it, also when you withdraw it.']
      : []),
  ].join(' ');
}
