import { isJsonObject, type JsonObject, type JsonValue } from '../lib/relaxed-json.js';
import type { GenerationAccount } from './generation-account.js';
import type { LayeredFile } from './layered/layered-file.js';
import { jsonOf } from './readers/json-of.js';

const REDACTED = '[redacted]';

/**
 * A text without what opens doors or tells of somebody's machine: what stands behind a URL's question mark and before its @, keys of services,
 * folders. Of a path the last part stays. In linear time: each word is looked at once.
 */
export const redactText = (text: string): string =>
  redactPaths(text)
    .replace(/\bbearer +\S+/gi, `Bearer ${REDACTED}`)
    .replace(/[^\s"'<>]+/g, redactWord);

/** `C:\`, `\\server\`, `~/`, and folders in which programs and people keep theirs. */
const PATH_START =
  /[A-Za-z]:[\\/]|\\\\[\w.-]+\\|~\/|\/(?:home|Users|root|mnt|media|tmp|var|opt|workspace|content|data|app|srv|Volumes|run|kaggle|notebooks)\//g;
/** What ends a folder's name; on Windows many hold a space, elsewhere a space begins the next word. */
const ENDS_WINDOWS_NAME = /[\\/"'<>|:*?\n\r\t,;()[\]]/;
const ENDS_NAME = /[\\/"'<>|:*?\s,;()[\]]/;
const LONGEST_NAME = 255;

function redactPaths(text: string): string {
  let redacted = '';
  let done = 0;
  PATH_START.lastIndex = 0;
  for (let found = PATH_START.exec(text); found; found = PATH_START.exec(text)) {
    // Within a word it is no path but a part of it, as in and/or, or of a URL.
    if (found.index < done || /[\w.:/~-]/.test(text[found.index - 1] ?? ' ')) continue;
    let at = found.index + found[0].length;
    const ends = found[0].startsWith('/') || found[0].startsWith('~') ? ENDS_NAME : ENDS_WINDOWS_NAME;
    for (let next = endOfName(text, at, ends); next !== null; next = endOfName(text, at, ends)) at = next + 1;
    const last = /^[^\s"'<>|:*?,;()[\]]*/.exec(text.slice(at, at + LONGEST_NAME))?.[0] ?? '';
    redacted += text.slice(done, found.index) + (last || REDACTED);
    done = at + last.length;
    PATH_START.lastIndex = done;
  }
  return redacted + text.slice(done);
}

/** Where the folder that begins here ends, by a slash; null for what is a path's last part. */
function endOfName(text: string, from: number, ends: RegExp): number | null {
  const name = text.slice(from, from + LONGEST_NAME);
  const end = name.search(ends);
  return end >= 0 && (name[end] === '/' || name[end] === '\\') ? from + end : null;
}

/** What services' keys begin with, and JSON Web Tokens. */
const SECRET =
  /^(?:hf_[A-Za-z0-9]{20,}|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,})$/;

function redactWord(word: string): string {
  const scheme = word.indexOf('://');
  if (scheme > 0) return redactUrl(word, scheme + 3);
  return word.replace(/[A-Za-z0-9_.-]{20,}/g, (part) => (SECRET.test(part) ? REDACTED : part));
}

function redactUrl(url: string, afterScheme: number): string {
  const query = url.slice(afterScheme).search(/[?#]/);
  const whole = query < 0 ? url : `${url.slice(0, afterScheme + query)}?${REDACTED}`;
  const path = whole.indexOf('/', afterScheme);
  const authority = whole.slice(afterScheme, path < 0 ? undefined : path);
  const asker = authority.lastIndexOf('@');
  return asker < 0 ? whole : whole.slice(0, afterScheme) + whole.slice(afterScheme + asker + 1);
}

/** Members whose values are about who made a picture, or open something, and not about how it was made. */
const PRIVATE_NAME =
  /(?:^|_)(?:author|artist|creator|user|user_?name|user_?id|account|e_?mail|job_?id|api_?key|token|passw(?:or)?d|secret|authorization|host_?name|host|computer)$/;

const snakeCased = (name: string): string =>
  name
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[ .-]/g, '_')
    .toLowerCase();

/** A value without what is in its texts, and without members that are private by their names; JSON within a text too. */
export function redactJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    const inner = value.length > 1 && /^[{[]/.test(value) ? jsonOf(value) : null;
    return inner !== null && typeof inner === 'object'
      ? JSON.stringify(redactJson(inner))
      : redactText(value);
  }
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(redactJson);
  return isJsonObject(value) ? redactMembers(value) : value;
}

const redactMembers = (members: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) =>
      member === undefined
        ? []
        : [
            [
              name,
              PRIVATE_NAME.test(snakeCased(name)) && typeof member === 'string'
                ? REDACTED
                : redactJson(member),
            ],
          ],
    ),
  );

/**
 * The same for what is JSON all through: texts, numbers, lists and objects of them. Its shape stays; interfaces lack but the index signature
 * by which TypeScript would know them for JSON.
 */
export const redacted = <T extends object>(value: T): T =>
  redactJson(value as unknown as JsonValue) as unknown as T;

/**
 * An account as it may be published. What was taken out can be shown later: the digests of the raw bytes stay, so that whoever has the file
 * can prove what stood there.
 */
export function redactAccount(account: GenerationAccount): GenerationAccount {
  const { rawDigests, readFrom, ...told } = account;
  return { ...redacted(told), rawDigests, readFrom };
}

/** A layered file's account as it may be published: without who made it, and without folders and tokens in names and history. */
export const redactLayered = (file: LayeredFile): LayeredFile => ({
  ...file,
  layers: file.layers.map((layer) => ({ ...layer, name: redactText(layer.name) })),
  history: file.history.map((step) => ({
    ...step,
    action: redactText(step.action),
    tool: step.tool && redactText(step.tool),
  })),
  tool: file.tool && redactText(file.tool),
  authors: file.authors.map(() => REDACTED),
  unread: file.unread.map(({ where, reason }) => ({ where, reason: redactText(reason) })),
});
