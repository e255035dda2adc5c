const TIMEOUT_MS = 10_000;

/** Fetches within 10 s an answer of at most so many bytes; throws an Error that says why there is none. */
export async function fetchAtMost(
  url: string,
  maxBytes: number,
  request: RequestInit = {},
): Promise<{ response: Response; bytes: Uint8Array }> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await fetch(url, { ...request, signal });
    return { response, bytes: await readAtMost(response, maxBytes) };
  } catch (cause) {
    throw new Error(`${url} does not answer as it should: ${reasonOf(cause)}`, { cause });
  }
}

async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** fetch says only "fetch failed"; why is in the cause. By its members: it may come from another realm (node:vm). */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { message, code } = cause as { message?: unknown; code?: unknown };
  return String(message || code || cause);
}
