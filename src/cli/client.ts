import { Refusal } from '../lib/refusal.js';

/** What the commands ask of a server. */
export interface Client {
  /** Under which people reach the server. */
  readonly publicUrl: string;
  /** Runs a GraphQL operation; refusals come as Refusal with their own codes. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** Puts bytes to an upload's address. */
  put(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  get(path: string): Promise<Response>;
}

interface GraphQLAnswer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; details?: Record<string, unknown> } }[];
}

/** A client of the server at a URL. `publicUrl` is how the server calls itself, where that differs. */
export function openClient(server: string, publicUrl: string = server): Client {
  const base = server.replace(/\/+$/, '');
  const request = async (path: string, init?: RequestInit): Promise<Response> => {
    try {
      return await fetch(`${base}${path}`, init);
    } catch (cause) {
      throw new Refusal(
        'SERVER_UNREACHABLE',
        `No server answers at ${base}: ${reasonOf(cause)}. Is it started?`,
        { server: base },
        { cause },
      );
    }
  };
  return {
    publicUrl: publicUrl.replace(/\/+$/, ''),
    async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
      const response = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await readJson(response, base)) as GraphQLAnswer<Data>; // GraphQL over HTTP §6.4
      const [error] = errors;
      if (error)
        throw new Refusal(error.extensions?.code ?? 'SERVER_ERROR', error.message, error.extensions?.details);
      if (!data) throw new Refusal('SERVER_ERROR', `${base} answered ${response.status} and no data.`);
      return data;
    },
    async put(url, bytes) {
      // The server names its public address, which from here may be another one and may begin with a path.
      const path = /\/uploads\/[^/]+$/.exec(new URL(url).pathname)?.[0];
      if (path === undefined)
        throw new Refusal('SERVER_ERROR', `${base} takes uploads at ${url}, which is no address of theirs.`);
      const response = await request(path, {
        method: 'PUT',
        body: bytes,
        headers: { 'content-type': 'application/octet-stream' },
      });
      if (response.ok) return;
      const { code, message, details } = (await readJson(response, base)) as {
        code: string;
        message: string;
        details?: Record<string, unknown>;
      }; // as upload-route says
      throw new Refusal(code, message, details);
    },
    get: (path) => request(path),
  };
}

async function readJson(response: Response, server: string): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal(
      'SERVER_ERROR',
      `${server} answered ${response.status} and no JSON: is it a Raisonné server?`,
      { body: text.slice(0, 200) },
      { cause },
    );
  }
}

/** After these nobody knows whether what was asked was done. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set([
  'SERVER_UNREACHABLE',
  'SERVER_ERROR',
  'INTERNAL_SERVER_ERROR',
]);

/** Whether the server said no, so that for certain nothing was done. */
export const isServersNo = (error: unknown): boolean =>
  error instanceof Refusal && !WITHOUT_ANSWER.has(error.code);

/** fetch says only "fetch failed"; why is in the cause. */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || String((cause as { code?: unknown }).code) : String(cause);
};
