import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createHash } from 'node:crypto';
import type { Express } from 'express';

/** The explorer of the API: one page whose script and style are within it. Nothing else runs there, and it reaches this server alone. */
export function explorerRoute(app: Express): void {
  let page: { readonly html: string; readonly policy: string } | null = null;
  app.get('/explorer', (_request, response) => {
    // Nine megabytes are written and hashed for the first who asks, and for nobody where nobody does.
    page ??= explorerPage();
    response
      .set({
        'Content-Security-Policy': page.policy,
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
      })
      .type('html')
      .send(page.html);
  });
}

function explorerPage() {
  const html = renderGraphiQL({ title: 'Raisonné', endpoint: '/graphql' });
  return { html, policy: policyOf(html) };
}

const policyOf = (html: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(within(html, 'script'))}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What is between the tags of the page's one element of a name. */
const within = (html: string, name: string): string =>
  html.slice(html.indexOf(`<${name}>`) + name.length + 2, html.lastIndexOf(`</${name}>`));

/** Browsers read line ends as one sort before they hash (HTML, Preprocessing the input stream). */
const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text.replaceAll(/\r\n?/g, '\n')).digest('base64')}'`;
