import { fetchFile } from './fetch-file.js';

/** Fetches the evidence package of a work; `body` asks for documents. Throws AskProblem. */
export const fetchPackage = (
  work: string,
  query: Readonly<Record<string, string>>,
  { signal, body }: { readonly signal?: AbortSignal; readonly body?: object } = {},
): Promise<Response> =>
  fetchFile(`/works/${work}/evidence.zip?${new URLSearchParams(query).toString()}`, {
    ...(signal && { signal }),
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
