import type { IRouter, Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { isCid } from '../lib/cid.js';
import { toHex } from '../lib/hex.js';
import type { TreeHead } from '../lib/merkle.js';
import { Refusal } from '../lib/refusal.js';
import { CHECKPOINTS_PATH } from '../register/announce-checkpoint.js';
import { findConsistency } from '../register/find-consistency.js';
import { findInclusion } from '../register/find-inclusion.js';
import { CHECKPOINT_PATH } from '../register/published-head.js';
import { FORGOTTEN_PATH } from '../register/forgetting/known-forgettings.js';
import { statementsByCid } from '../register/statement-store.js';
import { parseTilePath } from '../register/tile-path.js';
import type { House } from './context.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=1';
/** Sizes and indexes in decimal: to 2^63, and no more digits than a checkpoint may have. */
const DECIMAL = /^(0|[1-9]\d{0,18})$/;

/**
 * The log for everybody, under the paths of c2sp.org/tlog-tiles: GET /checkpoint, /tile/L/N[.p/W] and
 * /tile/entries/N[.p/W], as they lie in the log's folder, from which any web server can serve them too. Besides:
 * /checkpoints.jsonl, every checkpoint, a line each; /statements/CID, a statement's canonical JSON; /forgotten.jsonl, the receipts of what was
 * erased, a line each;
 * /proof/inclusion?index=N[&size=M] and /proof/consistency?from=M&to=N, as JSON with hashes in hex. Errors are
 * {code, message}: 404 for what is not there, 410 for a statement that was erased, 400 NOT_A_NUMBER, NO_CHECKPOINT and WRONG_SIZES.
 */
export function logRoutes(routes: IRouter, house: House): void {
  routes.get('/checkpoint', (_, response) =>
    sendFile(house, response, { path: CHECKPOINT_PATH, type: 'text/plain; charset=utf-8', keeps: BRIEFLY }),
  );
  routes.get('/checkpoints.jsonl', async (_, response) => {
    const lines = await house.logFiles.stream(CHECKPOINTS_PATH);
    if (!lines) notFound(response, `The log has no ${CHECKPOINTS_PATH} yet.`);
    else {
      response.set({ 'Cache-Control': BRIEFLY, 'Content-Type': 'application/jsonl' });
      await pipeline(lines, response);
    }
  });
  routes.get(`/${FORGOTTEN_PATH}`, async (_, response) => {
    const lines = await house.logFiles.stream(FORGOTTEN_PATH);
    response.set({ 'Cache-Control': BRIEFLY, 'Content-Type': 'application/jsonl' });
    if (lines) await pipeline(lines, response);
    else response.end();
  });
  routes.get('/tile/*path', async ({ path }, response) => {
    const name = path.slice(1);
    if (parseTilePath(name))
      await sendFile(house, response, { path: name, type: 'application/octet-stream', keeps: FOR_EVER });
    else notFound(response, `${name} is not the path of a tile (c2sp.org/tlog-tiles).`);
  });
  routes.get('/statements/:cid', async ({ params: { cid } }, response) => {
    const [stored] = isCid(cid) ? await statementsByCid(house.database.tables, [cid]) : [];
    if (stored?.canonical === null)
      response.status(410).json({
        code: 'STATEMENT_FORGOTTEN',
        message: `The words of the statement ${cid} were erased. Its entry and the receipt, in ${FORGOTTEN_PATH}, stay.`,
      });
    else if (stored) response.set('Cache-Control', FOR_EVER).type('json').send(stored.canonical);
    else notFound(response, `No statement ${cid} is recorded here.`);
  });
  routes.get(
    '/proof/inclusion',
    answerRefusals(async (request, response) => {
      const index = numberOf(request, 'index');
      const size = request.query['size'] === undefined ? undefined : numberOf(request, 'size');
      const found = await findInclusion(house, { index, size });
      if (!found) {
        notFound(
          response,
          `No checkpoint${size === undefined ? '' : ` of size ${size}`} covers entry ${index}.`,
        );
        return;
      }
      const { leafHash, hashes, checkpoint } = found;
      response.set('Cache-Control', size === undefined ? BRIEFLY : FOR_EVER).json({
        index: Number(index),
        size: Number(checkpoint.size),
        root: checkpoint.root,
        leafHash: toHex(leafHash),
        hashes: hashes.map(toHex),
        checkpoint: checkpoint.note,
      });
    }),
  );
  routes.get(
    '/proof/consistency',
    answerRefusals(async (request, response) => {
      const sizes = { from: numberOf(request, 'from'), to: numberOf(request, 'to') };
      const { from, to, hashes } = await findConsistency(house, sizes);
      response
        .set('Cache-Control', FOR_EVER)
        .json({ from: headJson(from), to: headJson(to), hashes: hashes.map(toHex) });
    }),
  );
}

const headJson = ({ size, root }: TreeHead) => ({ size: Number(size), root: toHex(root) });

async function sendFile(
  { logFiles }: House,
  response: Response,
  { path, type, keeps }: { readonly path: string; readonly type: string; readonly keeps: string },
): Promise<void> {
  const bytes = await logFiles.read(path);
  if (bytes === null) notFound(response, `The log has no ${path}${path.startsWith('tile/') ? '' : ' yet'}.`);
  else response.set({ 'Cache-Control': keeps, 'Content-Type': type }).send(Buffer.from(bytes));
}

const notFound = (response: Response, message: string): void => {
  response.status(404).set('Cache-Control', 'no-store').json({ code: 'NOT_FOUND', message });
};

function numberOf({ query }: Request, name: string): bigint {
  const given = query[name];
  if (typeof given === 'string' && DECIMAL.test(given)) return BigInt(given);
  throw new Refusal('NOT_A_NUMBER', `The parameter ${name} must be given, as a whole number in decimal.`);
}

const answerRefusals =
  (answer: (request: Request, response: Response) => Promise<void>) =>
  async (request: Request, response: Response): Promise<void> => {
    try {
      await answer(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, details } = error;
      response.status(400).set('Cache-Control', 'no-store').json({ code, message, details });
    }
  };
