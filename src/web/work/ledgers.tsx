import { counted } from '../../lib/counted.js';
import { dayInWords, withShortNames } from '../parts/words.js';
import type { WorkLedgersQuery } from './work.generated.js';

type ClaimedMaking = NonNullable<
  WorkLedgersQuery['work']
>['claims']['edges'][number]['node']['makings'][number];

/** Ledgers that claims name, by the ids of the claims; empty before they are known. */
export const ledgersIn = (answer: WorkLedgersQuery | null): ReadonlyMap<string, readonly ClaimedMaking[]> =>
  new Map(
    (answer?.work?.claims.edges ?? [])
      .map(({ node }) => [node.id, node.makings] as const)
      .filter(([, makings]) => makings.length > 0),
  );

/** How far a ledger goes as evidence, by the register's own times. */
const GRADES: Readonly<Record<ClaimedMaking['evidence']['grade'], string>> = {
  WHILE_IT_WAS_MADE: 'Every file was recorded as it came into being, in several sittings.',
  ONE_SITTING:
    'Every file was recorded as it came into being, in one sitting. Finished files that are brought in one after the other look the same.',
  IN_PART: 'Some files were recorded as they came into being, or none of them leads to this work.',
  AFTERWARDS: 'It was recorded afterwards, or all at once.',
  NONE: 'No file is recorded in it.',
};

/** Ledgers that were kept while the work was made, and what keeps each from being better evidence. None says who made anything. */
export const Ledgers = ({ makings }: { readonly makings: readonly ClaimedMaking[] }) =>
  makings.map(({ making: { id, name, recordedAt, fileCount }, evidence: { grade, findings } }) => (
    <div key={id} className="ledger">
      <p>
        A ledger was kept
        {name === null ? (
          ''
        ) : (
          <>
            {' '}
            (<bdi>{name}</bdi>)
          </>
        )}
        : {counted(fileCount, 'file', 'files')}, begun{' '}
        <time dateTime={recordedAt}>{dayInWords(recordedAt)}</time>. {GRADES[grade]}
      </p>
      {findings.length > 0 && (
        <ul className="quiet">
          {findings.map(({ code, message }) => (
            <li key={code}>{withShortNames(message)}</li>
          ))}
        </ul>
      )}
    </div>
  ));
