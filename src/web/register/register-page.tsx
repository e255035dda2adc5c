import { useState } from 'react';
import { Redirect, useSearch } from 'wouter';
import { DropPicture } from '../files/drop-picture.js';
import { Loading } from '../parts/loading.js';
import { ClaimStart } from './claim-start.js';
import { newDraft } from './draft.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { DraftForm } from './draft-form.js';
import { useDrafts } from './use-drafts.js';
import './register-page.css';

/** From pictures to registered, claimed and anchored works. */
export function RegisterPage() {
  const { drafts, isUnkept, add, change, take, drop } = useDrafts();
  const asked = new URLSearchParams(useSearch());
  const [picked, setChosen] = useState<string | null>(null);
  const chosen = picked ?? asked.get('draft');
  const open = drafts?.find(({ id }) => id === chosen) ?? drafts?.[0];
  const heading = useFocusAt<HTMLHeadingElement>(open?.id ?? '');
  if (!drafts) return <Loading what="your drafts" />;
  const toClaim = asked.get('claim');
  const begun = drafts.find(({ isOfRegistered, work }) => isOfRegistered && work?.id === toClaim);
  if (begun) return <Redirect to={`/works/new?draft=${begun.id}`} replace />;
  if (toClaim !== null)
    return (
      <section className="stack">
        <h1>Claim a work</h1>
        <ClaimStart work={toClaim} onDraft={(draft) => add([draft])} />
      </section>
    );
  return (
    <section className="stack">
      <h1 ref={heading} tabIndex={-1}>
        {open?.isOfRegistered ? 'Claim a work' : 'Register a work'}
      </h1>
      {drafts.length === 0 && (
        <p className="lead">
          Drop its picture, tell what people and machines did, and sign. It is recorded at once, and anchored
          while you watch.
        </p>
      )}
      {isUnkept && (
        <p className="notice problem" role="alert">
          This browser keeps no drafts now, for want of room or by its settings: what you type here is lost
          when you leave the page.
        </p>
      )}
      {drafts.length > 1 && (
        <nav aria-label="Drafts">
          <ul className="plain row">
            {drafts.map(({ id, title, picture }) => (
              <li key={id}>
                <button
                  type="button"
                  {...(id === open?.id && { className: 'main', 'aria-current': 'true' as const })}
                  onClick={() => setChosen(id)}
                >
                  {title || picture.name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {drafts.map((draft) => (
        <div key={draft.id} hidden={draft.id !== open?.id}>
          <DraftForm
            draft={draft}
            isShown={draft.id === open?.id}
            onChange={(changes) => change(draft.id, changes)}
            onTake={(update) => take(draft.id, update)}
            onDrop={() => drop(draft.id)}
          />
        </div>
      ))}
      <DropPicture
        onFiles={(files) => add(files.map(newDraft))}
        several
        label={drafts.length === 0 ? 'Choose pictures' : 'Add pictures'}
      />
    </section>
  );
}
