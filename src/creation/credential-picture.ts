import { findSignatories } from '../claims/find-signatories.js';
import { standingClaims } from '../claims/standing-claims.js';
import { Refusal } from '../lib/refusal.js';
import type { ImageReader } from '../originality/fingerprint.js';
import { MEDIA_TYPES, type MediaType } from '../originality/fingerprint.js';
import type { ContentStore, Database, Staging } from '../ports.js';
import { refuseForgotten } from '../register/forgetting/refuse-forgotten.js';
import { requireShown } from '../works/display/withheld-files.js';
import { filesOfWorks } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { worksById } from '../works/work-store.js';
import type { ClaimedRecord } from './claimed-record.js';
import { credentialDefinition } from './credential-definition.js';
import { digitalSourceType } from './digital-source-type.js';
import { preferenceInForce } from '../rights/training-preference.js';
import { preferencesOfWorks } from '../rights/training-preference-store.js';
import { recordXmp, type PictureRecord } from './record-xmp.js';

interface Needs {
  readonly database: Pick<Database, 'tables'>;
  readonly content: Pick<ContentStore, 'read'>;
  readonly staging: Staging;
  readonly images: Pick<ImageReader, 'readAccount' | 'signPicture'>;
  readonly publicUrl: () => string;
}

/** A picture on its way out. */
export interface CredentialedPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly title: string;
  /** Of the file as it was registered. */
  readonly cid: string;
  /** Whether its XMP tells of the record too; a file without room for it has the credentials alone. */
  readonly hasXmp: boolean;
}

/** It is held several times while it is signed. */
const MOST_BYTES = 64e6;

/**
 * A registered work's picture with its record inside: XMP and content credentials (C2PA), as the earliest standing claim tells, with an identity
 * (CAWG) for each wallet that signed that claim and upholds it. Pixels and whatever the file carried stay as they are. It is signed anew each
 * time. Refuses WORK_UNKNOWN; NOT_CLAIMED where no claim stands; NOT_AN_IMAGE where the work has no picture; PICTURE_TOO_LARGE (64 MB);
 * CREDENTIALS_UNREADABLE; PICTURE_UNSIGNABLE; and what the image reader refuses.
 */
export async function credentialPicture(
  { database: { tables }, content, staging, images, publicUrl }: Needs,
  workId: string,
): Promise<CredentialedPicture> {
  const [work] = await worksById(tables, [workId]);
  if (!work) throw new Refusal('WORK_UNKNOWN', `${workId} is not registered here.`, { work: workId });
  const [claim] = await standingClaims(tables, [workId]);
  if (!claim)
    throw new Refusal(
      'NOT_CLAIMED',
      `Nobody claims ${workId} at present: there is nothing that its picture could say.`,
      { work: workId },
    );
  const file = (await filesOfWorks(tables, [workId]))
    .map(({ stored }) => stored)
    .find(({ mediaType }) => MEDIA_TYPES.some((one) => one === mediaType));
  if (!file)
    throw new Refusal(
      'NOT_AN_IMAGE',
      `${workId} has no picture that can be signed: ${MEDIA_TYPES.join(', ')}.`,
      { work: workId },
    );
  await requireShown(tables, file.cid);
  if (file.sizeBytes > MOST_BYTES)
    throw new Refusal(
      'PICTURE_TOO_LARGE',
      `${file.cid} has ${file.sizeBytes} bytes, and at most ${MOST_BYTES} are signed.`,
      {
        cid: file.cid,
        sizeBytes: file.sizeBytes,
      },
    );
  const { generations = [], acts = [] } = claim.body;
  const record: PictureRecord = {
    work: workId,
    url: `${publicUrl()}/works/${workId}`,
    title: work.title,
    makers: work.makers.map(({ name }) => name),
    training: preferenceInForce(await preferencesOfWorks(tables, [workId])),
    digitalSourceType: digitalSourceType(generations, acts),
    generations,
  };
  await refuseForgotten(tables, file.cid);
  const staged = await staging.receive(content.read(file.cid), file);
  try {
    const { credentials } = (await images.readAccount(staged.path)).raw;
    if (credentials?.integrity === 'unreadable')
      throw new Refusal(
        'CREDENTIALS_UNREADABLE',
        `${file.cid} has content credentials that cannot be read: they could not be kept as what the picture was before.`,
        { cid: file.cid },
      );
    const signatories = await findSignatories(tables, claim);
    const claimed: ClaimedRecord = {
      work: workId,
      claim: claim.id,
      url: record.url,
      signatories: signatories.map(({ key, signedAt }) => ({ key, signedAt: signedAt.toISOString() })),
      // The tool's own metadata is in the file, or was left out of it on purpose.
      generations: generations.map((told) => ({ ...told, rawMetadata: undefined })),
      acts: [...acts],
    };
    const { bytes, hasXmp } = await images.signPicture({
      path: staged.path,
      mediaType: mediaTypeOf(file),
      xmp: recordXmp(record),
      identities: signatories.map(({ key, signedAt }) => ({ address: key, verifiedAt: signedAt })),
      provider: { id: publicUrl(), name: 'Raisonne' },
      ...credentialDefinition({ ...record, claimed, acts, hasCredentials: credentials !== null }),
    });
    return {
      bytes,
      mediaType: file.mediaType,
      cid: file.cid,
      title: work.title,
      hasXmp,
    };
  } finally {
    await staged.discard();
  }
}

function mediaTypeOf({ cid, mediaType }: StoredFile): MediaType {
  const known = MEDIA_TYPES.find((one) => one === mediaType);
  if (!known) throw new Error(`${cid} is of ${mediaType}, which is no picture's`);
  return known;
}
