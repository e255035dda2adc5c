import type { Clock, Database, TimestampAuthority } from '../ports.js';
import { checkpointToStamp, saveTimestamp } from './timestamp-store.js';

export interface StampNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly timestamps: TimestampAuthority;
}

/**
 * Has the newest checkpoint that is on a chain stamped by the timestamp authority (RFC 3161), where it is not yet: over the note as the log
 * signed it, without cosignatures, which come later. Gives whether one was stamped.
 */
export async function stampCheckpoint({ database, clock, timestamps }: StampNeeds): Promise<boolean> {
  const checkpoint = await checkpointToStamp(database.tables);
  if (!checkpoint) return false;
  const response = await timestamps.stamp(new TextEncoder().encode(checkpoint.note));
  await saveTimestamp(database.tables, {
    size: checkpoint.size,
    authority: timestamps.url,
    response,
    stampedAt: clock.now(),
  });
  return true;
}
