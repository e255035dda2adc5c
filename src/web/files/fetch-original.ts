import { AskProblem, offline } from '../ask/ask.js';

/** Fetches a file of the register as it was brought. Throws AskProblem: FORGOTTEN, WITHHELD and what the route answers. */
export async function fetchOriginal(
  { url, mediaType }: { readonly url: string; readonly mediaType: string },
  { name, signal }: { readonly name: string; readonly signal?: AbortSignal },
): Promise<File> {
  // The address as the server knows itself may be another than the page's.
  const response = await fetch(new URL(url).pathname, signal ? { signal } : {}).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw offline();
  });
  if (response.ok) return new File([await response.blob()], name, { type: mediaType });
  const { code, message } = (await response.json()) as { code: string; message: string }; // as the route answers
  throw new AskProblem(code, message);
}
