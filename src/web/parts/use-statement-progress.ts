import { useEffect, useState } from 'react';
import { follow } from '../ask/follow.js';
import { followStatement, type FollowStatementSubscription } from './parts.generated.js';

export type StatementProgress = FollowStatementSubscription['statementProgress'];

/** Whether a block has the anchor of a statement. */
export const isMined = ({ anchor }: Pick<StatementProgress, 'anchor'>): boolean =>
  anchor?.state === 'MINED' || anchor?.state === 'FINAL';

/**
 * How far a statement has come, as it happens, until its anchor is mined; null before the register says. `id` null: nothing is followed. A
 * browser has few connections for all its pages, so none is kept for what is a matter of hours.
 */
export function useStatementProgress(id: string | null): StatementProgress | null {
  const [progress, setProgress] = useState<StatementProgress | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    const stop = follow(
      followStatement,
      { id },
      {
        onAnswer: ({ statementProgress }) => {
          setProgress(statementProgress);
          if (isMined(statementProgress)) stop();
        },
      },
    );
    return stop;
  }, [id]);
  return progress;
}
