import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from './draft.js';
import { dropDraft, keepDraft, keptDrafts } from './draft-store.js';

/** Drafts of this browser. Whatever is changed is kept at once, so that no reload takes what was typed; `isUnkept`: the browser kept it not. */
export function useDrafts() {
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const [isUnkept, setUnkept] = useState(false);
  const latest = useRef<readonly Draft[]>([]);
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
  useEffect(() => {
    keptDrafts().then(set, () => {
      setUnkept(true);
      set([]);
    });
  }, [set]);

  const add = useCallback(
    (added: readonly Draft[]) => {
      set([...latest.current, ...added]);
      for (const draft of added) void keep(draft);
    },
    [set, keep],
  );
  const change = useCallback(
    (id: string, changes: Partial<Draft>) => {
      const now = latest.current.map((draft) => (draft.id === id ? { ...draft, ...changes } : draft));
      set(now);
      const changed = now.find((draft) => draft.id === id);
      if (changed) void keep(changed);
    },
    [set, keep],
  );
  /** Changes a draft once the change is kept: of files that are shown as taken no reload loses any. */
  const take = useCallback(
    async (id: string, update: (draft: Draft) => Partial<Draft>) => {
      for (;;) {
        const before = latest.current.find((draft) => draft.id === id);
        if (!before) return;
        const after = { ...before, ...update(before) };
        await keep(after);
        // What was typed meanwhile is kept with it.
        if (!latest.current.includes(before)) continue;
        set(latest.current.map((draft) => (draft === before ? after : draft)));
        return;
      }
    },
    [set, keep],
  );
  const drop = useCallback(
    (id: string) => {
      set(latest.current.filter((draft) => draft.id !== id));
      void dropDraft(id);
    },
    [set],
  );
  return { drafts, isUnkept, add, change, take, drop };
}
