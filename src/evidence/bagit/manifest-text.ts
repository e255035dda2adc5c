/** A line of a manifest: a digest and the name of a file. */
export interface ManifestLine {
  /** In lower-case hex. */
  readonly digest: string;
  /** Below the bag's folder, decoded. */
  readonly name: string;
}

const ENCODED: Readonly<Record<string, string>> = { '%': '%25', '\n': '%0A', '\r': '%0D' };

/** A manifest's text, in the order of the names. CR, LF and % are percent-encoded, and nothing else (RFC 8493 §2.1.3). */
export const manifestText = (lines: readonly ManifestLine[]): string =>
  lines
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ digest, name }) => `${digest}  ${name.replaceAll(/[%\r\n]/g, (char) => ENCODED[char] ?? char)}\n`)
    .join('');

/** Nobody reads more, and a hostile manifest has millions. */
const MOST_PROBLEMS = 1000;

/** Reads a manifest's text; of each line that is none, or whose name is badly encoded, it says why, until there are too many. */
export function readManifest(text: string): { lines: ManifestLine[]; problems: string[] } {
  const lines: ManifestLine[] = [];
  const problems: string[] = [];
  for (const [at, line] of linesOf(text).entries()) {
    if (problems.length >= MOST_PROBLEMS) break;
    const where = `Its line ${at + 1}`;
    const [, digest, encoded] = /^([0-9a-fA-F]+)[ \t]+(\S.*)$/s.exec(line) ?? [];
    if (digest === undefined || encoded === undefined)
      problems.push(`${where} is not a checksum in hex, a space, and the name of a file.`);
    else if (/%(?!0A|0D|25)/i.test(encoded))
      problems.push(`${where} names a file with a "%" that stands for none of CR, LF and "%".`);
    else
      lines.push({
        digest: digest.toLowerCase(),
        name: encoded.replaceAll(/%(0A|0D|25)/gi, (code) => decodeURIComponent(code)),
      });
  }
  return { lines, problems };
}

/** Lines end in LF, CR or CRLF (RFC 8493 §2.1.3); the last one may lack its end. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
