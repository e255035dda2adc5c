/** A key and the address of whoever has it. */
export interface KeyAtUrl<Key> {
  readonly key: Key;
  /** Begins with http:// or https://; null where none is given. */
  readonly url: string | null;
}

/** Reads `KEY=URL` or `KEY`; what `readKey` makes of the key must not be null. No "=" can be in a key: 33 bytes need no padding. */
export function readKeyAtUrl<Key>(
  text: string,
  readKey: (text: string) => Key | null,
): KeyAtUrl<Key> | { readonly problem: string } {
  const split = text.indexOf('=');
  const key = readKey(split < 0 ? text : text.slice(0, split));
  if (key === null) return { problem: `${text} does not begin with such a key as name+id+key` };
  if (split < 0) return { key, url: null };
  const url = text.slice(split + 1);
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isHttp
    ? { key, url: url.replace(/\/+$/, '') }
    : { problem: `${text} names an address that does not begin with http:// or https://` };
}
