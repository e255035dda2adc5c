import type { MadeFile } from './made-files.js';

/** A file, and all from which it was made, through any number of steps; none where it is not among them. */
export function leadingTo<File extends Pick<MadeFile, 'sha256' | 'from'>>(
  files: readonly File[],
  sha256: string,
): File[] {
  const known = new Map(files.map((file) => [file.sha256, file]));
  const reached = new Set<string>();
  const open = [sha256];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const file = known.get(at);
    if (!file || reached.has(at)) continue;
    reached.add(at);
    open.push(...file.from);
  }
  return files.filter((file) => reached.has(file.sha256));
}
