import { AskProblem, offline } from '../ask/ask.js';

/** Fetches the evidence package of a work; `body` asks for documents. Throws AskProblem. */
export async function fetchPackage(
  work: string,
  query: Readonly<Record<string, string>>,
  { signal, body }: { readonly signal?: AbortSignal; readonly body?: object } = {},
): Promise<Response> {
  const response = await fetch(`/works/${work}/evidence.zip?${new URLSearchParams(query).toString()}`, {
    ...(signal && { signal }),
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw offline();
  });
  if (response.ok) return response;
  const { code, message } = (await response.json()) as { code: string; message: string }; // as the route answers
  throw new AskProblem(code, message);
}
