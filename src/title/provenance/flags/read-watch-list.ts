import { z } from 'zod';
import { readAs, sentenceOf } from '../../../lib/read-as.js';
import { Refusal } from '../../../lib/refusal.js';
import type { WatchList } from './watch-list.js';

const MOST_NAMES = 1_000_000;
const NAME = z.string().trim().min(1).max(400);

const LIST = z.object({
  title: z.string().trim().min(1).max(400),
  date: z.iso.date(),
  kind: z.enum(['dealers', 'sanctions']).default('dealers'),
  names: z
    .array(z.union([NAME, z.object({ name: NAME, aliases: z.array(NAME).max(1000).default([]) })]))
    .max(MOST_NAMES),
});

/** Reads a list of names that a person supplies as JSON; without its date nobody could say what a hit, or none, means. */
export function readWatchList(json: string, path: string): WatchList {
  const refuse = (why: string, cause?: unknown) =>
    new Refusal(
      'WATCH_LIST_UNREADABLE',
      `${path} is no watch list: ${why}. Its form is in raisonne provenance --help.`,
      { path },
      { cause },
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw refuse('it is not JSON', cause);
  }
  const list = readAs(LIST, parsed);
  if (list.problems) throw refuse(sentenceOf(list.problems, 1));
  const { title, date, kind, names } = list.value;
  return {
    title,
    date,
    kind,
    names: names.flatMap((one) => (typeof one === 'string' ? [one] : [one.name, ...one.aliases])),
  };
}
