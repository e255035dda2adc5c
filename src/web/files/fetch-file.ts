import { AskProblem, offline } from '../ask/ask.js';

/** Fetches what the register serves beside its API. Throws AskProblem: OFFLINE, and what the route refuses. */
export async function fetchFile(at: string, init: RequestInit): Promise<Response> {
  const response = await fetch(at, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw offline();
  });
  if (response.ok) return response;
  const { code, message } = (await response.json()) as { code: string; message: string }; // as the route answers
  throw new AskProblem(code, message);
}
