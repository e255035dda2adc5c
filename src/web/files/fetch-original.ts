import { fetchFile } from './fetch-file.js';

/** Fetches a file of the register as it was brought. Throws AskProblem: FILE_FORGOTTEN, FILE_WITHHELD and what the route answers. */
export async function fetchOriginal(
  { url, mediaType }: { readonly url: string; readonly mediaType: string },
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<File> {
  // The address as the server knows itself may be another than the page's.
  const response = await fetchFile(new URL(url).pathname, { signal });
  return new File([await response.blob()], name, { type: mediaType });
}
