import { runCommand } from '../../src/cli/run-command.js';

export interface Run {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with the environment that it names. */
export async function run(
  line: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  let out = '';
  let err = '';
  try {
    const code = await runCommand(line, {
      out: (text) => (out += `${text}\n`),
      err: (text) => (err += text),
      isInteractive: false,
      ask: null,
    });
    return { code, out, err };
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** As `run` with --json: the document that was printed. */
export async function runJson<Document>(
  line: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Document> {
  const { out, err, code } = await run([...line, '--json'], environment);
  if (code !== 0) throw new Error(`raisonne ${line.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as Document; // --json prints one document
}
