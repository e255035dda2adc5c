import { Link } from 'wouter';
import { useAnswer } from '../ask/use-answer.js';
import { useSigner } from '../keys/signer-context.js';
import { OwnPicture } from '../parts/own-picture.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { isMined, useStatementProgress } from '../parts/use-statement-progress.js';
import { recoveryOf } from './register.generated.js';
import './receipt.css';
import { CopyButton } from '../parts/copy-button.js';
import { coClaimants, type Draft } from './draft.js';
import { counted } from '../../lib/counted.js';
import { chainInWords, instantInWords, isTrialChain } from '../parts/words.js';

interface Given {
  /** What was recorded, as this browser has it. */
  readonly draft: Draft;
  readonly work: string;
  /** Id of the statement that is followed. */
  readonly statement: string;
  /** Takes the draft away, now that it is recorded. */
  readonly onDone: () => void;
}

/** What the register says of a work that it took, from recorded to anchored, as it happens. */
export function Receipt({ draft, work, statement, onDone }: Given) {
  const { title, picture, isOfRegistered, standing } = draft;
  // The button that was pressed is gone.
  const heading = useFocusAt<HTMLHeadingElement>('recorded', { isAtFirst: true });
  const stage = useStatementProgress(statement);
  const { signer } = useSigner();
  const { answer: mine } = useAnswer(recoveryOf, signer && { id: `person:${signer.address}` });
  const { checkpoint = null } = stage ?? {};
  const anchor = stage && isMined(stage) ? stage.anchor : null;
  const steps = [
    {
      name: 'Recorded',
      isDone: stage !== null,
      detail: stage
        ? `${standing === 'registrar' ? 'The registration' : 'The claim'} is entry ${stage.index}, ${instantInWords(stage.recordedAt)}`
        : '',
    },
    {
      name: 'Signed by the register',
      isDone: checkpoint !== null,
      detail: checkpoint
        ? `A head of ${counted(checkpoint.size, 'entry', 'entries')}, ${instantInWords(checkpoint.signedAt)}`
        : 'Within seconds',
    },
    {
      name: 'Anchored',
      isDone: anchor !== null,
      // A trial chain proves nothing to others.
      isTrial: anchor !== null && isTrialChain(anchor.chainId),
      detail:
        anchor !== null
          ? `Block ${anchor.blockNumber ?? ''}${anchor.minedAt === null ? '' : `, ${instantInWords(anchor.minedAt)}`}; ${chainInWords(anchor.chainId)}`
          : 'When the chain has taken it',
    },
  ];
  const now = steps.findLast(({ isDone }) => isDone)?.name ?? 'On its way';
  return (
    <section className="receipt stack">
      <h2 ref={heading} tabIndex={-1}>
        {isOfRegistered ? `Your claim on “${title}” is recorded` : `“${title}” is in the catalogue`}
      </h2>
      <OwnPicture file={picture} alt={`Your picture, ${picture.name}`} />
      <p aria-live="polite">
        Now: <strong>{now}</strong>
      </p>
      <ol className="plain steps">
        {steps.map(({ name, isDone, isTrial = false, detail }) => (
          <li key={name} data-done={isTrial ? 'trial' : isDone}>
            <strong>
              <span aria-hidden="true">{isTrial ? '◐' : isDone ? '●' : '○'}</span> {name}
              <span className="sr-only">
                {isTrial ? ' (on a trial chain alone)' : isDone ? ' (done)' : ' (not yet)'}
              </span>
            </strong>{' '}
            <span className="quiet">{detail}</span>
          </li>
        ))}
      </ol>
      <div className="row">
        <Link className="button main" href={`/works/${work}`}>
          See the work
        </Link>
        <a className="button" href={`/works/${work}/picture`} download>
          The picture with its record inside
        </a>
        {checkpoint && (
          <a className="button" href={`/works/${work}/evidence.zip`} download>
            The whole record
          </a>
        )}
        <button type="button" className="link" onClick={onDone}>
          Register another
        </button>
      </div>
      {draft.note !== '' && <p className="notice">{draft.note}</p>}
      <WhoIsNext draft={draft} work={work} />
      {mine?.person?.recoveryKeys.length === 0 && (
        <p className="notice">
          Lose this key and nobody can put another in its place: what it holds stays with it.{' '}
          <Link href="/mine">Name recovery keys</Link> while you have it.
        </p>
      )}
      <p className="quiet">
        {standing === 'registrar'
          ? 'It was registered and not claimed; nobody has examined what the entry says.'
          : 'It was claimed and recorded; nobody has examined whether the claim is true.'}
      </p>
    </section>
  );
}

/** Whom the work waits for now, and where they go. */
function WhoIsNext({ draft, work }: Pick<Given, 'draft' | 'work'>) {
  const coSigning = coClaimants(draft);
  const makers = draft.standing === 'registrar' ? draft.others : [];
  const names = [...coSigning, ...makers].map(({ name }) => name).join(', ');
  if (names === '') return null;
  const at = `${window.location.origin}/works/${work}`;
  return (
    <div className="notice">
      <p>
        {coSigning.length > 0
          ? `Your claim waits for ${names}. Send them this address, where they sign it by “Co-sign the claim”.`
          : `${names} can claim it now. Send them this address, where they find “Claim it”.`}
      </p>
      <p className="row">
        <code>{at}</code>
        <CopyButton text={at} what="the address of the work" />
      </p>
    </div>
  );
}
