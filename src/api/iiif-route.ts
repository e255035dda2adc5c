import type { IRouter, Request, RequestHandler, Response } from 'express';
import { Refusal } from '../lib/refusal.js';
import {
  canonicalName,
  renditionOf,
  serviceInfo,
  servicePath,
  type RenditionRequest,
} from '../works/renditions/rendition.js';
import { showRendition } from '../works/renditions/show-rendition.js';
import { shownPicture } from '../works/renditions/shown-picture.js';
import type { House } from './context.js';
import { answerRefusal } from './answer-refusal.js';
import { reservationHeaders } from './mining-reservation.js';

const JSON_LD = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';

/** Anybody's page may show them, and none can run as ours. */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "sandbox; default-src 'none'",
};

/**
 * IIIF Image API 3.0, level 0 with tiles, of every stored picture: GET /iiif/3/CID/info.json, and JPEGs of the regions and sizes that it
 * names. They are upright, in sRGB, on white, and carry nothing over of the file's bytes. Answers {code, message, details} with 404 for
 * FILE_MISSING, NOT_AN_IMAGE and RENDITION_MISSING (a region, size, rotation, quality or format that is not offered), 410 for
 * FILE_FORGOTTEN, 451 for FILE_WITHHELD and 503 for TOO_BUSY.
 */
export function iiifRoutes(routes: IRouter, house: House): void {
  routes.use('/iiif', (_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  routes.get('/iiif/3/:cid', (request, response) => {
    response.redirect(
      303,
      `${house.publicUrl()}${servicePath(encodeURIComponent(request.params.cid))}/info.json`,
    );
  });
  routes.get('/iiif/3/:cid/info.json', orRefused(answerInfo(house)));
  routes.get('/iiif/3/:cid/:region/:size/:rotation/:quality', orRefused(answerRendition(house)));
  routes.use(
    '/iiif',
    orRefused(async ({ originalUrl }) => Promise.reject(renditionMissing(originalUrl))),
  );
}

const answerInfo =
  (house: House) =>
  async (request: Request<{ cid: string }>, response: Response): Promise<void> => {
    const { cid } = request.params;
    const { size } = await shownPicture(house, cid);
    const type = request.accepts(['application/json', 'application/ld+json']);
    response
      .set({
        ...(await reservationHeaders(house, cid)),
        'Cache-Control': 'public, max-age=3600',
        Vary: 'Accept',
        'Content-Type': type === 'application/ld+json' ? JSON_LD : 'application/json',
      })
      .end(JSON.stringify(serviceInfo(`${house.publicUrl()}${servicePath(cid)}`, size)));
  };

const answerRendition =
  (house: House) =>
  async (request: Request<{ cid: string } & RenditionRequest>, response: Response): Promise<void> => {
    const { cid } = request.params;
    const picture = await shownPicture(house, cid);
    const rendition = renditionOf(request.params, picture.size);
    if (!rendition) throw renditionMissing(request.originalUrl);
    const bytes = await showRendition(house, picture, rendition);
    const reservation = await reservationHeaders(house, cid);
    const canonical = `${house.publicUrl()}${servicePath(cid)}/${canonicalName(rendition, picture.size)}`;
    response.set({
      ...reservation,
      'Content-Type': 'image/jpeg',
      'Content-Length': String(bytes.length),
      // What is shown never changes; what is reserved of it may.
      'Cache-Control':
        Object.keys(reservation).length > 0 ? 'public, max-age=3600' : 'public, max-age=31536000, immutable',
      Link: `<${canonical}>;rel="canonical", <http://iiif.io/api/image/3/level0.json>;rel="profile"`,
    });
    response.end(bytes);
  };

const renditionMissing = (address: string) =>
  new Refusal(
    'RENDITION_MISSING',
    `${address.slice(0, 200)} is no rendition that is offered: info.json of the picture names its sizes and tiles, with rotation 0 and default.jpg.`,
  );

const orRefused =
  <Given>(answer: (request: Request<Given>, response: Response) => Promise<void>): RequestHandler<Given> =>
  async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      answerRefusal(response, error, { NOT_AN_IMAGE: 404, RENDITION_MISSING: 404 });
    }
  };
