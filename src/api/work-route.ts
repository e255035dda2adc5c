import type { Request, Response } from 'express';

const QUERY = (id: string) => `{
  work(id: ${JSON.stringify(id)}) {
    title
    makers { name }
    files { url mediaType width height }
    claims(first: 10) { edges { node { id status basis by { person { id } } } } }
    owners { owner { id } share }
    history { method from { id } to { owner { id } share } recordedAt }
    statement { index anchor { state hash minedAt finalAt } }
  }
}`;

/** GET /works/ID: where people follow a work's address; it leads to the explorer, with the question filled in. */
export function workRoute(request: Request<{ id: string }>, response: Response): void {
  response.redirect(303, `/?query=${encodeURIComponent(QUERY(request.params.id))}`);
}
