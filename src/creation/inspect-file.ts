import { Refusal } from '../lib/refusal.js';
import type { ImageReader } from '../originality/fingerprint.js';
import type { ContentStore, Database, Staging } from '../ports.js';
import type { StoredFile } from '../works/file.js';
import type { FileAccount } from './examine-account.js';
import type { Finding } from './checks/finding.js';
import { worksOfSameGeneration } from './generation-store.js';
import { isLayeredType } from './layered/layered-file.js';
import { draftRecord } from './draft-record.js';
import type { GenerationRecord } from './generation-record.js';

interface Needs {
  readonly database: Pick<Database, 'tables'>;
  readonly content: Pick<ContentStore, 'read'>;
  readonly images: Pick<ImageReader, 'readAccount'>;
  readonly staging: Staging;
}

export interface Inspection extends FileAccount {
  /** What a claim would say of it; null where the file says nothing. */
  readonly record: GenerationRecord | null;
  /** Works that are claimed with the same seed and prompt; at most ten, the earliest first. */
  readonly sameGeneration: readonly string[];
}

/** What a stored picture's file, or a layered one, says of how it was made, as it may be published. Refuses NOT_AN_IMAGE and what the image reader refuses. */
export async function inspectFile(
  { database, content, images, staging }: Needs,
  file: StoredFile,
): Promise<Inspection> {
  if (!file.mediaType.startsWith('image/') && !isLayeredType(file.mediaType))
    throw new Refusal(
      'NOT_AN_IMAGE',
      `${file.cid} is ${file.mediaType}; only pictures and layered files are inspected.`,
      {
        cid: file.cid,
      },
    );
  const staged = await staging.receive(content.read(file.cid), file);
  try {
    const { published: account } = await images.readAccount(staged.path);
    const { generation, evidence } = account;
    const record = generation && (draftRecord(generation)?.record ?? null);
    const same = record
      ? await worksOfSameGeneration(database.tables, record, { exceptFile: file.cid, most: MOST_SAME })
      : [];
    return {
      ...account,
      record,
      sameGeneration: same,
      evidence: { ...evidence, findings: [...evidence.findings, ...sameGenerationFinding(same)] },
    };
  } finally {
    await staged.discard();
  }
}

const MOST_SAME = 10;

function sameGenerationFinding(works: readonly string[]): Finding[] {
  return works.length === 0
    ? []
    : [
        {
          code: 'SAME_GENERATION',
          message: `The same seed and prompt are claimed for ${works.join(', ')}. Whose generation it was, the file does not tell; signed credentials, or a ledger of acts kept meanwhile, would clear this.`,
        },
      ];
}
