import { Unreadable } from '../../creation/carriers/carrier-reading.js';
import { examineAccount, publishedAccount, type ReadAccount } from '../../creation/examine-account.js';
import type { LayeredFile, LayeredFormat, MergedFingerprints } from '../../creation/layered/layered-file.js';
import { readLayered, type MergedPicture } from '../../creation/layered/read-layered.js';
import { Refusal } from '../../lib/refusal.js';
import { inspectMerged } from './inspect-image.js';
import type { InspectLimits } from './open-picture.js';
import { readFileBytes } from './read-file-bytes.js';

/** What a layered file says of the work that went into it, and how its merged picture looks. Refuses IMAGE_DAMAGED where not even its size can be read. */
export async function readLayeredAccount(
  path: string,
  format: LayeredFormat,
  limits: InspectLimits,
): Promise<ReadAccount> {
  const found = readFileBytes(path, (file) => damagedUnlessReadable(() => readLayered(file, format, limits)));
  const { layered, merged } = await withMerged(found, limits);
  const { width, height } = layered;
  const raw = examineAccount({
    carried: found.carried,
    picture: { width, height },
    novelai: null,
    credentials: null,
    layered,
    merged,
  });
  return { raw, published: publishedAccount(raw) };
}

function damagedUnlessReadable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    throw new Refusal(
      'IMAGE_DAMAGED',
      `The layered file cannot be read: ${cause.message}. Send the whole file.`,
      { reason: cause.message },
      { cause },
    );
  }
}

/** That the merged picture cannot be decoded is told with what else could not be read. */
async function withMerged(
  { layered, merged }: { layered: LayeredFile; merged: MergedPicture | null },
  limits: InspectLimits,
): Promise<{ layered: LayeredFile; merged: MergedFingerprints | null }> {
  try {
    return { layered, merged: merged && (await inspectMerged(merged, limits)) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const unread = { where: 'merged picture', reason: error.message };
    return { layered: { ...layered, unread: [...layered.unread, unread] }, merged: null };
  }
}
