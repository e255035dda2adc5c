import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from './draft.js';
import { dropDraft, keepDraft, keptDrafts } from './draft-store.js';

/** What happened to drafts. */
type News =
  | { readonly added: readonly Draft[] }
  | { readonly changed: string; readonly changes: Partial<Draft> }
  | { readonly dropped: string };

const CHANNEL = 'raisonne-drafts';
/** Told to whoever else has the drafts open, also by what goes on after its page was left. */
const others = new BroadcastChannel(CHANNEL);

/**
 * Drafts of this browser. Whatever is changed is kept at once, so that no reload takes what was typed; `isUnkept`: the browser kept it not.
 * Other tabs do what one did, to what they show and to what is kept, and so all end with the same, in whichever order they wrote it.
 */
export function useDrafts() {
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const [isUnkept, setUnkept] = useState(false);
  const latest = useRef<readonly Draft[]>([]);
  const me = useRef<string>(crypto.randomUUID()).current;
  const set = useCallback((now: readonly Draft[]) => {
    latest.current = now;
    setDrafts(now);
  }, []);
  const keep = useCallback(
    (draft: Draft): Promise<void> =>
      keepDraft(draft).then(
        () => setUnkept(false),
        // What cannot be kept is in this page at least.
        () => setUnkept(true),
      ),
    [],
  );
  const tell = useCallback((news: News) => others.postMessage({ by: me, news }), [me]);
  const apply = useCallback(
    (news: News) => {
      set(after(latest.current, news));
      if ('dropped' in news) void dropDraft(news.dropped);
      else
        for (const draft of latest.current)
          if ('added' in news ? news.added.includes(draft) : draft.id === news.changed) void keep(draft);
    },
    [set, keep],
  );
  const happen = useCallback(
    (news: News) => {
      apply(news);
      tell(news);
    },
    [apply, tell],
  );
  useEffect(() => {
    const heard = new BroadcastChannel(CHANNEL);
    const isRead = keptDrafts().then(set, () => {
      setUnkept(true);
      set([]);
    });
    heard.addEventListener('message', ({ data }: MessageEvent<{ by: string; news: News }>) => {
      if (data.by !== me) void isRead.then(() => apply(data.news));
    });
    return () => heard.close();
  }, [set, apply, me]);

  const add = useCallback((added: readonly Draft[]) => happen({ added }), [happen]);
  const change = useCallback(
    (id: string, changes: Partial<Draft>) => happen({ changed: id, changes }),
    [happen],
  );
  /** Changes a draft once the change is kept: of files that are shown as taken no reload loses any. */
  const take = useCallback(
    async (id: string, update: (draft: Draft) => Partial<Draft>) => {
      for (;;) {
        const before = latest.current.find((draft) => draft.id === id);
        if (!before) return;
        const changes = update(before);
        await keep({ ...before, ...changes });
        // What was typed meanwhile is kept with it.
        if (!latest.current.includes(before)) continue;
        set(after(latest.current, { changed: id, changes }));
        tell({ changed: id, changes });
        return;
      }
    },
    [set, keep, tell],
  );
  const drop = useCallback((id: string) => happen({ dropped: id }), [happen]);
  return { drafts, isUnkept, add, change, take, drop };
}

function after(drafts: readonly Draft[], news: News): readonly Draft[] {
  if ('added' in news)
    return [...drafts, ...news.added.filter(({ id }) => !drafts.some((one) => one.id === id))];
  if ('dropped' in news) return drafts.filter(({ id }) => id !== news.dropped);
  return drafts.map((draft) => (draft.id === news.changed ? { ...draft, ...news.changes } : draft));
}
