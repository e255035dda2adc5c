import { useEffect, useId, useState, type FormEvent } from 'react';
import { AskProblem } from '../ask/ask.js';
import { useCheck } from '../check/use-check.js';
import { KeyPanel } from '../keys/key-panel.js';
import { NotSigned } from '../keys/signer.js';
import { useSigner } from '../keys/signer-context.js';
import { Problem } from '../parts/problem.js';
import { ThrowAway } from '../parts/throw-away.js';
import { ActsField } from './acts-field.js';
import type { Body, Draft } from './draft.js';
import { LooksField, unansweredOf } from './looks-field.js';
import { MachineFields } from './machine-fields.js';
import { PrivateField, SaveOpenings } from './private-field.js';
import { areOpeningsSaved } from './private-fields.js';
import { Receipt } from './receipt.js';
import { isGone, registerDraft } from './register-draft.js';

const saysLike = (works: readonly { readonly title: string }[]): string =>
  `It looks like ${works.map(({ title }) => `“${title}”`).join(', ')}. Say above whether yours is another work. Nothing was recorded.`;

/** That a text is longer than the register takes, counted as it counts; empty where it is not. */
function saysTooLong(text: string, most: number): string {
  const { length } = text.trim();
  return length > most ? `Too long: it has ${length} characters, and at most ${most} are taken.` : '';
}

interface Given {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Changes it once the change is kept. */
  readonly onTake: (update: (draft: Draft) => Partial<Draft>) => Promise<void>;
  readonly onDrop: () => void;
}

/** One registration from its picture to its receipt, on one page. */
export function DraftForm({ draft, onChange, onTake, onDrop }: Given) {
  const { check, start } = useCheck();
  const [doing, setDoing] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** So many choices of evidence are being kept; what is signed meanwhile would be without them. */
  const [taking, setTaking] = useState(0);
  const { signer } = useSigner();
  const id = useId();
  const { picture } = draft;
  const isRecorded = draft.claim !== null;
  // What is recorded needs no look any more.
  useEffect(() => {
    if (!isRecorded) start(picture);
    // eslint-disable-next-line -- start is made anew each time and does the same
  }, [picture, isRecorded]);
  const told = check?.told instanceof AskProblem ? null : (check?.told ?? null);
  const read: Body | null = told?.record ?? null;
  useEffect(() => {
    if (read && Object.keys(draft.machine).length === 0 && !draft.hadMachine) onChange({ hadMachine: true });
    // Once, when the file was read: whoever then says no means it.
  }, [read]);
  const found = check?.found instanceof AskProblem ? null : (check?.found ?? null);
  const stored =
    found?.file.width && found.file.height
      ? { width: found.file.width, height: found.file.height, orientation: found.file.orientation }
      : null;

  if (draft.work && draft.claim)
    return (
      <Receipt
        title={draft.title}
        picture={picture}
        work={draft.work.id}
        statement={draft.claim.statement}
        onDone={onDrop}
      />
    );

  const takeEvidence = async (of: string, files: readonly File[]) => {
    setTaking((before) => before + 1);
    try {
      await onTake(({ acts }) => ({
        acts: acts.map((act) => (act.id === of ? { ...act, evidence: [...act.evidence, ...files] } : act)),
      }));
    } finally {
      setTaking((before) => before - 1);
    }
  };
  const record = async () => {
    if (!signer) return;
    setProblem(null);
    const unanswered = found && !draft.work ? unansweredOf(found, draft) : [];
    if (unanswered.length > 0) {
      setProblem(saysLike(unanswered));
      return;
    }
    const given = { draft, signer, read, onStep: setDoing, onChange };
    try {
      const looks = await registerDraft({ ...given, arrived: check?.arrived ?? null }).catch(
        (error: unknown) => {
          if (!isGone(error)) throw error;
          return registerDraft({ ...given, arrived: null });
        },
      );
      if (looks.length > 0) {
        setProblem(saysLike(looks.map(({ work }) => work)));
        start(picture);
      }
    } catch (error) {
      if (!(error instanceof AskProblem || error instanceof NotSigned)) throw error;
      setProblem(error.message);
    } finally {
      setDoing(null);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void record();
  };

  const text = (
    name: 'title' | 'makers' | 'dateMade' | 'medium' | 'altText',
    label: string,
    { hint, isRequired = false, most = 200 }: { hint?: string; isRequired?: boolean; most?: number } = {},
  ) => {
    const tooLong = saysTooLong(draft[name], most);
    return (
      <div>
        <label htmlFor={`${id}-${name}`}>
          {label}
          {isRequired ? '' : <span className="quiet"> (may be left out)</span>}
        </label>
        <input
          id={`${id}-${name}`}
          value={draft[name]}
          required={isRequired}
          // Nothing is cut: the form is not sent while it is too long.
          ref={(input) => input?.setCustomValidity(tooLong)}
          aria-invalid={tooLong !== ''}
          aria-describedby={`${id}-${name}-long${hint ? ` ${id}-${name}-hint` : ''}`}
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
        {hint && (
          <p className="hint" id={`${id}-${name}-hint`}>
            {hint}
          </p>
        )}
        <p className="hint problem" id={`${id}-${name}-long`} aria-live="polite" hidden={tooLong === ''}>
          {tooLong}
        </p>
      </div>
    );
  };

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
        <ThrowAway label="Throw this draft away" name={draft.title || picture.name} onDrop={onDrop} />
      </div>
      <div className="stack">
        <form className="stack" id={`${id}-form`} onSubmit={onSubmit}>
          {check?.problem && <Problem problem={check.problem} onAgain={() => start(picture)} />}
          <fieldset>
            <legend>
              <h2>The work</h2>
            </legend>
            <div className="fields">
              {text('title', 'Title', { isRequired: true })}
              {text('makers', 'Made by', { hint: 'Names, with commas between them' })}
              {text('dateMade', 'When', {
                hint: 'Such as 2026-04-12, 2026-04, 2026 or 1889~ (about)',
                most: 60,
              })}
              {text('medium', 'Medium', { hint: 'Such as oil on canvas, digital image' })}
              <div className="wide">
                {text('altText', 'What the picture shows, for those who do not see it', {
                  hint: 'One sentence: what you would say on the telephone',
                  most: 1000,
                })}
              </div>
            </div>
          </fieldset>
          <MachineFields draft={draft} told={told} onChange={onChange} />
          <ActsField
            acts={draft.acts}
            shownAt={check?.shownAt ?? ''}
            picture={stored}
            onChange={(acts) => onChange({ acts })}
            onEvidence={takeEvidence}
          />
          <PrivateField draft={draft} read={read} onChange={onChange} />
          <section>
            <h2>What looks like it</h2>
            <LooksField check={check} draft={draft} onChange={onChange} />
          </section>
        </form>
        {/* The key has forms of its own, and a form in a form is none. */}
        <section>
          <h2>Sign and record</h2>
          <KeyPanel />
          {signer && (
            <>
              <p>
                You sign two statements: “I register the work “{draft.title || '…'}” with one file.” and that
                you claim to be its author. Both become public and cannot be deleted; you can withdraw a
                claim.
              </p>
              <SaveOpenings draft={draft} read={read} onChange={onChange} />
              <button
                type="submit"
                form={`${id}-form`}
                className="main"
                // What it looks like is asked first.
                disabled={
                  taking > 0 ||
                  doing !== null ||
                  !check?.arrived ||
                  !check.found ||
                  !areOpeningsSaved(draft, read)
                }
              >
                {draft.work ? 'Sign the claim' : 'Sign and record'}
              </button>
            </>
          )}
          <div aria-live="polite">{doing && <p>{doing} …</p>}</div>
          {problem && <Problem problem={{ message: problem }} />}
          {draft.work && !draft.claim && (
            <p className="notice">The work is registered; your claim is not yet. Sign it to finish.</p>
          )}
        </section>
      </div>
    </div>
  );
}
