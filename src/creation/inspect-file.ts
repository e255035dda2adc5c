import { Refusal } from '../lib/refusal.js';
import type { ImageReader } from '../originality/fingerprint.js';
import type { ContentStore, Staging } from '../ports.js';
import type { StoredFile } from '../works/file.js';
import type { FileAccount } from './examine-account.js';
import { draftRecord } from './draft-record.js';
import type { GenerationRecord } from './generation-record.js';
import { redactAccount } from './redact.js';

interface Needs {
  readonly content: Pick<ContentStore, 'read'>;
  readonly images: Pick<ImageReader, 'readAccount'>;
  readonly staging: Staging;
}

export interface Inspection extends FileAccount {
  /** What a claim would say of it; null where the file says nothing. */
  readonly record: GenerationRecord | null;
}

/** What a stored picture's file says of how it was made, as it may be published. Refuses NOT_AN_IMAGE and what the image reader refuses. */
export async function inspectFile(
  { content, images, staging }: Needs,
  file: StoredFile,
): Promise<Inspection> {
  if (!file.mediaType.startsWith('image/'))
    throw new Refusal('NOT_AN_IMAGE', `${file.cid} is ${file.mediaType}; only pictures are inspected.`, {
      cid: file.cid,
    });
  const staged = await staging.receive(content.read(file.cid), file);
  try {
    const account = await images.readAccount(staged.path);
    const { generation } = account;
    return {
      ...account,
      generation: generation && redactAccount(generation),
      record: generation && (draftRecord(generation)?.record ?? null),
    };
  } finally {
    await staged.discard();
  }
}
