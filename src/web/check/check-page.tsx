import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { AskProblem } from '../ask/ask.js';
import { DropPicture } from '../files/drop-picture.js';
import { whyNoPicture } from '../files/why-no-picture.js';
import { Overlay } from '../parts/overlay.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { newDraft } from '../register/draft.js';
import { addDrafts } from '../register/drafts.js';
import { FileSays } from './file-says.js';
import { MatchCard } from './match-card.js';
import { useCheck, type Check, type Found } from './use-check.js';
import { headlineOf, unknownsOf } from './words.js';
import './check-page.css';

/** The front page: what is known of a picture, and what is not. */
export function CheckPage() {
  const { check, start } = useCheck();
  const [refused, setRefused] = useState<string | null>(null);
  const onFiles = ([file]: readonly File[]) => {
    const why = file ? whyNoPicture(file) : null;
    setRefused(why);
    if (file && why === null) start(file);
  };
  if (!check)
    return (
      <section className="check-start">
        <h1>Is this picture registered?</h1>
        <p className="lead">
          See what its file says of itself, whether it or something like it is in the catalogue, by whom, and
          what nobody knows.
        </p>
        <DropPicture onFiles={onFiles} label="Choose a picture" />
        {refused !== null && <Problem problem={{ message: refused }} />}
        <p className="quiet">
          It is sent to this register to be compared, kept for an hour, and not published. To put a work of
          yours into the catalogue, <Link href="/works/new">register it</Link>.
        </p>
      </section>
    );
  return <CheckedPicture check={check} refused={refused} onFiles={onFiles} />;
}

function CheckedPicture({
  check,
  refused,
  onFiles,
}: {
  readonly check: Check;
  /** Why what was chosen last is no picture; null where it may be one. */
  readonly refused: string | null;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { file, shownAt, found, told, problem } = check;
  // The field by which it was chosen is gone.
  const headline = useFocusAt<HTMLHeadingElement>('checked', { isAtFirst: true });
  const answer = found instanceof AskProblem ? null : found;
  const regions = (answer?.matches ?? []).flatMap(({ overlap, work }) =>
    overlap ? [{ name: work.id, points: overlap.askedRegion }] : [],
  );
  return (
    <section className="checked">
      <div className="own">
        <Overlay picture={answer?.file ?? null} regions={regions}>
          <img className="picture unsent" src={shownAt} alt={`Your picture, ${file.name}`} />
        </Overlay>
        <p className="quiet">
          {file.name}
          {regions.length > 0 && answer?.matches[0]?.relation !== 'EXACT_BYTES'
            ? '; outlined: what it shares with registered pictures'
            : ''}
        </p>
      </div>
      <div className="findings stack">
        {/* Said aloud as it goes on, and once when it is there. */}
        <div aria-live="polite">
          <h1 ref={headline} tabIndex={-1}>
            {answer ? headlineOf(answer) : problem || found ? 'It could not be checked' : 'Checking …'}
          </h1>
          <Progress check={check} />
        </div>
        {problem && <Problem problem={problem} onAgain={() => onFiles([file])} />}
        {found instanceof AskProblem && <Problem problem={found} onAgain={() => onFiles([file])} />}
        {answer && <Matches found={answer} file={file} />}
        <section>
          <h2>What the file says of itself</h2>
          {problem ? <p className="quiet">It was not read.</p> : <FileSays told={told} />}
        </section>
        {answer && (
          <section>
            <h2>What is not known</h2>
            <ul>
              {unknownsOf(answer).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className="again">
        {refused !== null && <Problem problem={{ message: refused }} />}
        <DropPicture onFiles={onFiles} label="Check another picture" />
      </div>
    </section>
  );
}

function Progress({ check: { sent, doing, found, problem } }: { readonly check: Check }) {
  if (found || problem) return null;
  return (
    <p>
      <span>
        {sent < 1 ? `Sending it: ${Math.round(sent * 100)} %` : (doing ?? 'Looking at the picture')}
      </span>
      <progress max={1} {...(sent < 1 && { value: sent })} aria-label="How far the check is" />
    </p>
  );
}

/** Goes on to registering with the very picture, as a draft. */
function RegisterIt({ file, words }: { readonly file: File; readonly words: string }) {
  const [, go] = useLocation();
  const begin = async () => {
    const draft = newDraft(file);
    await addDrafts([draft]);
    go(`/works/new?draft=${draft.id}`);
  };
  return (
    <button type="button" onClick={() => void begin()}>
      {words}
    </button>
  );
}

function Matches({ found, file }: { readonly found: Found; readonly file: File }) {
  const { matches, register } = found;
  const same = matches.find(({ relation }) => relation === 'EXACT_BYTES');
  if (matches.length === 0)
    return (
      <>
        <p>
          {register.pictures === 1
            ? 'One registered picture was'
            : `${register.pictures} registered pictures were`}{' '}
          looked through.
        </p>
        <RegisterIt file={file} words="Register it, if it is yours" />
      </>
    );
  return (
    <section>
      <h2 className="sr-only">Registered works that it is like</h2>
      <ol className="plain matches">
        {matches.map((match, at) => (
          <li key={`${match.work.id} ${match.file}`}>
            <MatchCard match={match} isFirst={at === 0} />
          </li>
        ))}
      </ol>
      {same ? (
        <p>
          Made by you, or yours from its maker?{' '}
          <Link href={`/works/new?claim=${encodeURIComponent(same.work.id)}`}>Claim it</Link>
        </p>
      ) : (
        <RegisterIt file={file} words="Register yours, if it is another work" />
      )}
    </section>
  );
}
