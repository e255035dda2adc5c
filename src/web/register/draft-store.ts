import type { Draft } from './draft.js';

const NAME = 'raisonne';
const STORE = 'drafts';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore(STORE, { keyPath: 'id' }),
    );
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () =>
      reject(opening.error ?? new Error('this browser keeps no drafts')),
    );
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.addEventListener('complete', () => {
      opened.close();
      resolve(request.result);
    });
    transaction.addEventListener('error', () =>
      reject(transaction.error ?? new Error('a draft could not be kept')),
    );
  });
}

/** Drafts that were begun before anything could be kept private know nothing of that. */
type Stored = Omit<Draft, 'privately' | 'openings'> & Partial<Draft>;

/** What this browser keeps of registrations on their way, with their pictures, the earliest first. */
export const keptDrafts = async (): Promise<Draft[]> =>
  (await inStore<Stored[]>('readonly', (store) => store.getAll()))
    .map((stored) => ({ privately: [], openings: [], ...stored }))
    .toSorted((a, b) => a.startedAt - b.startedAt);

export const keepDraft = (draft: Draft): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(draft));

export const dropDraft = (id: string): Promise<unknown> => inStore('readwrite', (store) => store.delete(id));
