import type { Express, RequestHandler } from 'express';
import path from 'node:path';
import sirv from 'sirv';
import type { BuiltPages } from '../ports.js';

/** Addresses of pages, the first that fits, with the source of each: all are answered with the one document, whose script shows what belongs there. */
const PAGES: readonly (readonly [address: string, source: string | null])[] = [
  ['/', null],
  ['/works', 'browse/browse-page.tsx'],
  ['/works/new', 'register/register-page.tsx'],
  ['/works/:id', 'work/work-page.tsx'],
  ['/people/:id', 'person/person-page.tsx'],
  ['/register', 'log/log-page.tsx'],
  ['/verify', 'verify/verify-page.tsx'],
  ['/mine', 'mine/mine-page.tsx'],
];

/** Of the one style that OpenSeadragon puts into the document, about an outline; a new version may have another. */
const STYLE_OF_ZOOM = "'sha256-9xTiqzfwFaL2SGb1rmr8gysEwVVjIvqWAgmZgqFqpEE='";

/**
 * What a page may do: run scripts and show styles of this server, ask this server, and show pictures of this server or of the person's own
 * machine. Nothing inline, nothing from elsewhere, in no frame.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${STYLE_OF_ZOOM}`,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'geolocation=(), microphone=()',
  });
  next();
};

/** As a `Link` header (RFC 8288) tells it: so a browser asks for it together with the document's own, and not when those have run. */
const linkTo = (file: string): string =>
  file.endsWith('.css') ? `</${file}>; rel=preload; as=style; crossorigin` : `</${file}>; rel=modulepreload`;

/** The pages and what they load. */
export function pageRoutes(app: Express, { folder, filesOf }: BuiltPages): void {
  // What is in assets/ has its digest in its name.
  app.use(
    '/assets',
    pageHeaders,
    sirv(path.join(folder, 'assets'), { immutable: true, maxAge: 31_536_000, brotli: true, gzip: true }),
  );
  // The page that verifies from disk, whose own policy stands in it: dist/verifier.html.
  app.get('/verifier.html', (_request, response) => {
    response.attachment('raisonne-verifier.html').sendFile('verifier.html', { root: path.dirname(folder) });
  });
  const sendPage: RequestHandler = (_request, response) => {
    response.sendFile('index.html', {
      root: folder,
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    });
  };
  for (const [address, source] of PAGES) {
    const links = source === null ? [] : filesOf(source).map(linkTo);
    app.get(address, pageHeaders, (request, response, next) => {
      if (links.length > 0) response.set('Link', links.join(', '));
      return sendPage(request, response, next);
    });
  }
  // Whatever else a person asks for in a browser: the document says that there is no such page. It is the last of all routes.
  app.get('/{*elsewhere}', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html') return next();
    return pageHeaders(request, response.status(404), () => sendPage(request, response, next));
  });
}
