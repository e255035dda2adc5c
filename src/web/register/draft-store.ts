import type { Draft, DraftAct } from './draft.js';

const NAME = 'raisonne';
const STORE = 'drafts';

let opened: Promise<IDBDatabase> | null = null;

/** Open as long as the page is, so that a change is on its way to the disk before a reload can come. */
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore(STORE, { keyPath: 'id' }),
    );
    opening.addEventListener('success', () => {
      // Such as when the person has the browser forget what it keeps.
      opening.result.addEventListener('close', () => {
        opened = null;
      });
      resolve(opening.result);
    });
    opening.addEventListener('error', () => {
      opened = null;
      reject(opening.error ?? new Error('this browser keeps no drafts'));
    });
  });
  return opened;
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await database()).transaction(STORE, mode);
  return new Promise((resolve, reject) => {
    const request = act(transaction.objectStore(STORE));
    transaction.addEventListener('complete', () => resolve(request.result));
    // An error ends in it too, and so does a disk that is full.
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('a draft could not be kept')),
    );
    transaction.commit();
  });
}

/** What is not in drafts that were begun before it could be told. */
const UNTOLD = {
  privately: [],
  openings: [],
  standing: 'author',
  others: [],
  account: '',
  evidence: [],
  saidMachine: false,
  derives: {},
  isOfRegistered: false,
  sent: {},
  note: '',
  derived: [],
} as const satisfies Partial<Draft>;
type StoredAct = Omit<DraftAct, 'by'> & Partial<DraftAct>;
type Stored = Omit<Draft, keyof typeof UNTOLD | 'acts'> &
  Partial<Pick<Draft, keyof typeof UNTOLD>> & { readonly acts: readonly StoredAct[] };

/** What this browser keeps of registrations on their way, with their pictures, the earliest first. */
export const keptDrafts = async (): Promise<Draft[]> =>
  (await inStore<Stored[]>('readonly', (store) => store.getAll()))
    .map((stored) => ({
      ...UNTOLD,
      ...stored,
      acts: stored.acts.map((act) => ({ by: '', ...act })),
    }))
    .toSorted((a, b) => a.startedAt - b.startedAt);

export const keepDraft = (draft: Draft): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(draft));

export const dropDraft = (id: string): Promise<unknown> => inStore('readwrite', (store) => store.delete(id));
