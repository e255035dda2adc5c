import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useAnswer, type Asked } from '../ask/use-answer.js';
import { KeyPanel } from '../keys/key-panel.js';
import { dropKey, keepKey, keptKey } from '../keys/kept-key.js';
import { useSigner } from '../keys/signer-context.js';
import { Loading } from '../parts/loading.js';
import { ownedShare } from '../parts/owned-share.js';
import { OwnPicture } from '../parts/own-picture.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { ThrowAway } from '../parts/throw-away.js';
import { Wall } from '../parts/wall.js';
import { lastOf, nameOf, type Draft } from '../register/draft.js';
import { throwDraftAway, useDrafts } from '../register/drafts.js';
import { isCutPlace, placeIn, type AcceptedPlace } from './accepted-place.js';
import { myWorks, type MyWorksQuery } from './mine.generated.js';
import { MyKeys } from './my-keys.js';
import { MyTransfers } from './my-transfers.js';
import type { NextKey } from './replace-key.js';
import { SentPlace, useIsSigned } from './sent-place.js';
import { WhatWaits } from './what-waits.js';

type Mine = NonNullable<MyWorksQuery['person']>;

/** What is yours, by the key that you open: drafts, what waits for you, works and titles, and the key itself. */
export function MinePage() {
  const { signer, setSigner } = useSigner();
  const { drafts, recording } = useDrafts();
  const [news, setNews] = useState<string | null>(null);
  const told = useFocusAt<HTMLParagraphElement>(news ?? '');
  const search = useSearch();
  const sent = placeIn(search);
  const isSigned = useIsSigned(sent);
  const accepted = isSigned.is === true ? sent : null;
  const [, go] = useLocation();
  const asked = useAnswer(myWorks, signer && { id: `person:${signer.address}` });
  const presentKey = asked.answer?.person?.presentKey;
  const replaced = (next: NextKey, from: string) => {
    const { address, signer: ours } = next;
    const isOurs = ours !== null && takePlace(next, from);
    if (isOurs) setSigner(ours);
    const who = isOurs
      ? 'It has no recovery keys: name some. You sign by it from now on.'
      : ours
        ? 'It has no recovery keys: whoever signs by it brings the file that was saved, since this browser keeps another key, and names some.'
        : 'Tell whose it is: it has no recovery keys, and they should name some.';
    setNews(`${address} is in the place of ${from} now. ${who}`);
    // What was asked for is done.
    if (sent?.lost === from) go('/mine', { replace: true });
    asked.askAgain();
  };
  return (
    <section className="stack">
      <title>My works – Raisonné</title>
      <h1>My works</h1>
      <section>
        <h2>Your key</h2>
        <KeyPanel />
        {signer && presentKey !== undefined && presentKey !== signer.address && (
          <p className="notice problem">
            This key was replaced by{' '}
            <Link href={`/people/person:${presentKey}`}>
              <code>{presentKey}</code>
            </Link>
            ; it signs nothing more. Open that one.
          </p>
        )}
        {!sent && isCutPlace(search) && (
          <p className="notice problem">
            The address that you opened asks for the place of a lost key, and is not whole. Ask for it anew.
          </p>
        )}
        {sent && <SentPlace place={sent} isSigned={isSigned} isOpen={signer !== null} />}
        <p role="status" tabIndex={-1} ref={told}>
          {news}
        </p>
      </section>
      <Drafts
        name="Drafts in this browser"
        drafts={(drafts ?? []).filter((draft) => !isRecorded(draft))}
        recording={recording}
        onDrop={throwDraftAway}
      />
      <Drafts
        name="Receipts in this browser"
        drafts={(drafts ?? []).filter(isRecorded)}
        recording={recording}
        onDrop={throwDraftAway}
      />
      {signer ? (
        <Recorded
          key={signer.address}
          address={signer.address}
          asked={asked}
          accepted={accepted}
          onReplaced={replaced}
        />
      ) : (
        <p className="quiet">
          Open your key to see what is recorded of you. Lost it? Make a new one, and take the place of the
          lost one by it: “When a key is lost” is here then.
        </p>
      )}
    </section>
  );
}

const isRecorded = (draft: Draft): boolean => lastOf(draft) !== null;

interface DraftsGiven {
  readonly name: string;
  readonly drafts: readonly Draft[];
  /** Ids of those that are recorded now: they are not thrown away meanwhile. */
  readonly recording: ReadonlySet<string>;
  readonly onDrop: (id: string) => void;
}

function Drafts({ name, drafts, recording, onDrop }: DraftsGiven) {
  if (drafts.length === 0) return null;
  return (
    <section>
      <h2>{name}</h2>
      <ul className="plain stack">
        {drafts.map((draft) => (
          <li key={draft.id} className="row">
            <OwnPicture file={draft.picture} alt="" />
            <Link href={`/works/new?draft=${draft.id}`}>{nameOf(draft)}</Link>
            {recording.has(draft.id) ? (
              <span className="quiet">is being recorded …</span>
            ) : isRecorded(draft) ? (
              <button type="button" className="link" onClick={() => onDrop(draft.id)}>
                Put away<span className="sr-only">: the receipt of {draft.title}</span>
              </button>
            ) : (
              <ThrowAway label="Throw away" name={nameOf(draft)} onDrop={() => onDrop(draft.id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Puts the new key into the place of the old one in this browser too; whether it may be signed by here. A key of somebody else stays. */
function takePlace({ keystore }: NextKey, from: string): boolean {
  const kept = keptKey();
  if (kept && `0x${kept.keystore.address.toLowerCase()}` !== from) return keystore === null;
  if (keystore) keepKey({ keystore, isSaved: true });
  else if (kept) dropKey();
  return true;
}

interface RecordedGiven {
  /** Of the key that is open. */
  readonly address: string;
  readonly asked: Asked<MyWorksQuery>;
  readonly accepted: AcceptedPlace | null;
  readonly onReplaced: (next: NextKey, from: string) => void;
}

function Recorded({ address, asked: { answer, problem, askAgain }, accepted, onReplaced }: RecordedGiven) {
  if (problem) return <Problem problem={problem} onAgain={askAgain} />;
  if (!answer) return <Loading what="your works" />;
  const { person: mine } = answer;
  if (!mine) return <p>Nothing is recorded of this key.</p>;
  // Whoever has it may be another than whose it was.
  if (mine.presentKey !== address) return null;
  return (
    <>
      <WhatWaits id={`person:${address}`} keys={mine.keys} />
      <Walls mine={mine} address={address} />
      <MyTransfers address={address} keys={mine.keys} />
      <MyKeys
        // What somebody sent opens its form, whenever it is known to be signed.
        key={accepted?.acceptance ?? ''}
        mine={mine}
        address={address}
        accepted={accepted}
        onRecorded={askAgain}
        onReplaced={onReplaced}
      />
    </>
  );
}

function Walls({ mine, address }: { readonly mine: Mine; readonly address: string }) {
  const works = mine.works.edges.map(({ node }) => node);
  const owned = mine.owned.edges.map(({ node }) => node);
  return (
    <>
      {works.length + owned.length === 0 && (
        <p className="quiet">
          You registered no work and own none yet. <Link href="/works/new">Register one</Link>
        </p>
      )}
      <Wall name="Works that you registered" works={works} />
      <Wall name="Works that you own" works={owned} noteOf={(work) => ownedShare(work, mine.keys)} />
      {(mine.works.pageInfo.hasNextPage || mine.owned.pageInfo.hasNextPage) && (
        <p>
          These are not all: <Link href={`/people/person:${address}`}>what is recorded of you</Link> has every
          one.
        </p>
      )}
    </>
  );
}
