import { readFile } from 'node:fs/promises';
import { openChainReader } from '../adapters/ledger/open-chain-reader.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { AXES, type EvidenceReport } from '../evidence/evidence-report.js';
import { readPackage } from '../evidence/read-package.js';
import { verifyPackage } from '../evidence/verify-package.js';
import { parseWitnessKey } from '../lib/cosignature.js';
import { Refusal } from '../lib/refusal.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { isOriginalityNote, readOriginality } from '../originality/originality-statement.js';
import { textOption, textOptions, WrongUsage, type Answer, type Command } from './command.js';
import { withProgress } from './progress.js';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE [--log KEY] [--witness KEY …] [--rpc URL]',
  help: `Verifies an evidence package with no network, no database and no server, and reports each axis apart.

  bytes       the files are those that the signed statements name
  signatures  each statement is signed by the key that it names; "not checked" for contract wallets without --rpc
  inclusion   each statement's entry is in the log that the checkpoint closes
  checkpoint  the log signed the checkpoint, and the witnesses that you name cosigned it
  anchor      the checkpoint is on the chain; "not checked" without --rpc

A statement of what a search found (search --statement) is verified too: that the log of --log KEY signed these very words. Its
--json is {result: "passed" | "failed" | "not checked", statement}, as schema/originality-statement.json says; "not checked" without --log.

  --log KEY   The log's key as the log publishes it (name+id+key); without it the package's own word is taken for it.
  --witness KEY  A witness's key as the witness publishes it; it must have cosigned the checkpoint. For several
              witnesses give it several times. Cosignatures by other keys are listed as not checked.
  --rpc URL   Your own RPC of the chain, the only thing for which the network is used. For signatures of contract wallets
              (EIP-1271), which are checked at the block that the entry names, it must be an archive node.

--json prints {axes: {bytes, signatures, inclusion, checkpoint, anchor}}, each {result: "passed" | "failed" | "not checked",
checks: [{what, subject, result, detail}]}. Exit code 0 when none failed, 1 when one did. It shows that what is there was
signed, recorded and not altered since: not that it is true, nor that nothing was left out.`,
  options: {
    log: { type: 'string' },
    witness: { type: 'string', multiple: true },
    rpc: { type: 'string' },
  },
  arity: 1,
  async run({ arguments: [file = ''], options, terminal }) {
    const witnessKeys = textOptions(options, 'witness');
    const wrong = witnessKeys.find((key) => parseWitnessKey(key) === null);
    if (wrong !== undefined)
      throw new WrongUsage(`--witness ${wrong} is not the key of a witness: name+id+key.`);
    const zip = await readFile(file).catch((cause: unknown) => {
      if (isErrorOf(cause, 'ENOENT') || isErrorOf(cause, 'EISDIR'))
        throw new Refusal('NO_SUCH_FILE', `There is no file ${file}.`, { file }, { cause });
      throw cause;
    });
    if (isOriginalityNote(zip)) return verifyStatement(zip, textOption(options, 'log'));
    const report = await withProgress(terminal, 'Verifying', () =>
      verify(zip, { logKey: textOption(options, 'log'), witnessKeys, rpc: textOption(options, 'rpc') }),
    );
    return {
      json: report,
      text: describe(report),
      isNo: AXES.some((axis) => report.axes[axis].result === 'failed'),
    };
  },
};

/** Whether the log whose key is given signed a statement of what a search found. */
function verifyStatement(bytes: Uint8Array, logKey: string | undefined): Answer {
  const note = new TextDecoder().decode(bytes);
  const log = logKey === undefined ? null : parseVerifierKey(logKey);
  if (logKey !== undefined && log === null)
    throw new WrongUsage(`--log ${logKey} is not the key of a log: name+id+key.`);
  if (log === null) {
    const text = 'not checked: name the key of the log that is to have signed it by --log.';
    return { json: { result: 'not checked', statement: null }, text };
  }
  const statement = readOriginality(note, log);
  if (statement === null)
    return {
      json: { result: 'failed', statement },
      text: `failed: ${log.name} has not signed these words, or not with this key.`,
      isNo: true,
    };
  const { picture, askedAt, matches, verdict, register } = statement;
  return {
    json: { result: 'passed', statement },
    text: `passed: ${log.name} signed on ${askedAt} that of its ${register.pictures} pictures, at ${register.size} entries, ${matches.length} are like ${picture.cid}; ${verdict}.`,
  };
}

async function verify(
  zip: Uint8Array,
  {
    logKey,
    witnessKeys,
    rpc,
  }: { logKey: string | undefined; witnessKeys: readonly string[]; rpc: string | undefined },
): Promise<EvidenceReport> {
  const chain = rpc === undefined ? undefined : await openChainReader(rpc);
  try {
    return await verifyPackage(readPackage(zip), { logKey, witnessKeys, chain });
  } finally {
    chain?.close();
  }
}

/** A line an axis, and under it what did not pass. */
function describe({ axes }: EvidenceReport): string {
  return AXES.flatMap((name) => {
    const { result, checks } = axes[name];
    const open = checks.filter((check) => check.result !== 'passed');
    const passed = checks.length - open.length;
    const lines = open.map(
      (check) => `    ${check.result}: ${check.what} (${check.subject}). ${check.detail}`,
    );
    return [`${name.padEnd(11)} ${result}${passed > 0 ? ` (${passed} checks passed)` : ''}`, ...lines];
  }).join('\n');
}
