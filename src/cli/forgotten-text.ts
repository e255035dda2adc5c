import type { ForgettingReceipt } from '../register/forgetting/forgetting-receipt.js';

/** What a receipt says, for whoever verifies it. */
export function forgottenText({ forgotten, erased, reason, forgottenAt }: ForgettingReceipt): string {
  const what =
    forgotten.what === 'file'
      ? `the bytes of ${forgotten.id}`
      : `the words of ${forgotten.id}, entry ${forgotten.index} (${forgotten.remains.kind}),`;
  const rows = Object.values(erased.rows).reduce((sum, count) => sum + count, 0);
  const shared = erased.sharedBlocks > 0 ? `; ${erased.sharedBlocks} blocks stay, which others have too` : '';
  return `on ${forgottenAt} that ${what} are erased, in ${erased.blocks} blocks and ${rows} rows${shared}: ${reason}`;
}
