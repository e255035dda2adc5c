import { useSyncExternalStore } from 'react';
import type { Draft } from './draft.js';
import { dropDraft, keepDraft, keptDrafts } from './draft-store.js';

/** What happens to drafts. */
type News =
  | { readonly added: readonly Draft[] }
  | { readonly changed: string; readonly changes: Partial<Draft> }
  | { readonly dropped: string }
  /** A tab records it, as long as it holds that lock. */
  | { readonly recording: string; readonly lock: string };

export interface Drafts {
  /** Null before they are read. */
  readonly drafts: readonly Draft[] | null;
  /** Whether the browser keeps them not: what was typed is in this page alone. */
  readonly isUnkept: boolean;
  /** Ids of those that are recorded now, in whichever tab. */
  readonly recording: ReadonlySet<string>;
}

/*
 * One for all of a tab, whichever page is open: what goes on after its page was left, such as a recording, is of the same drafts. What happens in
 * one tab is done in each other as it is told, to what that shows and to what is kept.
 */
let state: Drafts = { drafts: null, isUnkept: false, recording: new Set() };
let isRead: Promise<void> | null = null;
const shown = new Set<() => void>();
const others = new BroadcastChannel('raisonne-drafts');
others.addEventListener('message', ({ data }: MessageEvent<News>) => {
  void isRead?.then(() => apply(data));
});
// A page that comes back as it was left was told nothing meanwhile.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted && isRead && !state.isUnkept) isRead = readAll();
});

function set(changes: Partial<Drafts>): void {
  state = { ...state, ...changes };
  for (const show of shown) show();
}

async function readAll(): Promise<void> {
  try {
    set({ drafts: await keptDrafts() });
  } catch {
    set({ drafts: state.drafts ?? [], isUnkept: true });
  }
  const { held = [] } = await navigator.locks.query();
  for (const { name: lock = '' } of held) {
    const [, id] = RECORDING.exec(lock) ?? [];
    if (id !== undefined) void untilRecorded(id, lock);
  }
}

function subscribe(show: () => void): () => void {
  shown.add(show);
  isRead ??= readAll();
  return () => shown.delete(show);
}

/** Drafts of this browser, as they are in each of its tabs. */
export const useDrafts = (): Drafts => useSyncExternalStore(subscribe, () => state);

/** A draft as it is now; null where it was thrown away. */
export const draftNow = (id: string): Draft | null => state.drafts?.find((draft) => draft.id === id) ?? null;

const keep = (draft: Draft): Promise<void> =>
  keepDraft(draft).then(
    () => set({ isUnkept: false }),
    // What cannot be kept is in this page at least.
    () => set({ isUnkept: true }),
  );

/** Does what happened, here or in another tab, to what is shown and to what is kept. */
async function apply(news: News): Promise<void> {
  if ('recording' in news) return untilRecorded(news.recording, news.lock);
  set({ drafts: after(state.drafts ?? [], news) });
  if ('dropped' in news) return void dropDraft(news.dropped);
  const ids = 'added' in news ? news.added.map(({ id }) => id) : [news.changed];
  await Promise.all(ids.flatMap((id) => draftNow(id) ?? []).map(keep));
}

function after(
  drafts: readonly Draft[],
  news: Exclude<News, { readonly recording: string }>,
): readonly Draft[] {
  if ('added' in news)
    return [...drafts, ...news.added.filter(({ id }) => !drafts.some((one) => one.id === id))];
  if ('dropped' in news) return drafts.filter(({ id }) => id !== news.dropped);
  return drafts.map((draft) => (draft.id === news.changed ? { ...draft, ...news.changes } : draft));
}

function happen(news: News): Promise<void> {
  others.postMessage(news);
  return apply(news);
}

/** Resolves once they are kept, or cannot be. */
export async function addDrafts(added: readonly Draft[]): Promise<void> {
  if (!state.drafts) await (isRead ??= readAll());
  await happen({ added });
}

/** Changes a draft at once, so that no reload takes what was typed; one that was thrown away stays so. */
export function changeDraft(id: string, changes: Partial<Draft>): void {
  void happen({ changed: id, changes });
}

export function throwDraftAway(id: string): void {
  void happen({ dropped: id });
}

const lockOf = (id: string): string => `raisonne-draft-${id}`;
/** Of one attempt to record a draft: whoever waits for its end stands in the way of no other. */
const RECORDING = /^raisonne-recording-([^ ]+) /;
const recordingLock = (id: string): string => `raisonne-recording-${id} ${crypto.randomUUID()}`;

/** Changes a draft once the change is kept: of files that are shown as taken no reload loses any. It is not recorded meanwhile. */
export const takeIntoDraft = (id: string, update: (draft: Draft) => Partial<Draft>): Promise<void> =>
  navigator.locks.request(lockOf(id), { mode: 'shared' }, async () => {
    for (;;) {
      const before = draftNow(id);
      if (!before) return;
      const changes = update(before);
      await keep({ ...before, ...changes });
      // What was typed meanwhile is kept with it.
      if (draftNow(id) !== before) continue;
      const news = { changed: id, changes };
      set({ drafts: after(state.drafts ?? [], news) });
      others.postMessage(news satisfies News);
      return;
    }
  });

/** Records a draft, one tab at a time and while none takes files into it; gives false where another is at it. */
export const whileRecording = (id: string, record: () => Promise<void>): Promise<boolean> =>
  navigator.locks.request(lockOf(id), { ifAvailable: true }, async (isFree) => {
    if (!isFree) return false;
    const lock = recordingLock(id);
    await navigator.locks.request(lock, async () => {
      others.postMessage({ recording: id, lock } satisfies News);
      mark(id, true);
      try {
        await record();
      } finally {
        mark(id, false);
      }
    });
    return true;
  });

/** Until the tab that records it is done, or gone. */
async function untilRecorded(id: string, lock: string): Promise<void> {
  if (state.recording.has(id)) return;
  mark(id, true);
  await navigator.locks.request(lock, { mode: 'shared' }, () => mark(id, false));
}

function mark(id: string, isRecording: boolean): void {
  const rest = [...state.recording].filter((one) => one !== id);
  set({ recording: new Set(isRecording ? [...rest, id] : rest) });
}
