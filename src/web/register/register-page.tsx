import { useState } from 'react';
import { useSearch } from 'wouter';
import { DropPicture } from '../files/drop-picture.js';
import { Loading } from '../parts/loading.js';
import { DraftForm } from './draft-form.js';
import { useDrafts } from './use-drafts.js';
import './register-page.css';

/** From pictures to registered, claimed and anchored works. */
export function RegisterPage() {
  const { drafts, add, change, take, drop } = useDrafts();
  const asked = new URLSearchParams(useSearch());
  const [chosen, setChosen] = useState(asked.get('draft'));
  if (!drafts) return <Loading what="your drafts" />;
  const open = drafts.find(({ id }) => id === chosen) ?? drafts[0];
  return (
    <section className="stack">
      <h1>Register a work</h1>
      {drafts.length === 0 && (
        <p className="lead">
          Drop its picture, tell what people and machines did, and sign. It is recorded at once, and anchored
          while you watch.
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
            onChange={(changes) => change(draft.id, changes)}
            onTake={(update) => take(draft.id, update)}
            onDrop={() => drop(draft.id)}
          />
        </div>
      ))}
      <DropPicture onFiles={add} several label={drafts.length === 0 ? 'Choose pictures' : 'Add pictures'} />
    </section>
  );
}
