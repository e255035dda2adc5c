import { sendFile, type FileReference } from '../files/send-file.js';

interface SentFiles {
  readonly uploads: string[];
  /** As statements name them. */
  readonly references: readonly FileReference[];
}

/** Sends the files of a field of a form. */
export async function sentFiles(form: FormData, name: string): Promise<SentFiles> {
  const files = form.getAll(name).filter((one): one is File => one instanceof File && one.size > 0);
  const sent = [];
  for (const file of files) sent.push(await sendFile(file));
  return {
    uploads: sent.map(({ upload }) => upload),
    references: sent.map(({ reference }) => reference),
  };
}
