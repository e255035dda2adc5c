import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renditionOf } from '../adapters/images/write-record.js';
import type { WorkRecord } from '../evidence/documents/work-record.js';
import { pathOfFile, type PackageParts } from '../evidence/package-format.js';
import { isPictureType } from '../originality/fingerprint.js';
import type { Client } from './client.js';

const LIMITS = { limitPixels: 50e6, timeoutMs: 20_000 };

/** The work's picture as a page shows it: of the package, or from the server where only its digest is in it; none where it is not shown. */
export async function renditionIn(
  client: Client,
  { record, parts }: { record: WorkRecord; parts: PackageParts },
): Promise<Uint8Array | undefined> {
  const picture = record.files.find(({ of, mediaType }) => of === 'work' && isPictureType(mediaType));
  if (!picture) return undefined;
  const bytes = parts.get(pathOfFile(picture)) ?? (await download(client, picture.cid));
  if (!bytes) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-picture-'));
  try {
    const file = path.join(folder, 'picture');
    await writeFile(file, bytes);
    return await renditionOf(file, LIMITS);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(client: Client, cid: string): Promise<Uint8Array | undefined> {
  const response = await client.get(`/files/${cid}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}
