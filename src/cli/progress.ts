import type { Terminal } from './command.js';

const SILENT_MS = 1000;

/** Waits for the work, with a line that says so when it takes longer than a second. */
export async function withProgress<T>(terminal: Terminal, doing: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  let isShown = false;
  const show = (): void => {
    const seconds = Math.round((performance.now() - started) / 1000);
    if (terminal.isInteractive) terminal.err(`\r${doing} … ${seconds} s`);
    else if (!isShown) terminal.err(`${doing} …\n`);
    isShown = true;
  };
  const timer = setInterval(show, SILENT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // Wipe the line, so that what follows stands alone.
    if (isShown && terminal.isInteractive) terminal.err(`\r${' '.repeat(doing.length + 12)}\r`);
  }
}

/** The same, with how far it is: the work tells that in a few words. */
export async function countedProgress<T>(
  terminal: Terminal,
  doing: string,
  work: (tell: (done: string) => void) => Promise<T>,
): Promise<T> {
  let shownAt = performance.now();
  let width = 0;
  const tell = (done: string): void => {
    if (performance.now() - shownAt < SILENT_MS) return;
    shownAt = performance.now();
    const line = `${doing}: ${done}`;
    terminal.err(terminal.isInteractive ? `\r${line.padEnd(width)}` : `${line}\n`);
    width = line.length;
  };
  try {
    return await work(tell);
  } finally {
    if (width > 0 && terminal.isInteractive) terminal.err(`\r${' '.repeat(width)}\r`);
  }
}
