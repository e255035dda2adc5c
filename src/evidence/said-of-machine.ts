import { Refusal } from '../lib/refusal.js';
import type { ImageReader } from '../originality/fingerprint.js';
import type { ContentStore, Staging } from '../ports.js';
import type { StoredFile } from '../works/file.js';

/** Whether a file says that a machine had part in it, and which tool it names; or why it could not be read. */
export type SaidOfMachine =
  { readonly isMachineMade: boolean; readonly tool: string | null } | { readonly unread: string };

interface Needs {
  readonly content: Pick<ContentStore, 'read'>;
  readonly images: Pick<ImageReader, 'readAccount'>;
  readonly staging: Staging;
}

/** A name and a few words each. */
const MOST_KNOWN = 10_000;

/** By the reader that told it, what files say by their CIDs, the last that was asked for last. */
const known = new WeakMap<Needs['images'], Map<string, Promise<SaidOfMachine>>>();

/**
 * What a stored file says of machines. Each is read once, however often and by however many at once it is asked for: its bytes never change.
 * Refuses TOO_BUSY, which is no property of the file.
 */
export function saidOfMachine(needs: Needs, file: StoredFile): Promise<SaidOfMachine> {
  const files = known.get(needs.images) ?? new Map<string, Promise<SaidOfMachine>>();
  known.set(needs.images, files);
  const said = files.get(file.cid) ?? read(needs, file, () => files.delete(file.cid));
  files.delete(file.cid);
  files.set(file.cid, said);
  const [oldest] = files.keys();
  if (files.size > MOST_KNOWN && oldest !== undefined) files.delete(oldest);
  return said;
}

/** Another time these may go otherwise. */
const PASSING: ReadonlySet<string> = new Set(['TOO_BUSY', 'IMAGE_TOO_SLOW']);

async function read(
  { content, images, staging }: Needs,
  file: StoredFile,
  forget: () => void,
): Promise<SaidOfMachine> {
  try {
    const staged = await staging.receive(content.read(file.cid), file);
    try {
      const { generation, machine } = (await images.readAccount(staged.path)).published;
      return {
        isMachineMade: generation !== null || machine !== null,
        tool: generation?.tool ?? machine?.tool ?? null,
      };
    } finally {
      await staged.discard();
    }
  } catch (error) {
    const isOfFile = error instanceof Refusal && !PASSING.has(error.code);
    if (!isOfFile) forget();
    if (error instanceof Refusal && error.code !== 'TOO_BUSY') return { unread: error.message };
    throw error;
  }
}
