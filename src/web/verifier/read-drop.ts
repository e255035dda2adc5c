import { MAX_PACKAGE_BYTES } from '../../evidence/package-format.js';
import { MAX_PARTS } from '../../evidence/read-package.js';
import type { Dropped } from './verify-dropped.js';

/** What is said to whoever gave something that cannot be read. */
export class Unreadable extends Error {}

/** One zip, or the files of a folder that was picked. */
export async function readPicked(files: readonly File[]): Promise<Dropped> {
  const [first, ...more] = files;
  if (!first) throw new Unreadable('Nothing was chosen.');
  if (more.length === 0 && first.webkitRelativePath === '') return { zip: await bytesOf(first) };
  return readAll(files.map((file) => [file.webkitRelativePath || file.name, file]));
}

/** The newer way to a dropped folder, which Chromium alone has; the older one it does not allow on pages from disk. */
type HandleItem = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

/** What was dropped: a zip, or a folder. */
export async function readDrop(transfer: DataTransfer): Promise<Dropped> {
  // All must be asked before the first await: the browser then takes the list away.
  const items: HandleItem[] = [...transfer.items];
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  const handles = items.map(async (item) => (await item.getAsFileSystemHandle?.()) ?? null);
  const files = [...transfer.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return readPicked(files);
  const found: [string, File][] = [];
  const folders = await Promise.all(handles);
  try {
    for (const [at, entry] of entries.entries()) {
      const handle = folders[at];
      await (handle ? addHandle(handle, `/${handle.name}`, found) : addFiles(entry, found));
    }
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable(
      'This browser does not give a dropped folder to a page from disk: choose it with the button.',
      {
        cause,
      },
    );
  }
  return readAll(found);
}

async function addHandle(handle: FileSystemHandle, path: string, found: [string, File][]): Promise<void> {
  checkCount(found);
  if (handle.kind === 'file') {
    found.push([path, await (handle as FileSystemFileHandle).getFile()]); // its kind says so
    return;
  }
  for await (const inner of (handle as FileSystemDirectoryHandle).values())
    // what is no file is a folder
    await addHandle(inner, `${path}/${inner.name}`, found);
}

async function addFiles(entry: FileSystemEntry, found: [string, File][]): Promise<void> {
  checkCount(found);
  if (entry.isFile) {
    const file = await new Promise<File>(
      (resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject), // isFile says so
    );
    found.push([entry.fullPath, file]);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader(); // what is no file is a folder
  for (;;) {
    const inner = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (inner.length === 0) return;
    for (const one of inner) await addFiles(one, found);
  }
}

async function readAll(files: readonly (readonly [string, File])[]): Promise<Dropped> {
  checkCount(files);
  const total = files.reduce((sum, [, { size }]) => sum + size, 0);
  if (total > MAX_PACKAGE_BYTES)
    throw new Unreadable(
      `The folder holds ${total} bytes; the most that a package has is ${MAX_PACKAGE_BYTES}.`,
    );
  const read: [string, Uint8Array][] = [];
  for (const [path, file] of files) read.push([path, new Uint8Array(await file.arrayBuffer())]);
  return { files: read };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_PACKAGE_BYTES)
    throw new Unreadable(
      `${file.name} has ${file.size} bytes; the most that a package has is ${MAX_PACKAGE_BYTES}.`,
    );
  return new Uint8Array(await file.arrayBuffer());
}

function checkCount(files: readonly unknown[]): void {
  if (files.length > MAX_PARTS)
    throw new Unreadable(`The folder holds more than ${MAX_PARTS} files, the most that a package has.`);
}
