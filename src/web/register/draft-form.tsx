import { useEffect, useId, useState } from 'react';
import { useOwnKeys } from '../act/use-own-keys.js';
import { AskProblem } from '../ask/ask.js';
import { useAnswer } from '../ask/use-answer.js';
import { useCheck } from '../check/use-check.js';
import { useSigner } from '../keys/signer-context.js';
import { isUpheldBy } from '../parts/is-upheld-by.js';
import { isOneOf } from '../parts/is-one-of.js';
import { Problem } from '../parts/problem.js';
import { ThrowAway } from '../parts/throw-away.js';
import { ActsField } from './acts-field.js';
import { Competition } from './competition.js';
import { coClaimants, lastOf, nameOf, undeclared, type Draft } from './draft.js';
import type { Body } from './draft-bodies.js';
import { LooksField } from './looks-field.js';
import { MachineFields } from './machine-fields.js';
import { PrivateField } from './private-field.js';
import { Receipt } from './receipt.js';
import { SignField } from './sign-field.js';
import { standingOf } from './standing-claims.js';
import { StandingField } from './standing-field.js';
import { claimsOn } from './register.generated.js';
import { useRecording } from './use-recording.js';
import { WorkFields } from './work-fields.js';

interface Given {
  readonly draft: Draft;
  /** Whether it is the one of several that is seen. */
  readonly isShown: boolean;
  /** Whether it is recorded now, here or in another tab: what is typed meanwhile would not be in it. */
  readonly isRecording: boolean;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Changes it once the change is kept. */
  readonly onTake: (update: (draft: Draft) => Partial<Draft>) => Promise<void>;
  readonly onDrop: () => void;
}

/** One registration, or one claim, from its picture to its receipt, on one page. */
export function DraftForm({ draft, isShown, isRecording, onChange, onTake, onDrop }: Given) {
  const { check, start } = useCheck();
  /** So many choices of evidence are being kept; what is signed meanwhile would be without them. */
  const [taking, setTaking] = useState(0);
  const { signer } = useSigner();
  const id = useId();
  const { picture, work, claim } = draft;
  const last = lastOf(draft);
  const isRecorded = last !== null;
  // What is recorded needs no look any more.
  useEffect(() => {
    if (!isRecorded) start(picture);
    // eslint-disable-next-line -- start is made anew each time and does the same
  }, [picture, isRecorded]);
  const told = check?.told instanceof AskProblem ? null : (check?.told ?? null);
  const read: Body | null = told?.record ?? null;
  useEffect(() => {
    // Whoever says no means it, however often the file is read.
    if (read && !draft.hadMachine && !draft.saidMachine) onChange({ hadMachine: true });
  }, [read]);
  const found = check?.found instanceof AskProblem ? null : (check?.found ?? null);
  const stored =
    found?.file.width && found.file.height
      ? { width: found.file.width, height: found.file.height, orientation: found.file.orientation }
      : null;
  const onLookAgain = () => start(picture);
  const own = useOwnKeys()?.keys ?? [];
  const claims = useAnswer(claimsOn, work && !claim ? { id: work.id } : null);
  const standing = standingOf(claims.answer);
  // By the register's rule one upholds one claim of a work. What was sent already may be that claim, and its receipt is to come.
  const isOwn =
    draft.standing !== 'registrar' &&
    draft.sent['claim-authorship'] === undefined &&
    standing.some(({ by }) => isUpheldBy(by, own));
  const awaitsMine = standing.some(({ by }) =>
    by.some(({ person, signedAt }) => signedAt === null && isOneOf(person, own)),
  );
  const { doing, problem, record, forget } = useRecording({
    id: draft.id,
    check,
    read,
    against: standing[0]?.id ?? null,
    onChange,
    onLookAgain,
    onClaimsAgain: claims.askAgain,
  });

  // It keeps a connection open while it waits, of which there are few.
  if (work && last !== null)
    return isShown ? <Receipt draft={draft} work={work.id} statement={last} onDone={onDrop} /> : null;

  /** What the person changes: what was wrong before may be so no more. */
  const edit = (changes: Partial<Draft>) => {
    forget();
    onChange(changes);
  };
  const take = async (update: (draft: Draft) => Partial<Draft>) => {
    setTaking((before) => before + 1);
    try {
      await onTake(update);
    } finally {
      setTaking((before) => before - 1);
    }
  };
  const isClaiming = draft.standing !== 'registrar' && !claim;

  return (
    <div className="draft">
      <div className="own">
        {check && (
          <img className="picture unsent" src={check.shownAt} alt={`Your picture, ${picture.name}`} />
        )}
        <p className="quiet">
          {picture.name}
          {check && check.sent < 1 && !check.problem ? `: sending, ${Math.round(check.sent * 100)} %` : ''}
        </p>
        {!isRecording && <ThrowAway label="Throw this draft away" name={nameOf(draft)} onDrop={onDrop} />}
      </div>
      <div className="stack">
        <form
          className="stack"
          id={`${id}-form`}
          inert={isRecording}
          onSubmit={(event) => {
            event.preventDefault();
            void record();
          }}
        >
          {check?.problem && <Problem problem={check.problem} onAgain={onLookAgain} />}
          {claims.problem && <Problem problem={claims.problem} onAgain={claims.askAgain} />}
          {draft.note !== '' && <p className="notice">{draft.note}</p>}
          {work ? (
            <Competition
              work={work.id}
              title={draft.title}
              claims={claims.answer}
              isOwn={isOwn}
              awaitsMine={awaitsMine}
            />
          ) : (
            <WorkFields draft={draft} onChange={edit} />
          )}
          {!claim && (
            <StandingField
              draft={draft}
              signer={signer?.address ?? null}
              onChange={edit}
              onEvidence={(files) => take(({ evidence }) => ({ evidence: [...evidence, ...files] }))}
            />
          )}
          {isClaiming && (
            <>
              {check?.told instanceof AskProblem && <Problem problem={check.told} onAgain={onLookAgain} />}
              <MachineFields draft={draft} told={told} onChange={edit} />
              <ActsField
                acts={draft.acts}
                others={coClaimants(draft)}
                shownAt={check?.shownAt ?? ''}
                picture={stored}
                onChange={(acts) => edit({ acts })}
                onEvidence={(of, files) =>
                  take(({ acts }) => ({
                    acts: acts.map((act) =>
                      act.id === of ? { ...act, evidence: [...act.evidence, ...files] } : act,
                    ),
                  }))
                }
              />
              <PrivateField draft={draft} read={read} onChange={edit} />
            </>
          )}
          {!work && (
            <section>
              <h2>What looks like it</h2>
              <LooksField check={check} draft={draft} onChange={edit} />
            </section>
          )}
        </form>
        {/* The key has forms of its own, and a form in a form is none. */}
        <section>
          <h2>Sign and record</h2>
          <SignField
            draft={draft}
            read={read}
            form={`${id}-form`}
            titles={new Map(found?.matches.map((match) => [match.work.id, match.work.title]))}
            // What it looks like, what it says of itself and who claims it is known first.
            isReady={
              taking === 0 &&
              !isRecording &&
              !isOwn &&
              Boolean(check?.arrived && check.found && (check.told || !isClaiming)) &&
              (!work || Boolean(claim) || claims.answer !== null)
            }
            isAgainst={standing.length > 0}
            isRecording={isRecording}
            onChange={edit}
          />
          <div aria-live="polite">
            {isRecording && (
              <p>{doing ?? 'It is being recorded, from another tab or from before you came back here'} …</p>
            )}
          </div>
          {problem && <Problem problem={{ message: problem }} />}
          {work && !draft.isOfRegistered && <p className="notice">{isLeftOf(draft)}</p>}
        </section>
      </div>
    </div>
  );
}

/** What is not recorded yet of a draft whose first step is. */
function isLeftOf(draft: Draft): string {
  const isClaimLeft = draft.standing !== 'registrar' && !draft.claim;
  if (isClaimLeft) return 'The work is registered; your claim is not yet. Sign it to finish.';
  return undeclared(draft).length > 0
    ? 'The work is registered; from what it derives is not recorded yet. Sign that to finish.'
    : '';
}
