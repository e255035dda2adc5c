import { AskProblem } from '../ask/ask.js';
import { sendFile, type FileReference } from '../files/send-file.js';

interface SentFiles {
  readonly uploads: string[];
  /** As statements name them. */
  readonly references: readonly FileReference[];
}

/** Sends the files of a field of a form. Throws AskProblem for one that is empty: it would show nothing. */
export async function sentFiles(form: FormData, name: string): Promise<SentFiles> {
  // A field in which none is chosen gives one without a name.
  const files = form.getAll(name).filter((one): one is File => one instanceof File && one.name !== '');
  const empty = files.find(({ size }) => size === 0);
  if (empty) throw new AskProblem('FILE_EMPTY', `${empty.name} is empty. Choose another file, or none.`);
  const sent = [];
  for (const file of files) sent.push(await sendFile(file));
  return {
    uploads: sent.map(({ upload }) => upload),
    references: sent.map(({ reference }) => reference),
  };
}
