import { useState, type FormEvent } from 'react';
import { filled, textOf } from '../act/form-text.js';
import { useAnswer } from '../ask/use-answer.js';
import { useSigner } from '../keys/signer-context.js';
import { countryIn, countryInWords, saysNoCountry } from '../parts/countries.js';
import { Field } from '../parts/field.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { USES } from '../parts/use-words.js';
import { PersonLink } from '../parts/person-link.js';
import type { ShownWork } from './work-page.js';
import { mayBeUsed, type MayBeUsedQuery, type MayBeUsedQueryVariables } from './may-be-used.generated.js';

type Permission = NonNullable<MayBeUsedQuery['permission']>;

const PURPOSES = [
  ['', 'Any, or I do not know yet'],
  ['NON_COMMERCIAL', 'Not commercial'],
  ['COMMERCIAL', 'Commercial'],
] as const;

/** One of them at a time first: hardly a licence permits all. */
const ASKED = [...USES.filter(([action]) => action !== 'use'), ['use', 'Any use, all of these']] as const;

/** Whether somebody may use the work in some way, by what is recorded. */
export function MayBeUsed({ work }: { readonly work: ShownWork }) {
  const { signer } = useSigner();
  const [wrong, setWrong] = useState<string | null>(null);
  const [asked, setAsked] = useState<MayBeUsedQueryVariables | null>(null);
  const { answer, problem, isAsking, askAgain } = useAnswer(mayBeUsed, asked);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = textOf(form, 'place');
    const place = typed === '' ? '' : countryIn(typed);
    setWrong(place === null ? saysNoCountry(typed) : null);
    if (place === null) return;
    const isForMe = textOf(form, 'who') === 'me';
    // What is recorded may be other than at the last time.
    askAgain();
    setAsked({
      work: work.id,
      action: textOf(form, 'action') as MayBeUsedQueryVariables['action'], // an option's value
      ...(filled({
        at: textOf(form, 'at'),
        place,
        purpose: textOf(form, 'purpose'),
        who: isForMe && signer ? `person:${signer.address}` : '',
      }) as Pick<MayBeUsedQueryVariables, 'at' | 'place' | 'purpose' | 'who'>), // options' values
    });
  };
  return (
    <details className="no-print">
      <summary>May it be used?</summary>
      {/* An answer stands beside its question alone. */}
      <form
        className="stack"
        onSubmit={onSubmit}
        onChange={() => {
          setAsked(null);
          setWrong(null);
        }}
      >
        <div className="fields">
          <SelectField label="To do what" name="action" isWide>
            {optionsOf(ASKED.map(([action, name]) => [action.toUpperCase().replaceAll('-', '_'), name]))}
          </SelectField>
          <SelectField label="By whom" name="who">
            {optionsOf([['', 'Anybody'], ...(signer ? ([['me', 'Me, by my key']] as const) : [])])}
          </SelectField>
          <SelectField label="What for" name="purpose">
            {optionsOf(PURPOSES)}
          </SelectField>
          <Field label="Country" name="place" maxLength={100} placeholder="Germany, or DE" />
          <Field label="On which day" name="at" type="date" hint="Today where it is empty" />
        </div>
        <button type="submit">Ask the record</button>
      </form>
      <div aria-live="polite">
        {isAsking && <Loading what="the answer" />}
        {wrong !== null && <Problem problem={{ message: wrong }} />}
        {problem && <Problem problem={problem} onAgain={askAgain} />}
        {answer?.permission && (
          <Answer
            work={work}
            permission={answer.permission}
            isOfAll={asked?.action === 'USE'}
            place={asked?.place ?? null}
          />
        )}
      </div>
    </details>
  );
}

const ANSWERS: Readonly<Record<Permission['answer'], string>> = {
  PERMIT: 'Yes: what is recorded permits it.',
  DUTY: 'Yes, for whoever',
  DENY: 'Nothing that is recorded permits it for certain.',
};

const DUTIES: Readonly<Record<Permission['duties'][number]['action'], string>> = {
  ATTRIBUTE: 'names the author',
  SHARE_ALIKE: 'passes it on under the same terms',
  INDICATE_CHANGES: 'says what was changed',
  INCLUDE_NOTICE: 'keeps the notice with it',
  COMPENSATE: 'pays for it',
  INFORM: 'tells who permits it',
  OBTAIN_CONSENT: 'has consent before',
  OBSERVE_TERMS: 'keeps to the terms',
};

const EFFECTS: Readonly<Record<Permission['clauses'][number]['effect'], string>> = {
  PERMITS: 'permits it',
  PROHIBITS: 'prohibits it',
  TRANSFERS: 'passes the right on',
  HOLDS: 'says that who asks holds the right',
  PERMITS_NOTHING: 'permits nothing of the kind',
};

interface AnswerGiven {
  readonly work: ShownWork;
  readonly permission: Permission;
  /** Whether any use was asked of. */
  readonly isOfAll: boolean;
  /** In which country was asked; null: in none by name. */
  readonly place: string | null;
}

function Answer({ work, permission, isOfAll, place }: AnswerGiven) {
  const { answer, duties, clauses, missing, lacking } = permission;
  return (
    <div className="notice">
      <p>
        <strong>
          {place !== null && `In ${countryInWords(place)}: `}
          {ANSWERS[answer]}
        </strong>
      </p>
      {duties.length > 0 && (
        <ul>
          {duties.map(({ action, text }) => (
            <li key={action}>
              {DUTIES[action]}
              {text === null ? '' : `: ${text}`}
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && <p>It would be decided by the {missing.join(' and the ')}: say that above.</p>}
      {answer === 'DENY' && isOfAll && (
        <p>A licence may still permit some uses: ask of the one that you have in mind.</p>
      )}
      {lacking.length > 0 && (
        <p>
          {lacking.map(({ id }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <PersonLink id={id} />
            </span>
          ))}{' '}
          {lacking.length === 1 ? 'holds' : 'hold'} the right, as it is recorded; that they permit{' '}
          {isOfAll ? 'all of this' : 'this'} is not.
        </p>
      )}
      {clauses.length > 0 && (
        <ul>
          {clauses.map((clause) => (
            <li key={`${clause.of} ${clause.path} ${clause.effect}`}>
              <Source work={work} clause={clause} /> {EFFECTS[clause.effect]}
              {clause.text === null ? '.' : `: ${clause.text}`}
            </li>
          ))}
        </ul>
      )}
      {permission.work.contestedBy.length > 0 && (
        <p>The work is contested, and so is who may permit anything.</p>
      )}
      <p className="quiet">
        By what is recorded, which nobody examined. What the law itself allows, such as quotation, is not
        asked; it is no legal advice.
      </p>
    </div>
  );
}

type Clause = Permission['clauses'][number];

/** What it rests on: a licence with its clause, a transfer of rights, or a claim. */
function Source({ work, clause: { of, path } }: { readonly work: ShownWork; readonly clause: Clause }) {
  const licence = work.licences.find(({ id }) => id === of);
  const transfer = work.rightTransfers.find(({ id }) => id === of);
  if (licence) {
    // The place of a rule in the statement tells a reader nothing; a clause of a standard licence does.
    const [, clause] = path === licence.name ? [] : (/, (.+)$/.exec(path) ?? []);
    return (
      <>
        {licence.name ?? 'The licence on terms of its own'}
        {clause === undefined ? '' : `, ${clause}`}, granted by <PersonLink id={licence.grantedBy.id} />,
      </>
    );
  }
  if (transfer)
    return (
      <>
        The transfer of rights from <PersonLink id={transfer.from.id} /> to <PersonLink id={transfer.to.id} />
      </>
    );
  // Of machines; what else can decide is a claim.
  return <>{of.startsWith('statement:') ? 'What is stated of machines' : `The ${of.split(':')[0]}`}</>;
}
