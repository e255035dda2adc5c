import { MACHINE_FIELDS } from '../register/draft.js';

/** A field that can be private, of its JSON Pointer into a claim, such as "prompt of record of a machine 1"; others stand as they are. */
export function fieldInWords(path: string): string {
  if (/^\/generations\/\d+\/corrections\/\d+\/read$/.test(path))
    return 'what the picture’s file says otherwise';
  const [, list, at, name] = /^\/(generations|acts)\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
  if (list === undefined || at === undefined) return path;
  const entry = `${list === 'acts' ? 'act' : 'record of a machine'} ${Number(at) + 1}`;
  if (name === undefined) return `the whole ${entry}`;
  return `${MACHINE_FIELDS.find(({ field }) => field === name)?.name.toLowerCase() ?? name} of ${entry}`;
}
