import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerSubmission } from '../../witness/answer-submission.js';
import { MAX_SUBMISSION_BYTES } from '../../witness/submission.js';
import type { Witness } from '../../witness/witness.js';

interface Manner {
  /** 0 takes a free one. */
  readonly port: number;
  /** Told of what failed on our side; the caller gets 500 and no more. */
  readonly onError: (error: unknown) => void;
}

export interface WitnessServer {
  readonly url: string;
  /** Ends after the answers that are under way. */
  close(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 30_000;

/** Serves `POST /add-checkpoint` (c2sp.org/tlog-witness) on all addresses of the machine. */
export async function serveWitness(witness: Witness, { port, onError }: Manner): Promise<WitnessServer> {
  const http = createServer((request, response) => {
    answer(witness, request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else reply(response, 500, 'Something failed on the side of this witness; it is in its log.\n');
    });
  });
  http.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, resolve);
  });
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`, // a TCP server's address is an AddressInfo
    close: () => end(http),
  };
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0];
  if (path !== '/add-checkpoint')
    return reply(response, 404, 'A witness answers POST /add-checkpoint only.\n');
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    return reply(response, 405, 'A checkpoint is submitted by POST.\n');
  }
  const text = await readBody(request);
  if (text === null) {
    response.setHeader('Connection', 'close');
    return reply(response, 413, `A submission has at most ${MAX_SUBMISSION_BYTES} bytes.\n`);
  }
  const { status, contentType, body } = await answerSubmission(witness, text);
  reply(response, status, body, contentType);
}

/** Null for a body that is too long. Bytes that are no UTF-8 become signs that no submission has. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed on a body that is too long: the answer goes out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_SUBMISSION_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reply(
  response: ServerResponse,
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response
    .writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) })
    .end(body);
}

const end = (http: Server): Promise<void> =>
  new Promise((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
