import { toHex } from '../../lib/hex.js';
import { ask, AskProblem, offline } from '../ask/ask.js';
import { declareUpload } from '../check/check.generated.js';

/** The largest file that the register takes, in bytes. */
const MOST_BYTES = 200_000_000;

interface Following {
  /** Told how much of it is there, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** How statements name a file. */
export interface FileReference {
  readonly cid: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** A file that has arrived at the register. */
export interface SentFile {
  /** Id of its upload, by which a statement brings it; good for an hour. */
  readonly upload: string;
  readonly reference: FileReference;
}

/** Sends a file, and gives its upload. Throws AskProblem: TOO_LARGE, EMPTY, OFFLINE, and what the register refuses. */
export async function sendFile(file: File, { onProgress, signal }: Following = {}): Promise<SentFile> {
  if (file.size === 0) throw new AskProblem('EMPTY', `${file.name} is empty.`);
  if (file.size > MOST_BYTES)
    throw new AskProblem(
      'TOO_LARGE',
      `${file.name} has ${Math.round(file.size / 1e6)} MB; the register takes files of up to 200 MB.`,
    );
  const bytes = await file.arrayBuffer();
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const input = { sizeBytes: file.size, sha256, mediaType: mediaTypeOf(file) };
  const { declareUpload: declared } = await ask(declareUpload, { input }, signal ? { signal } : {});
  // The address as the server knows itself may be another than the page's.
  const stored = await put(new URL(declared.url).pathname, bytes, {
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  const { cid } = JSON.parse(stored) as { cid: string }; // the register answers with the file
  return { upload: declared.upload, reference: { cid, ...input } };
}

const mediaTypeOf = ({ type, name }: File): string => {
  if (type !== '') return type;
  return /\.tiff?$/i.test(name) ? 'image/tiff' : 'application/octet-stream';
};

/** By XMLHttpRequest: fetch does not tell how far it has come. */
function put(at: string, bytes: ArrayBuffer, { onProgress, signal }: Following): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', at);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(request.responseText);
      else reject(refusalIn(request.responseText));
    });
    request.addEventListener('error', () => reject(offline()));
    request.addEventListener('abort', () => reject(new DOMException('Given up', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(bytes);
  });
}

function refusalIn(text: string): AskProblem {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && typeof message === 'string') return new AskProblem(code, message);
  } catch {
    // What is no refusal of the register came from something between.
  }
  return new AskProblem('BROKEN', 'The file did not arrive. Try again in a moment.');
}
