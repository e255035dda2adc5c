import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import { forgettingOfBytes, forgettingsById, type Forgetting } from './forgetting-store.js';

/** Refuses FILE_FORGOTTEN for a file whose bytes were erased. */
export async function refuseForgotten(tables: Tables, cid: string): Promise<void> {
  const [forgetting] = await forgettingsById(tables, [idOf('file', cid)]);
  if (forgetting) throw fileForgotten(forgetting);
}

/** Refuses FILE_FORGOTTEN for bytes that were erased: whoever has them still cannot bring them back. */
export async function refuseForgottenBytes(tables: Tables, sha256: string): Promise<void> {
  const forgetting = await forgettingOfBytes(tables, sha256);
  if (forgetting) throw fileForgotten(forgetting);
}

/** 410 of routes, and FILE_FORGOTTEN everywhere. */
export const fileForgotten = ({ id, forgottenAt, receipt }: Forgetting): Refusal =>
  new Refusal(
    'FILE_FORGOTTEN',
    `The bytes of ${id} were erased at ${forgottenAt.toISOString()}, and are not taken again.`,
    { id, forgottenAt: forgottenAt.toISOString(), receipt },
  );
