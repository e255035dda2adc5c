import { readConfig } from '../config.js';
import { ADVICE, type Finding } from '../register/fsck/finding.js';
import type { Answer, Command } from './command.js';
import { countedProgress } from './progress.js';
import { counted } from '../lib/counted.js';

/** Of each code; the rest are counted. */
const MOST_LISTED = 1000;

export const fsckCommand: Command = {
  name: 'fsck',
  usage: 'fsck',
  help: `Compares the log's files, the database, the content store and the chain, and names what differs.

It changes nothing that it compares. On PostgreSQL and a chain of its own it may run beside a server; an embedded part is
opened here, so stop the server before. Opening makes what a first start makes in DATA_DIR (folders, the log's key, an embedded
chain), brings the database's tables to this version, and empties DATA_DIR/staging where no server may be beside it; on a real
chain it deploys nothing. Every statement is read, its signature checked and applied again beside the real tables;
every file that a statement names is read and, if it is a picture, fingerprinted again.
A contract wallet is asked on the chain at the block that the entry names, which takes an archive node.
--json prints {findings: [{code, subject, message}], unlisted: {CODE: count}, statements, pending, unasked,
unaskedAnchors}: of each code at most ${MOST_LISTED} are listed; pending are statements that are recorded and not yet in a checkpoint,
unasked those of contract wallets that could not be asked, and unaskedAnchors the anchors on a chain, in a registry or of a key
that the log had before, or that does not answer: none is a fault.
Exit code 1 when anything was found. The codes: ${Object.keys(ADVICE).join(', ')}.`,
  options: {},
  arity: 0,
  async run({ terminal }) {
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { fsck } = await import('../register/fsck/fsck.js');
    const ports = await openAdapters(readConfig(), { isReadOnly: true });
    const findings: Finding[] = [];
    const counts = new Map<string, number>();
    const report = (finding: Finding): void => {
      const count = (counts.get(finding.code) ?? 0) + 1;
      counts.set(finding.code, count);
      if (count <= MOST_LISTED) findings.push(finding);
    };
    try {
      const { statements, pending, unasked, unaskedAnchors } = await countedProgress(
        terminal,
        'Checking',
        (tell) => fsck(ports, { report, onProgress: ({ what, count }) => tell(counted(count, what)) }),
      );
      return answer(findings, counts, {
        statements: Number(statements),
        pending: Number(pending),
        unasked: Number(unasked),
        unaskedAnchors: Number(unaskedAnchors),
      });
    } finally {
      await ports.close();
    }
  },
};

interface Sizes {
  readonly statements: number;
  readonly pending: number;
  readonly unasked: number;
  readonly unaskedAnchors: number;
}

function answer(findings: readonly Finding[], counts: ReadonlyMap<string, number>, sizes: Sizes): Answer {
  const unlisted = Object.fromEntries(
    [...counts].flatMap(([code, count]) =>
      count > MOST_LISTED ? [[code, count - MOST_LISTED] as const] : [],
    ),
  );
  const more = Object.entries(unlisted).map(([code, count]) => `${code}: ${count} more.`);
  const waiting =
    sizes.pending > 0
      ? ` ${counted(sizes.pending, 'of them waits', 'of them wait')} for the next checkpoint.`
      : '';
  const unasked =
    sizes.unasked > 0
      ? ` ${counted(sizes.unasked, 'of them is', 'of them are')} signed by contract wallets that could not be asked, which takes an archive node of their chain.`
      : '';
  const elsewhere =
    sizes.unaskedAnchors > 0
      ? ` ${counted(sizes.unaskedAnchors, 'anchor was', 'anchors were')} not looked for: the chain, registry or key is not the one that is open here, or the chain does not answer.`
      : '';
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const verdict =
    findings.length === 0
      ? `${counted(sizes.statements, 'statement and all that belongs to it', 'statements and all that belongs to them')} were checked: nothing differs.`
      : `${counted(sizes.statements, 'statement was', 'statements were')} checked. ${counted(total, 'thing differs', 'things differ')}.`;
  return {
    json: { findings, unlisted, ...sizes },
    text: [...findings.map(describe), ...more, `${verdict}${waiting}${unasked}${elsewhere}`].join('\n'),
    isNo: findings.length > 0,
  };
}

const describe = ({ code, subject, message }: Finding): string =>
  `${code} ${subject}\n  ${message} ${ADVICE[code]}`;
