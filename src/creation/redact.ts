import { isJsonObject, type JsonValue } from '../lib/relaxed-json.js';
import { fileName } from './draft-account.js';
import type { GenerationAccount } from './generation-account.js';

const REDACTED = '[redacted]';

/** Parts of a URL behind which signatures and keys stand, and who asks by it. */
const URL_SECRETS =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/?#"'<>@]{1,200}@)?([^\s?#"'<>]{1,2000})[?#][^\s"'<>]{1,8000}/gi;
/** What services' keys begin with, and JSON Web Tokens. */
const TOKENS =
  /\b(?:hf_[A-Za-z0-9]{20,100}|sk-[A-Za-z0-9_-]{20,200}|gh[pousr]_[A-Za-z0-9]{20,100}|AKIA[0-9A-Z]{16}|eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{5,2000})\b/g;
const BEARER = /\bbearer\s+[A-Za-z0-9._~+/=-]{8,2000}/gi;
/** `C:\…`, `\\server\…`, `/home/…`: folders of a machine, and with them often a person's name. */
const PATHS =
  /(?:\b[A-Za-z]:[\\/]|\\\\[\w.-]{1,80}\\|(?<![\w.:/~-])(?:~|\/(?:home|Users|root|mnt|media|tmp|var|opt|workspace|content|data|app|srv|Volumes|run|kaggle|notebooks))\/)[^\s"'<>|:*?,;()[\]]{0,1000}/g;
/** Members whose values are about who made a picture, or where, and not how. */
const PRIVATE_NAMES =
  /^(author|artist|creator|user(name| ?id)?|account|email|job ?id|api[-_ ]?key|token|password|secret|authorization|host(name)?|computer)$/i;

/** A text without what opens doors or tells of somebody's machine; of a path the last part stays. */
export const redactText = (text: string): string =>
  text
    .replace(URL_SECRETS, `$1$2?${REDACTED}`)
    .replace(TOKENS, REDACTED)
    .replace(BEARER, `Bearer ${REDACTED}`)
    .replace(PATHS, (path) => fileName(path.replace(/[\\/]+$/, '')) || REDACTED);

function redactJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(redactJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined
        ? []
        : [[name, PRIVATE_NAMES.test(name) && typeof member === 'string' ? REDACTED : redactJson(member)]],
    ),
  );
}

/**
 * An account as it may be published. What was taken out can be shown later: the digests of the raw bytes stay, so that whoever has the file
 * can prove what stood there.
 */
export function redactAccount(account: GenerationAccount): GenerationAccount {
  const { rawDigests, readFrom, ...told } = account;
  return { ...(redactJson(told as unknown as JsonValue) as unknown as typeof told), rawDigests, readFrom };
}
