import { rm, writeFile } from 'node:fs/promises';
import { readConfig } from '../config.js';
import type { ForgettingReceipt } from '../register/forgetting/forgetting-receipt.js';
import { registerHalted } from '../register/halt.js';
import { requiredOption, WrongUsage, type Answer, type Command } from './command.js';
import { erasedInWords, filesThatStay } from './forgotten-text.js';
import { writeNewFile } from './new-file.js';
import { withProgress } from './progress.js';
import { readId } from './read-option.js';

export const forgetCommand: Command = {
  name: 'forget',
  usage: 'forget STATEMENT|FILE… --reason TEXT -o RECEIPT.txt [--dry-run]',
  help: `Erases the words of statements, or the bytes of files, from this register for good, and writes the receipt that the log signs. For
whoever runs it: on the demand of a person whose data it is, or of a court. What owners withheld they erase themselves: raisonne erase.

  STATEMENT  Its id (statement:CID). Its words go from the database, the content store and everything that follows from it. What stays is
             ids, keys, days, choices and digests of files: a claim stays a claim, and a dispute a dispute, without what was said.
             Titles, names of makers and descriptions of a registered work go with the words of its registration. Its entry in the log,
             every proof and every anchor stay. A transfer of title or of a right keeps what passed to which key, without names and notes.
             Refuses NOT_FORGETTABLE, saying what can be done instead, for statements that hold nothing but keys, ids and steps.
  FILE       Its id (file:CID). Its bytes go, but for blocks that other files share, and so do fingerprints, what searches found,
             and uploads of it. Those very bytes are not taken again.

  --reason TEXT  Why, in at most 500 characters; it stands in the receipt, which anybody can read.
  -o, --output RECEIPT.txt
                 Where the receipt goes; that of a second statement or file is RECEIPT.txt.2, and so on. raisonne verify
                 RECEIPT.txt --log KEY checks it without the server.
  --dry-run      Tells what would be erased, and erases nothing. No -o is needed.

It opens the data folder (DATA_DIR) and the database itself, and takes no --server; stop the server before, or on PostgreSQL start it
again afterwards: it holds fingerprints in memory. Tables that held words are written anew, which takes as long as they are large, and
the embedded database's journal goes too. Not reached are the journal of a PostgreSQL server (WAL, archives, replicas), the disk's free
space, and copies elsewhere: exported packages, mirrors, older backups. Run raisonne backup again for each backup folder that you keep:
it takes out what was forgotten. If it is interrupted, run it again with the same ids.

--json prints {forgotten: [{id, receipt, blocks, sharedBlocks, rows}], removed, isJournalClear}. Refuses BAD_ID, BAD_REASON,
STATEMENT_UNKNOWN, FILE_UNKNOWN, FORGOTTEN_ALREADY, NOT_CHECKPOINTED, NOT_FORGETTABLE, REGISTER_HALTED, FILE_EXISTS, and then erases nothing.`,
  options: {
    reason: { type: 'string' },
    output: { type: 'string', short: 'o' },
    'dry-run': { type: 'boolean' },
    server: { type: 'string' },
  },
  arity: 'some',
  async run({ arguments: ids, options, terminal }) {
    if (options['server'] !== undefined)
      throw new WrongUsage(
        'forget works on the data folder itself, where the server runs. Stop the server, and leave --server out.',
      );
    // An id of another kind is refused below, by what to name in its place.
    for (const id of ids) if (!OTHERS.test(id)) readId('ID', id, 'statement', 'file');
    const reason = requiredOption(options, 'reason');
    const output = options['dry-run'] ? null : requiredOption(options, 'output');
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { checkAsked, forget, previewForgetting } = await import('../register/forgetting/forget.js');
    const { findHalt } = await import('../register/find-halt.js');
    // Before the house is opened, which takes its time.
    checkAsked({ ids, reason });
    const ports = await openAdapters(readConfig());
    try {
      // What the log has signed wrongly it must not add to.
      const halt = await findHalt(ports);
      if (halt) throw registerHalted(halt);
      if (output === null) return preview(await previewForgetting(ports, { ids, reason }));
      // Before anything is erased: a receipt that cannot be written down is none.
      const places = ids.map((_, at) => (at === 0 ? output : `${output}.${at + 1}`));
      const written: string[] = [];
      try {
        for (const place of places) {
          await writeNewFile(place, '');
          written.push(place);
        }
        const { receipts, removed, isJournalClear } = await withProgress(terminal, 'Erasing', () =>
          forget(ports, { ids, reason }),
        );
        for (const [at, { note }] of receipts.entries()) await writeFile(places[at] ?? output, note);
        const forgotten = receipts.map(({ content }, at) => ({ ...told(content), receipt: places[at] }));
        return {
          json: { forgotten, removed, isJournalClear },
          text: [
            ...receipts.map(
              ({ content }, at) => `${line(content, 'is erased', ids)} The receipt is ${places[at]}.`,
            ),
            isJournalClear ? '' : JOURNAL,
            BACKUPS,
          ]
            .filter((one) => one !== '')
            .join('\n'),
        };
      } catch (error) {
        // Of what was not erased there is no receipt. One that was made and could not be written is in the log's forgotten.jsonl.
        for (const place of written) await rm(place, { force: true });
        throw error;
      }
    } finally {
      await ports.close();
    }
  },
};

/** Ids by which people know what statements made. */
const OTHERS = /^(?!statement:|file:)[a-z]+:[a-z0-9]{10,100}$/;

const JOURNAL =
  "The database server's journal may hold the words until it is written over; its archive and replicas are for whoever runs it.";
const BACKUPS =
  'Backups hold it until raisonne backup is run for each of their folders again; copies elsewhere are not reached.';

const told = ({ forgotten: { id }, erased: { blocks, sharedBlocks, rows } }: ForgettingReceipt) => ({
  id,
  blocks,
  sharedBlocks,
  rows,
});

const line = ({ forgotten, erased }: ForgettingReceipt, what: string, ids: readonly string[]): string =>
  `${forgotten.id} ${what}: ${erasedInWords(erased)}${filesThatStay(forgotten, ids)}.`;

const preview = (receipts: readonly ForgettingReceipt[]): Answer => ({
  json: {
    forgotten: receipts.map((receipt) => ({ ...told(receipt), receipt: null })),
    removed: 0,
    isJournalClear: false,
  },
  text: [
    ...receipts.map((receipt) =>
      line(
        receipt,
        'would be erased',
        receipts.map(({ forgotten }) => forgotten.id),
      ),
    ),
    'Nothing was erased.',
  ].join('\n'),
});
