import { idOf } from '../../lib/ids.js';
import type { NoteKey } from '../../lib/signed-note.js';
import type { LogFiles, Tables } from '../../ports.js';
import type { Report } from '../fsck/finding.js';
import { forgettingNote, type ForgettingReceipt } from './forgetting-receipt.js';
import { allForgettings, type Forgetting } from './forgetting-store.js';
import type { Remains } from './remains.js';

/** Every receipt of something forgotten, one JSON document a line: from it `rebuild` knows of them again. */
export const FORGOTTEN_PATH = 'forgotten.jsonl';

/** What is known here to be forgotten, by the ids of statements and files; each by a receipt that the log signed. */
export type KnownForgettings = ReadonlyMap<string, Forgetting & { readonly content: ForgettingReceipt }>;

export const NOTHING_FORGOTTEN: KnownForgettings = new Map();

/** A forgetting as its receipt tells it; null where the log did not sign that. */
export function readForgetting(
  receipt: string,
  log: NoteKey,
): (Forgetting & { readonly content: ForgettingReceipt }) | null {
  const content = forgettingNote.read(receipt, log);
  if (!content) return null;
  const { forgotten } = content;
  return {
    id: forgotten.id,
    sha256: forgotten.what === 'file' ? (forgotten.facts?.sha256 ?? null) : null,
    receipt,
    forgottenAt: new Date(content.forgottenAt),
    content,
  };
}

/** What the file of receipts tells; a line that the log did not sign is reported, and not believed. */
export async function announcedForgettings(
  { logFiles, log }: { readonly logFiles: Pick<LogFiles, 'read'>; readonly log: NoteKey },
  report: Report,
): Promise<KnownForgettings> {
  const bytes = await logFiles.read(FORGOTTEN_PATH);
  return bytes === null ? NOTHING_FORGOTTEN : forgettingsIn(bytes, log, report);
}

export function forgettingsIn(bytes: Uint8Array, log: NoteKey, report: Report): KnownForgettings {
  const known = new Map<string, Forgetting & { readonly content: ForgettingReceipt }>();
  const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
  for (const [at, line] of lines.entries()) {
    const forgetting = readForgetting(receiptIn(line) ?? '', log);
    if (forgetting) known.set(forgetting.id, forgetting);
    else
      report({
        code: 'FORGETTING_WRONG',
        subject: FORGOTTEN_PATH,
        message: `Line ${at + 1} of ${FORGOTTEN_PATH} is no receipt that the key of ${log.name} signed.`,
      });
  }
  return known;
}

/** The line of a receipt, without the newline. */
export const forgottenLine = ({ receipt }: Pick<Forgetting, 'receipt'>): string =>
  JSON.stringify({ receipt });

function receiptIn(line: string): string | null {
  try {
    const { receipt } = JSON.parse(line) as { receipt?: unknown }; // what it is otherwise is no receipt
    return typeof receipt === 'string' ? receipt : null;
  } catch {
    return null;
  }
}

/** What the rows tell; a row that is not what a receipt of the log says is reported, and not believed. */
export async function storedForgettings(
  tables: Tables,
  log: NoteKey,
  report: Report,
): Promise<KnownForgettings> {
  const known = new Map<string, Forgetting & { readonly content: ForgettingReceipt }>();
  for (const row of await allForgettings(tables)) {
    const told = readForgetting(row.receipt, log);
    const isSound =
      told?.id === row.id && told.sha256 === row.sha256 && +told.forgottenAt === +row.forgottenAt;
    if (told && isSound) known.set(told.id, told);
    else
      report({
        code: 'FORGETTING_WRONG',
        subject: `forgettings ${row.id}`,
        message: `The row of the forgetting of ${row.id} is not what a receipt says that the key of ${log.name} signed.`,
      });
  }
  return known;
}

/** What stays of a statement of which it is known that it was forgotten. */
export function remainsOf(known: KnownForgettings, cid: string): Remains | null {
  const forgotten = known.get(idOf('statement', cid))?.content.forgotten;
  return forgotten?.what === 'statement' ? forgotten.remains : null;
}

export const isFileForgotten = (known: KnownForgettings, cid: string): boolean =>
  known.has(idOf('file', cid));
