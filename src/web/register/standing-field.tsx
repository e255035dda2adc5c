import { useId, useRef, useState } from 'react';
import { addressIn } from '../act/read-address.js';
import { STANDINGS, isToldHow, type Draft, type DraftPerson, type Standing } from './draft.js';
import { EvidenceField } from './evidence-field.js';
import { TypedField } from './typed-field.js';

interface Given {
  readonly draft: Draft;
  /** Address of the key that is open. */
  readonly signer: string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Takes files that show how the claimant came to it; done when they are kept. */
  readonly onEvidence: (files: readonly File[]) => Promise<void>;
}

interface About {
  /** What follows from it, for whoever chose it. */
  readonly what: string | null;
  /** What somebody besides is; null where nobody is named. */
  readonly other: string | null;
}

const ABOUT: Readonly<Record<Standing, About>> = {
  author: { what: null, other: null },
  'joint-authors': {
    what: 'Each of you signs by their own key. The claim waits until all have signed it; then title is held in equal shares.',
    other: 'Another author',
  },
  'work-made-for-hire': {
    what: 'The law of the United States (17 U.S.C. §101) takes an employer, or who ordered it by a signed agreement, for the author; other laws may not. Whoever made it by hand is named under “Made by”.',
    other: 'Another who claims it with you',
  },
  'transfer-by-author': {
    what: 'By a signed writing, as a rule. The author is named under “Made by”.',
    other: 'Another who claims it with you',
  },
  registrar: {
    what: 'The work gets its entry, and no claim. Its maker can claim it where you name their key, and tells in that claim how it was made.',
    other: 'A maker',
  },
};

/** How whoever signs stands to the work, and who else does. */
export function StandingField({ draft, signer, onChange, onEvidence }: Given) {
  const id = useId();
  const { standing, isOfRegistered } = draft;
  const { what, other } = ABOUT[standing];
  const choose = (chosen: Standing) =>
    onChange({
      standing: chosen,
      // A joint work has two authors at least, and a maker is asked for their key.
      ...((chosen === 'joint-authors' || chosen === 'registrar') &&
        draft.others.length === 0 && { others: [newPerson()] }),
    });
  return (
    <fieldset>
      <legend>
        <h2>How do you stand to it?</h2>
      </legend>
      <label className="sr-only" htmlFor={`${id}-standing`}>
        How you stand to it
      </label>
      <select
        id={`${id}-standing`}
        value={standing}
        onChange={({ target }) => choose(target.value as Standing)} // an option's value
      >
        {STANDINGS.filter((one) => one.standing !== 'registrar' || !isOfRegistered).map((one) => (
          <option key={one.standing} value={one.standing}>
            {one.name}
          </option>
        ))}
      </select>
      {what !== null && <p className="hint">{what}</p>}
      {other !== null && (
        <Others
          what={other}
          others={draft.others}
          signer={signer}
          // A joint work has another author; all else may be claimed alone.
          isOneKept={standing === 'joint-authors'}
          onChange={(others) => onChange({ others })}
        />
      )}
      {standing === 'registrar' && draft.others.length === 0 && (
        <p className="notice">No key of a maker is named: nobody but you can be the first to claim it.</p>
      )}
      {isToldHow(draft) && (
        <div className="fields told-how">
          <TypedField
            label={
              standing === 'author' || standing === 'joint-authors'
                ? 'How it came to be'
                : 'How it came to you'
            }
            hint="In your words. It becomes public."
            isLong
            most={10_000}
            value={draft.account}
            onChange={(account) => onChange({ account })}
          />
          <EvidenceField
            label="what shows that"
            what="letters, contracts, earlier states"
            files={draft.evidence}
            onTake={onEvidence}
            onDrop={(file) => onChange({ evidence: draft.evidence.filter((one) => one !== file) })}
          />
        </div>
      )}
    </fieldset>
  );
}

const newPerson = (): DraftPerson => ({ id: crypto.randomUUID(), name: '', address: '' });

interface OthersGiven {
  readonly what: string;
  readonly others: readonly DraftPerson[];
  readonly signer: string | null;
  readonly isOneKept: boolean;
  readonly onChange: (others: readonly DraftPerson[]) => void;
}

function Others({ what, others, signer, isOneKept, onChange }: OthersGiven) {
  // Whoever goes by keys goes on in what was added.
  const [added, setAdded] = useState<string | null>(null);
  const adding = useRef<HTMLButtonElement>(null);
  const change = (person: DraftPerson, changes: Partial<DraftPerson>) =>
    onChange(others.map((one) => (one === person ? { ...one, ...changes } : one)));
  const add = () => {
    const person = newPerson();
    setAdded(person.id);
    onChange([...others, person]);
  };
  const leaveOut = (person: DraftPerson) => {
    onChange(others.filter((one) => one !== person));
    adding.current?.focus();
  };
  return (
    <>
      {others.map((person, at) => (
        <div key={person.id} className="fields other" role="group" aria-label={`${what} (${at + 1})`}>
          <TypedField
            label={`${what}: name`}
            isRequired
            isFocusedAtFirst={person.id === added}
            value={person.name}
            onChange={(name) => change(person, { name })}
          />
          <TypedField
            label="Address of their key"
            isRequired
            placeholder="0x…"
            hint="They find it under “My works”."
            value={person.address}
            wrong={wrongIn(person, { others, signer })}
            onChange={(address) => change(person, { address })}
          />
          {!(isOneKept && others.length === 1) && (
            <button type="button" className="link wide" onClick={() => leaveOut(person)}>
              Leave out<span className="sr-only">: {person.name || `${what} (${at + 1})`}</span>
            </button>
          )}
        </div>
      ))}
      <button type="button" ref={adding} onClick={add}>
        Add {what.replace(/^An?\w* /, (article) => article.toLowerCase())}
      </button>
    </>
  );
}

/** What is wrong with the address of a key; empty where nothing is, or nothing is there yet. */
function wrongIn(
  { id, address }: DraftPerson,
  { others, signer }: Pick<OthersGiven, 'others' | 'signer'>,
): string {
  if (address.trim() === '') return '';
  const read = addressIn(address);
  if (read === null) return 'The address of a key is 0x and 40 digits.';
  if (read === signer) return 'That is your own key: you sign anyway.';
  return others.some((one) => one.id !== id && addressIn(one.address) === read)
    ? 'This key is named above or below already.'
    : '';
}
