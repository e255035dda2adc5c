import type { WitnessFolder } from '../adapters/witness/open-witness-folder.js';
import { witnessKey } from '../lib/cosignature.js';
import { inTurn } from '../lib/in-turn.js';
import { readKeyAtUrl } from '../lib/key-at-url.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { repeat } from '../register/repeat.js';
import { conflictText } from '../witness/conflict.js';
import { lastCosigned, type Witness } from '../witness/witness.js';
import {
  numberOption,
  requiredOption,
  textOption,
  textOptions,
  WrongUsage,
  type Answer,
  type Command,
  type Terminal,
} from './command.js';
import { describeLook, isGood, lookAsJson, lookAtLog, type NamedLog } from './look-at-log.js';

export const witnessCommand: Command = {
  name: 'witness',
  usage: 'witness --log KEY[=URL] … --folder FOLDER [--once]',
  help: `Witnesses logs: checks that each only grows, and cosigns its checkpoints.

It answers POST /add-checkpoint (c2sp.org/tlog-witness), by which a log asks for a cosignature, and looks at the
checkpoint and the tiles that each log with a URL serves (c2sp.org/tlog-tiles). What it cosigned last is on disk before a
cosignature (c2sp.org/tlog-cosignature, Ed25519) leaves. It runs until it is interrupted, and prints its key and its
address when it is ready.

  --log KEY[=URL]   A log's key as the log publishes it (name+id+key), and the address below which it serves
                    /checkpoint and /tile; without one it is not looked at. For several logs give it several times.
  --folder FOLDER   The witness's own: its key (made at the first start) and what it cosigned last. Keep it: a witness
                    that forgets can be made to cosign a fork. One process at a time.
  --name NAME       What the witness is called, such as witness.example.org; at the first start, otherwise made up.
  --port PORT       Where it listens; 0, which is the default, takes a free port.
  --every SECONDS   The time between two looks at the logs (default 60).
  --audit SECONDS   The time between two audits (default 86400, the first at the start; 0 for none). An audit reads every
                    tile and every bundle of the newest checkpoint's tree and every statement that is served of it, and
                    names what is not what the log signed. The tables that a server keeps besides cannot be seen from outside.
  --once            Looks at every log once and ends, without listening. Exit code 1 when one forked, went back, is
                    damaged, altered or does not answer, 0 otherwise.

A log that signed two trees which contradict each other is never cosigned again. Both checkpoints are printed and kept in
the folder as NAME.conflict.json and .txt; who has looked into it and wants to go on takes those files away.

--json prints, with --once, {witness, logs: [{log, look: "cosigned" | "unchanged" | "empty" | "conflict" | "distrusted" |
"damaged" | "altered" | "unreachable", …}]}; otherwise, as soon as it is ready, {witness, url}, and a line for every look that brought news.`,
  options: {
    log: { type: 'string', multiple: true },
    folder: { type: 'string' },
    name: { type: 'string' },
    port: { type: 'string' },
    every: { type: 'string' },
    audit: { type: 'string' },
    once: { type: 'boolean' },
  },
  arity: 0,
  async run({ options, terminal }) {
    const manner = {
      logs: readLogs(textOptions(options, 'log')),
      port: numberOption(options, 'port', { least: 0, most: 65_535, otherwise: 0 }),
      everyMs: 1000 * numberOption(options, 'every', { least: 1, most: 86_400, otherwise: 60 }),
      auditEveryMs: 1000 * numberOption(options, 'audit', { least: 0, most: 31_536_000, otherwise: 86_400 }),
      wantsJson: options['json'] === true,
      terminal,
    };
    const { openWitnessFolder } = await import('../adapters/witness/open-witness-folder.js');
    const folder = await openWitnessFolder({
      folder: requiredOption(options, 'folder'),
      name: textOption(options, 'name') ?? null,
    });
    try {
      const witness = witnessOf(folder, manner);
      // A damaged record must be known before anything is cosigned, not when its log happens to come by.
      for (const { key } of manner.logs) await lastCosigned(witness, key);
      if (options['once'] === true) return await lookOnce(witness, manner);
      await keepWitnessing(witness, folder, manner);
      return { json: undefined, text: '' };
    } finally {
      await folder.close();
    }
  },
};

interface Manner {
  readonly logs: readonly NamedLog[];
  readonly port: number;
  readonly everyMs: number;
  /** 0 for never. */
  readonly auditEveryMs: number;
  readonly wantsJson: boolean;
  readonly terminal: Terminal;
}

function readLogs(values: readonly string[]): NamedLog[] {
  if (values.length === 0) throw new WrongUsage('--log is missing: name at least one log.');
  const logs = values.map((value) => {
    const log = readKeyAtUrl(value, parseVerifierKey);
    if ('problem' in log) throw new WrongUsage(`--log ${log.problem}.`);
    return log;
  });
  const twice = logs.find(({ key }, at) => logs.findIndex((log) => log.key.name === key.name) !== at);
  if (twice) throw new WrongUsage(`--log names ${twice.key.name} twice.`);
  return logs;
}

function witnessOf({ signer, records }: WitnessFolder, { logs, terminal }: Manner): Witness {
  // A log that stays set back is one message, not one at every look.
  const told = new Set<string>();
  return {
    signer,
    records,
    logs: logs.map(({ key }) => key),
    now: () => new Date(),
    inTurn: inTurn(),
    onConflict: (conflict, file) => {
      const isNew = !told.has(conflict.refused);
      told.add(conflict.refused);
      if (isNew) terminal.err(`${conflictText(conflict)}\nKept in ${file}\n`);
    },
  };
}

const followed = (logs: readonly NamedLog[]) =>
  logs.flatMap(({ key, url }) => (url === null ? [] : [{ key, url }]));

async function lookOnce(witness: Witness, { logs, auditEveryMs }: Manner): Promise<Answer> {
  const isAudited = auditEveryMs > 0;
  const looks = await Promise.all(followed(logs).map((log) => lookAtLog(witness, log, { isAudited })));
  return {
    json: { witness: witnessKey(witness.signer), logs: looks.map(lookAsJson) },
    text: [`Witness ${witnessKey(witness.signer)}`, ...looks.map(describeLook)].join('\n'),
    isNo: !looks.every(isGood),
  };
}

/** Listens and looks until the process is told to end. */
async function keepWitnessing(
  witness: Witness,
  folder: WitnessFolder,
  { logs, port, everyMs, auditEveryMs, wantsJson, terminal }: Manner,
): Promise<void> {
  const { serveWitness } = await import('../adapters/witness/serve-witness.js');
  const onError = (error: unknown) => terminal.err(`${String(error)}\n`);
  const server = await serveWitness(witness, { port, onError });
  await folder.noteUrl(server.url);
  const key = witnessKey(witness.signer);
  terminal.out(
    wantsJson
      ? JSON.stringify({ witness: key, url: server.url })
      : `Witness ${key}\nis ready at ${server.url}`,
  );
  const looking = followed(logs).map((log) => {
    let told = '';
    let auditAt = performance.now();
    const look = async () => {
      const isAudited = auditEveryMs > 0 && performance.now() >= auditAt;
      if (isAudited) auditAt += auditEveryMs;
      const seen = await lookAtLog(witness, log, { isAudited });
      const line = describeLook(seen);
      // News only: a log that is down for a night is one line.
      if (seen.is !== 'unchanged' && line !== told)
        terminal.out(wantsJson ? JSON.stringify(lookAsJson(seen)) : line);
      told = line;
    };
    return repeat(look, { everyMs, onError });
  });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await Promise.all(looking.map((one) => one.stop()));
  await server.close();
}
