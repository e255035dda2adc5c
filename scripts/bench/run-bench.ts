import { parseArgs } from 'node:util';
import type { Bench, Result } from './bench.js';
import { openScope } from './scope.js';

/** A benchmark is loaded when it is asked for: most bring a peer along. */
const BENCHES: Readonly<Record<string, () => Promise<(bench: Bench) => Promise<Result[]>>>> = {
  anchor: async () => (await import('./anchor.js')).benchAnchor,
  api: async () => (await import('./api.js')).benchApi,
  evidence: async () => (await import('./evidence.js')).benchEvidence,
  inspect: async () => (await import('./inspect.js')).benchInspect,
  originality: async () => (await import('./originality.js')).benchOriginality,
  log: async () => (await import('./log.js')).benchLog,
  pages: async () => (await import('./pages.js')).benchPages,
  register: async () => (await import('./register.js')).benchRegister,
  title: async () => (await import('./title.js')).benchTitle,
  search: async () => (await import('./search.js')).benchSearch,
};

const USAGE = `Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--images DIR] [--most N] [--json]`;

/** Runs the named benchmark; the exit code: 0 measured (whether or not the goals are reached), 2 wrong usage. */
export async function runBench(
  args: readonly string[],
  { postgresUrl }: Pick<Bench, 'postgresUrl'>,
): Promise<number> {
  const call = readCall(args);
  const load = call && BENCHES[call.name];
  if (!call || !load) {
    console.error(USAGE);
    return 2;
  }
  const bench = await load();
  const startedAt = performance.now();
  const progress = (line: string) =>
    console.error(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const scope = openScope();
  const interrupted = () => {
    void scope.close().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  let results: Result[];
  try {
    results = await bench({ scope, progress, postgresUrl, images: call.images, most: call.most });
  } finally {
    await scope.close();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  console.log(call.asJson ? JSON.stringify({ name: call.name, results }, null, 2) : tableOf(results));
  return 0;
}

interface Call extends Pick<Bench, 'images' | 'most'> {
  readonly name: string;
  readonly asJson: boolean;
}

function readCall(args: readonly string[]): Call | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        images: { type: 'string' },
        most: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [name, ...more] = positionals;
    const most = values.most === undefined ? null : Number(values.most);
    if (most !== null && !(Number.isSafeInteger(most) && most > 0))
      throw new Error(`--most is a whole number above 0, not ${values.most}`);
    return name === undefined || more.length > 0
      ? null
      : { name, asJson: values.json, images: values.images ?? null, most };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function tableOf(results: readonly Result[]): string {
  return results
    .map(({ what, unit, ours, peer, peerName, ratio, goal, reached }) => {
      const beside =
        peer === null ? '' : `; ${peerName} ${peer} ${unit}${ratio === null ? '' : `: ${ratio} times`}`;
      const verdict = goal === null ? '' : `  [goal ${goal}: ${reached ? 'reached' : 'missed'}]`;
      return `${what}\n    ${ours} ${unit}${beside}${verdict}`;
    })
    .join('\n');
}
