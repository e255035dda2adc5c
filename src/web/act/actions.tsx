import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSigner } from '../keys/signer-context.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import type { LongList } from '../work/use-whole-work.js';
import type { ShownWork } from '../work/work-page.js';
import { ACTS, type Act } from './acts.js';
import { possible, type Possible } from './possible.js';
import { useOwnKeys, type OwnKeys } from './use-own-keys.js';

// Keys are much code, for those who state something.
const KeyPanel = lazy(() =>
  import('../keys/key-panel.js').then(({ KeyPanel: panel }) => ({ default: panel })),
);

interface Given {
  readonly work: ShownWork;
  /** Lists of what somebody stated and may withdraw: all of each is wanted once a key is open. */
  readonly lists: readonly LongList[];
  readonly onRecorded: () => void;
}

/** What can be stated of a work here: by the key that is open what the register would take from it, and without one all that somebody could. */
export function Actions({ work, lists, onRecorded }: Given) {
  const [open, setOpen] = useState<Act | null>(actOfAddress);
  const [done, setDone] = useState<string | null>(null);
  const status = useFocusAt<HTMLParagraphElement>(done ?? '');
  const own = useOwnKeys();
  const anybodys = possible(work, null);
  const can = own ? possible(work, own.keys) : anybodys;
  // Of more than is here the register says who may.
  const isAllHere = !work.claims.pageInfo.hasNextPage && lists.every(({ isCut }) => !isCut);
  const whyNot = open && own && (isAllHere || own.isReplaced) ? whyNotBy(own, { act: open, can }) : null;
  // Of a list that is shown the page says it there.
  const failed = lists.find(({ isShown, asked }) => !isShown && asked.problem);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (own) for (const { isCut, isWanted, want } of lists) if (isCut && !isWanted) want();
  });
  useEffect(() => {
    // It comes after the page that was asked for by its name.
    if (/^#act(?:-|$)/.test(location.hash)) section.current?.scrollIntoView();
  }, []);
  useEffect(() => {
    // At each answer that comes what stands above may have grown.
    if (document.activeElement === status.current) status.current?.scrollIntoView({ block: 'center' });
  });
  return (
    <section id="act" className="no-print" ref={section}>
      <h2>State something</h2>
      <p className="quiet">Each is signed by a key, and public.</p>
      <p role="status" tabIndex={-1} ref={status}>
        {done}
      </p>
      {failed?.asked.problem && <Problem problem={failed.asked.problem} onAgain={failed.asked.askAgain} />}
      {!open && <WithKey isReplaced={own?.isReplaced === true} />}
      {offeredBy(can, { open, isReplaced: own?.isReplaced === true }).map(({ about, acts }) => (
        <div key={about} role="group" aria-label={about}>
          <h3>{about}</h3>
          <div className="row">
            {acts.map((act) => (
              <button
                key={act.name}
                type="button"
                aria-expanded={act === open}
                onClick={() => {
                  setDone(null);
                  setOpen(act === open ? null : act);
                }}
              >
                {act.name}
              </button>
            ))}
          </div>
          {open && acts.includes(open) && (
            <div className="unfolded">
              {!own && <p className="hint">It is for {open.whose}.</p>}
              <open.Form
                work={work}
                can={whyNot === null ? can : anybodys}
                whyNot={whyNot}
                onRecorded={() => {
                  setDone(`${open.name}: recorded.`);
                  setOpen(null);
                  onRecorded();
                }}
              />
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

/** The act to which whoever came here was led. */
const actOfAddress = (): Act | null =>
  ACTS.flatMap(({ acts }) => acts).find(({ at }) => at !== undefined && location.hash === `#act-${at}`) ??
  null;

/** What is possible, and the form that is open already: nobody loses what they filled in by opening a key. */
const offeredBy = (
  can: Possible,
  { open, isReplaced }: { readonly open: Act | null; readonly isReplaced: boolean },
) =>
  ACTS.map(({ about, acts }) => ({
    about,
    acts: acts.filter((act) => act === open || (!isReplaced && act.isIn(can))),
  })).filter(({ acts }) => acts.length > 0);

function whyNotBy(
  { isReplaced }: OwnKeys,
  { act, can }: { readonly act: Act; readonly can: Possible },
): string | null {
  if (isReplaced) return REPLACED;
  return act.isIn(can) ? null : `Your key cannot sign this: it is for ${act.whose}.`;
}

const REPLACED = 'This key was replaced by another, and signs nothing more. Open the newer one.';

/** Whose acts are shown, and the way to others. */
function WithKey({ isReplaced }: { readonly isReplaced: boolean }) {
  const { signer } = useSigner();
  const [isOpen, setOpen] = useState(signer !== null);
  return (
    <div className="stack">
      {!signer && (
        <p>
          Any key will do to contest a claim; the rest is for those who claim, own or license it.{' '}
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Open your key and see what it can state
          </button>
        </p>
      )}
      {isReplaced && <p className="notice">{REPLACED}</p>}
      {isOpen && (
        <Suspense fallback={<Loading what="your key" />}>
          <KeyPanel />
        </Suspense>
      )}
    </div>
  );
}
