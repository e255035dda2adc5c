import { extensionOf } from './extension-of.js';

/** As many as leave room for what browsers append, within the 255 bytes of a file system. */
const MOST_CHARACTERS = 50;
/** What file systems or shells take for something else, and what is not seen or turns the direction of what follows. */
const UNFIT = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;

interface Download {
  /** Title of the work that it belongs to; null: of none. */
  readonly title: string | null;
  /** What names it where no title does. */
  readonly otherwise: string;
  /** What it is beside the work's own file, such as `evidence`. */
  readonly part?: string;
  readonly mediaType: string;
}

/** The name under which a browser saves a file: by the title of its work, of characters that every file system takes. */
export function downloadName({ title, otherwise, part, mediaType }: Download): string {
  const fit = (title ?? '')
    .normalize('NFC')
    .replaceAll(UNFIT, ' ')
    .replaceAll(/\s+/g, ' ')
    // A name that begins with a dot is hidden, and one that ends with it is cut.
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const name = Array.from(fit).slice(0, MOST_CHARACTERS).join('').trimEnd();
  return `${name === '' ? otherwise : name}${part === undefined ? '' : ` (${part})`}.${extensionOf(mediaType)}`;
}
