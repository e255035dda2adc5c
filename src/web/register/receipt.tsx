import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { follow } from '../ask/follow.js';
import { useAnswer } from '../ask/use-answer.js';
import { useSigner } from '../keys/signer-context.js';
import { OwnPicture } from '../parts/own-picture.js';
import { followStatement, recoveryOf, type FollowStatementSubscription } from './register.generated.js';
import './receipt.css';
import { counted } from '../../lib/counted.js';
import { chainInWords } from '../parts/words.js';

interface Given {
  readonly title: string;
  /** What was registered, as this browser has it. */
  readonly picture: File;
  readonly work: string;
  /** Id of the statement that is followed. */
  readonly statement: string;
  /** Takes the draft away, now that it is recorded. */
  readonly onDone: () => void;
}

type Stage = FollowStatementSubscription['statementProgress'];

/** What the register says of a work that it took, from recorded to anchored, as it happens. */
export function Receipt({ title, picture, work, statement, onDone }: Given) {
  const [stage, setStage] = useState<Stage | null>(null);
  useEffect(
    () =>
      follow(
        followStatement,
        { id: statement },
        { onAnswer: ({ statementProgress }) => setStage(statementProgress) },
      ),
    [statement],
  );
  const { signer } = useSigner();
  const { answer: mine } = useAnswer(recoveryOf, signer && { id: `person:${signer.address}` });
  const { checkpoint = null, anchor = null } = stage ?? {};
  const isMined = anchor?.state === 'MINED' || anchor?.state === 'FINAL';
  const steps = [
    {
      name: 'Recorded',
      isDone: stage !== null,
      detail: stage ? `Entry ${stage.index}, ${timeInWords(stage.recordedAt)}` : '',
    },
    {
      name: 'Signed by the register',
      isDone: checkpoint !== null,
      detail: checkpoint
        ? `A head of ${counted(checkpoint.size, 'entry', 'entries')}, ${timeInWords(checkpoint.signedAt)}`
        : 'Within seconds',
    },
    {
      name: 'Anchored',
      isDone: isMined,
      detail: isMined
        ? `Block ${anchor.blockNumber ?? ''}${anchor.minedAt === null ? '' : `, ${timeInWords(anchor.minedAt)}`}; ${chainInWords(anchor.chainId)}`
        : 'When the chain has taken it',
    },
  ];
  const now = steps.findLast(({ isDone }) => isDone)?.name ?? 'On its way';
  return (
    <section className="receipt stack">
      <h2>“{title}” is in the catalogue</h2>
      <OwnPicture file={picture} alt={`Your picture, ${picture.name}`} />
      <p aria-live="polite">
        Now: <strong>{now}</strong>
      </p>
      <ol className="plain steps">
        {steps.map(({ name, isDone, detail }) => (
          <li key={name} data-done={isDone}>
            <strong>
              <span aria-hidden="true">{isDone ? '●' : '○'}</span> {name}
              <span className="sr-only">{isDone ? ' (done)' : ' (not yet)'}</span>
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
      {mine?.person?.recoveryKeys.length === 0 && (
        <p className="notice">
          Lose this key and nobody can put another in its place: what it holds stays with it.{' '}
          <Link href="/mine">Name recovery keys</Link> while you have it.
        </p>
      )}
      <p className="quiet">It was claimed and recorded; nobody has examined whether the claim is true.</p>
    </section>
  );
}

const timeInWords = (instant: string): string => new Date(instant).toLocaleString();
