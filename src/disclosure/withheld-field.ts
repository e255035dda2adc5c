import * as z from 'zod';
import { commitmentSchema, type DisclosedOpening } from './opening.js';

/** Of a claim: a whole list or text, an entry of a list, or a field of an entry that need not be there. */
const PATH =
  /^\/(?:account|authorCreated|materialExcluded|newMaterialIncluded|evidence|(?:generations|acts)\/(?:0|[1-9]\d{0,2})(?:\/[A-Za-z]{1,40})?)$/;

const withheldFieldSchema = z.strictObject({
  path: z
    .string()
    .regex(PATH, 'is not a JSON Pointer to a field of a claim that can be withheld')
    .describe(
      'JSON Pointer (RFC 6901) into the body as it would be with everything told: /account, /acts/0, /generations/1/seed and the like. A field without which an entry cannot be is withheld with its entry',
    ),
  commitment: commitmentSchema.describe('Salted commitment to the field, in hex'),
});

/** A field that a claim holds back: the commitment shows later that it was there, and what it was. */
export type WithheldField = Readonly<z.infer<typeof withheldFieldSchema>>;

export const withheldSchema = z
  .array(withheldFieldSchema)
  .min(1)
  .max(200)
  .refine((all) => new Set(all.map(({ path }) => path)).size === all.length, 'withholds a field twice')
  .refine(
    (all) =>
      JSON.stringify(all.map(({ path }) => path)) === JSON.stringify(inOrder(all.map(({ path }) => path))),
    'are not in the order in which they are put back: entries of lists by their places, then fields',
  )
  .optional()
  .describe(
    'Fields that are not told. Who has what opens them puts them back one after the other (RFC 6902, add): entries of lists by their places, then fields',
  );

const partsOf = (path: string): string[] => path.split('/').slice(1);

/** Whether it is a whole entry of a list. */
const isEntry = (path: string): boolean => partsOf(path).length === 2;

/** Entries before fields, and by their places: so each one's index is right when its turn comes. */
export function inOrder(paths: readonly string[]): string[] {
  const key = (path: string): string =>
    `${isEntry(path) ? 0 : 1} ${partsOf(path)
      .map((part) => (/^\d+$/.test(part) ? part.padStart(4, '0') : part))
      .join('/')}`;
  return [...paths].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

type Json = Record<string, unknown>;

/** The object or list in which a path ends, and the name of the member there; null where there is none. */
function placeOf(body: Json, path: string): { in: Json | unknown[]; name: string } | null {
  const parts = partsOf(path);
  let at: unknown = body;
  for (const part of parts.slice(0, -1)) at = memberOf(at, part);
  return typeof at === 'object' && at !== null
    ? { in: at as Json | unknown[], name: parts.at(-1) ?? '' } // any object has members by names
    : null;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** What a body says at a path; undefined where it says nothing. */
export function toldAt(body: object, path: string): unknown {
  const place = placeOf(body as Json, path); // it is read by names only
  return place ? memberOf(place.in, place.name) : undefined;
}

/** Whether a body leaves room for a field that is withheld: it has the place, and tells nothing there. `body` is what withOpened gives. */
export function hasRoomFor(body: object, path: string): boolean {
  const told = toldAt(body, path);
  return isEntry(path) ? told === null : told === undefined && placeOf(body as Json, path) !== null; // as in toldAt
}

/** The body without what is withheld; paths are of the whole body. */
export function withoutFields<Body extends object>(body: Body, paths: readonly string[]): Body {
  const copy = structuredClone(body);
  // The last first: what comes before it keeps its place.
  for (const path of inOrder(paths).toReversed()) {
    const place = placeOf(copy as Json, path); // as in toldAt
    if (!place) continue;
    if (Array.isArray(place.in)) place.in.splice(Number(place.name), 1);
    else delete place.in[place.name];
  }
  for (const list of ['generations', 'acts'])
    if (JSON.stringify(Reflect.get(copy, list)) === '[]') Reflect.deleteProperty(copy, list);
  return copy;
}

/** The body with what openings put back; an entry of a list that nobody opens is null, so that the others keep their places. */
export function withOpened(
  body: { readonly withheld?: readonly WithheldField[] | undefined },
  openings: readonly DisclosedOpening[],
): Record<string, unknown> {
  const { withheld = [], ...told } = structuredClone(body) as Json & { withheld?: readonly WithheldField[] }; // as it is typed
  const contents = new Map(openings.map(({ commitment, content }) => [commitment, content]));
  for (const { path, commitment } of withheld) {
    const content = contents.get(commitment);
    if (content === undefined && !isEntry(path)) continue;
    const [list = ''] = partsOf(path);
    if (isEntry(path)) told[list] ??= [];
    const place = placeOf(told, path);
    if (!place) continue;
    if (!Array.isArray(place.in)) place.in[place.name] = content;
    // Beyond the end there is no place, and nothing is put there.
    else if (Number(place.name) <= place.in.length) place.in.splice(Number(place.name), 0, content ?? null);
  }
  return told;
}
