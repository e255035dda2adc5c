import { readFile, stat } from 'node:fs/promises';
import { openChainReader } from '../adapters/ledger/open-chain-reader.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { AXES, type EvidenceReport } from '../evidence/evidence-report.js';
import {
  reportGroups,
  summaryOf,
  toldChecks,
  type ReportGroup,
  type ToldCheck,
} from '../evidence/report-groups.js';
import { readPackage, type PackageProblem } from '../evidence/read-package.js';
import { isLikeZip } from '../evidence/zip-format.js';
import type { BagFiles } from '../evidence/bagit/bag.js';
import { DISCLOSED } from '../evidence/verify-openings.js';
import { verifyPackage } from '../evidence/verify-package.js';
import { counted } from '../lib/counted.js';
import { parseWitnessKey } from '../lib/cosignature.js';
import { erasureNote, type ErasureReceipt } from '../disclosure/erasure-receipt.js';
import { forgettingNote } from '../register/forgetting/forgetting-receipt.js';
import { forgottenText } from './forgotten-text.js';
import type { SignedDocument } from '../lib/signed-document.js';
import { Refusal } from '../lib/refusal.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { originalityNote, type OriginalityStatement } from '../originality/originality-statement.js';
import { readTextFile } from './text-file.js';
import { textOption, textOptions, WrongUsage, type Answer, type Command } from './command.js';
import { withProgress } from './progress.js';
import { readFolder } from './read-folder.js';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE|FOLDER [--log KEY] [--witness KEY …] [--tsa ROOT.pem …] [--rpc URL]',
  help: `Verifies an evidence package, as the zip that it came in or unpacked into a folder, with no network, no database and no server, and
reports each axis apart.

  bytes       the package is a whole bag (BagIt 1.0), and the files are those that the signed statements name
  signatures  each statement is signed by the key that it names; "not checked" for contract wallets without --rpc
  inclusion   each statement's entry is in the log that the checkpoint closes
  checkpoint  the log signed the checkpoint, and the witnesses that you name cosigned it
  anchor      the checkpoint is on the chain; "not checked" without --rpc

What held at signing (when it was signed, recorded and anchored) is told apart from what holds today: how the package is now, keys replaced; claims
withdrawn, or contested by a competing claim or a dispute, and how that stands; licences and permissions withdrawn or over; derivations withdrawn; events of
a history taken back or replaced; preferences stated anew. The latter make nothing fail; the package knows of nothing after it was made.
Of what was erased on demand the package holds the receipt: its signature or bytes are "not checked", and the receipt is.

A statement of what a search found (search --statement) and the receipts of erasures (erase -o, forget -o) are verified too: that the log of --log KEY
signed these very words. Their --json is {result: "passed" | "failed" | "not checked", statement}, as schema/originality-statement.json,
schema/erasure-receipt.json and schema/forgetting-receipt.json say; "not checked" without --log. Any other single file is refused: NOT_VERIFIABLE.

  --log KEY   The log's key as the log publishes it (name+id+key); without it the package's own word is taken for it.
  --witness KEY  A witness's key as the witness publishes it; it must have cosigned the checkpoint. For several
              witnesses give it several times. Cosignatures by other keys are listed as not checked.
  --tsa ROOT.pem  Root certificate of a timestamp authority that you trust; for several give it several times. Without it the time of a
              timestamp (RFC 3161) is that of whoever made the authority's certificate.
  --rpc URL   Your own RPC of the chain, the only thing for which the network is used. For signatures of contract wallets
              (EIP-1271), which are checked at the block that the entry names, it must be an archive node.

--json prints {axes: {bytes, signatures, inclusion, checkpoint, anchor}}, each {result: "passed" | "failed" | "not checked",
checks: [{when: "at signing" | "today", what, subject, result, detail}]}. Exit code 0 when none failed, 1 when one did. It shows that what is there was
signed, recorded and not altered since: not that it is true, nor that nothing was left out.`,
  options: {
    log: { type: 'string' },
    witness: { type: 'string', multiple: true },
    rpc: { type: 'string' },
    tsa: { type: 'string', multiple: true },
  },
  arity: 1,
  async run({ arguments: [file = ''], options, terminal }) {
    const witnessKeys = textOptions(options, 'witness');
    const wrong = witnessKeys.find((key) => parseWitnessKey(key) === null);
    if (wrong !== undefined)
      throw new WrongUsage(`--witness ${wrong} is not the key of a witness: name+id+key.`);
    const found = await stat(file).catch((cause: unknown) => {
      if (isErrorOf(cause, 'ENOENT'))
        throw new Refusal('NO_SUCH_FILE', `There is no file ${file}.`, { file }, { cause });
      throw cause;
    });
    const logKey = textOption(options, 'log');
    const roots = await rootsIn(textOptions(options, 'tsa'));
    const bytes = found.isDirectory() ? null : await readFile(file);
    if (bytes && originalityNote.isOne(bytes))
      return verifyNote(bytes, logKey, { note: originalityNote, describe: foundText });
    if (bytes && erasureNote.isOne(bytes))
      return verifyNote(bytes, logKey, { note: erasureNote, describe: erasedText });
    if (bytes && forgettingNote.isOne(bytes))
      return verifyNote(bytes, logKey, { note: forgettingNote, describe: forgottenText });
    if (bytes && !isLikeZip(bytes))
      throw new Refusal(
        'NOT_VERIFIABLE',
        `${file} is no evidence package, and no statement or receipt that a log signed. A document of a package is verified with the whole package: the zip, or its folder.`,
        { file },
      );
    const read = bytes ? readPackage(bytes) : await readFolder(file);
    const report = await withProgress(terminal, 'Verifying', () =>
      verify(read, { logKey, witnessKeys, rpc: textOption(options, 'rpc'), roots }),
    );
    return {
      json: report,
      text: describe(report),
      isNo: AXES.some((axis) => report.axes[axis].result === 'failed'),
    };
  },
};

/** Whether the log whose key is given signed a note. */
function verifyNote<Content>(
  bytes: Uint8Array,
  logKey: string | undefined,
  { note, describe: inWords }: { note: SignedDocument<Content>; describe: (content: Content) => string },
): Answer {
  const log = logKey === undefined ? null : parseVerifierKey(logKey);
  if (logKey !== undefined && log === null)
    throw new WrongUsage(`--log ${logKey} is not the key of a log: name+id+key.`);
  if (log === null) {
    const text = 'not checked: name the key of the log that is to have signed it by --log.';
    return { json: { result: 'not checked', statement: null }, text };
  }
  const statement = note.read(new TextDecoder().decode(bytes), log);
  if (statement === null)
    return {
      json: { result: 'failed', statement },
      text: `failed: ${log.name} has not signed these words, or not with this key.`,
      isNo: true,
    };
  return { json: { result: 'passed', statement }, text: `passed: ${log.name} signed ${inWords(statement)}` };
}

const foundText = ({ picture, askedAt, matches, verdict, register }: OriginalityStatement): string =>
  `on ${askedAt} that of its ${counted(register.pictures, 'picture')}, at ${counted(Number(register.size), 'entry', 'entries')}, ${counted(matches.length, 'is', 'are')} like ${picture.cid}; ${verdict}.`;

const erasedText = ({ about, erased, erasedAt, reason }: ErasureReceipt): string => {
  const kept = erased.filter(({ wasKept }) => wasKept).length;
  return `on ${erasedAt} that ${kept} of ${counted(erased.length, 'private field')} of ${about} ${kept === 1 ? 'was kept and is' : 'were kept and are'} erased${reason === null ? '' : `: ${reason}`}.`;
};

async function verify(
  read: BagFiles | PackageProblem,
  {
    logKey,
    witnessKeys,
    rpc,
    roots,
  }: {
    logKey: string | undefined;
    witnessKeys: readonly string[];
    rpc: string | undefined;
    roots: readonly Uint8Array[];
  },
): Promise<EvidenceReport> {
  const chain = rpc === undefined ? undefined : await openChainReader(rpc);
  try {
    return await verifyPackage(read, {
      logKey,
      witnessKeys,
      chain,
      now: new Date(),
      readTimestamp: async (response, expected) => {
        // Loaded only where there is a timestamp: what reads it is large.
        const { verifyTimestamp } = await import('../evidence/documents/timestamp/verify-timestamp.js');
        return verifyTimestamp(response, { ...expected, roots });
      },
    });
  } finally {
    chain?.close();
  }
}

/** The certificates of files in PEM, in DER. */
async function rootsIn(files: readonly string[]): Promise<Uint8Array[]> {
  const texts = await Promise.all(files.map(readTextFile));
  return texts.flatMap((text, at) => {
    const found = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)];
    if (found.length === 0)
      throw new Refusal('FILE_UNREADABLE', `${files[at]} holds no certificate in PEM.`, { path: files[at] });
    return found.map(([, base64 = '']) => Uint8Array.from(Buffer.from(base64, 'base64')));
  });
}

/** All in a sentence, then two groups; in each a line an axis, and under it what did not pass, what is disclosed, and what changed since. */
const describe = (report: EvidenceReport): string =>
  [
    summaryOf(report),
    ...reportGroups(report).map(({ heading, axes }) => [heading, ...axes.flatMap(describeAxis)].join('\n')),
  ].join('\n\n');

function describeAxis({ name, result, checks }: ReportGroup['axes'][number]): string[] {
  const passed = checks.filter((check) => check.result === 'passed').length;
  const count = passed === 0 ? '' : ` (${counted(passed, 'check')} passed)`;
  return [`  ${name.padEnd(11)} ${result}${count}`, ...toldChecks(checks).flatMap(toldLines)];
}

/** Several subjects stand in a line of their own. */
function toldLines({ result, what, detail, subjects }: ToldCheck): string[] {
  const about = subjects.length === 1 ? ` (${subjects[0]})` : '';
  const names =
    subjects.length === 1 ? [] : [`        ${counted(subjects.length, 'part')}: ${subjects.join(', ')}`];
  const name = what === DISCLOSED ? 'disclosed' : what;
  return result === 'passed'
    ? [`      ${name}: ${detail}${about}`, ...names]
    : [`      ${result}: ${what}${about}. ${detail}`, ...names];
}
