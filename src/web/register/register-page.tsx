import { useState } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { DropPicture } from '../files/drop-picture.js';
import { whyNoPicture } from '../files/why-no-picture.js';
import { Loading } from '../parts/loading.js';
import { ClaimStart } from './claim-start.js';
import { lastOf, nameOf, newDraft } from './draft.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { DraftForm } from './draft-form.js';
import { addDrafts, changeDraft, takeIntoDraft, throwDraftAway, useDrafts } from './drafts.js';
import './register-page.css';

const addressOf = (draft: string): string => `/works/new?draft=${draft}`;

/** From pictures to registered, claimed and anchored works. */
export function RegisterPage() {
  const { drafts, isUnkept, recording } = useDrafts();
  const asked = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const asIs = drafts?.find(({ id }) => id === asked.get('draft'));
  // What is recorded is shown to whoever asks for it; My works lists it.
  const open = asked.has('draft') ? asIs : drafts?.find((draft) => lastOf(draft) === null);
  const heading = useFocusAt<HTMLHeadingElement>(open?.id ?? '');
  if (!drafts) return <Loading what="your drafts" />;
  const toClaim = asked.get('claim');
  const claiming = drafts.find(
    (draft) => draft.isOfRegistered && draft.work?.id === toClaim && lastOf(draft) === null,
  );
  if (claiming) return <Redirect to={addressOf(claiming.id)} replace />;
  if (toClaim !== null)
    return (
      <section className="stack">
        <h1>Claim a work</h1>
        <ClaimStart work={toClaim} onDraft={(draft) => void addDrafts([draft])} />
      </section>
    );
  // In the address, so that it stays when it is recorded, and a reload shows the same.
  if (open && open !== asIs) return <Redirect to={addressOf(open.id)} replace />;
  const begun = drafts.filter((draft) => draft === open || lastOf(draft) === null);
  const show = (id: string) => go(addressOf(id), { replace: true });
  const onFiles = (files: readonly File[]) => {
    const added = files.filter((file) => whyNoPicture(file) === null).map(newDraft);
    setRefused(files.flatMap((file) => whyNoPicture(file) ?? []));
    void addDrafts(added);
    if (added[0]) show(added[0].id);
  };
  return (
    <section className="stack">
      <h1 ref={heading} tabIndex={-1}>
        {open?.isOfRegistered ? 'Claim a work' : 'Register a work'}
      </h1>
      {!open && (
        <p className="lead">
          Drop its picture, tell what people and machines did, and sign. It is recorded at once, and anchored
          while you watch.
        </p>
      )}
      {asked.has('draft') && !asIs && (
        <p className="notice">
          The draft of this address is not in this browser: it was thrown away, or is in another.
        </p>
      )}
      {isUnkept && (
        <p className="notice problem" role="alert">
          This browser keeps no drafts now, for want of room or by its settings: what you type here is lost
          when you leave the page.
        </p>
      )}
      {begun.length > (open ? 1 : 0) && (
        <nav aria-label="Drafts">
          <ul className="plain row">
            {begun.map((draft) => (
              <li key={draft.id}>
                <button
                  type="button"
                  {...(draft === open && { className: 'main', 'aria-current': 'true' as const })}
                  onClick={() => show(draft.id)}
                >
                  {nameOf(draft)}
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
            isRecording={recording.has(draft.id)}
            onChange={(changes) => changeDraft(draft.id, changes)}
            onTake={(update) => takeIntoDraft(draft.id, update)}
            onDrop={() => {
              throwDraftAway(draft.id);
              go('/works/new', { replace: true });
            }}
          />
        </div>
      ))}
      {refused.length > 0 && <Problem problem={{ message: refused.join(' ') }} />}
      <DropPicture
        onFiles={onFiles}
        several
        label={open ? 'Add pictures' : 'Choose pictures'}
        isMain={!open}
      />
    </section>
  );
}
