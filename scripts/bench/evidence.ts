import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { projectPath } from '../../src/adapters/project-path.js';
import { openClient, type Client } from '../../src/cli/client.js';
import { besidePeer, median, ownFigure, type Bench, type Result } from './bench.js';
import { startHouse } from './house-process.js';
import { fileOf, originOf, participant } from './participant.js';
import { peakMemoryMbOf, memoryMbOf } from './process-cost.js';
import { randomFrom } from './random.js';

const FILES = 5;
/** Of noise, a PNG is as long as its pixels: 5 MB. */
const SIDE = 1291;
const ROUNDS = 5;
const MOST_MAKING_MS = 3000;
const MOST_VERIFYING_MS = 1000;
const MOST_MEMORY_MB = 300;
const PEER =
  'sha256sum and sha512sum over the same files, one after the other: the floor, as no BagIt validator was to be had';

/** What a package of a work with five files of 5 MB costs: made and downloaded, and verified by the command from its zip and from its folder. */
export async function benchEvidence(bench: Bench): Promise<Result[]> {
  const { scope, progress } = bench;
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-evidence-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const house = await startHouse(bench, bench.postgresUrl);
  const client = openClient(house.url);
  progress(`registering a work with ${FILES} files of 5 MB on ${house.database}`);
  const { work, pictures } = await registerFiles(client);
  const copies = await Promise.all(
    pictures.map(async (bytes, at) => {
      const file = path.join(folder, `${at}.png`);
      await writeFile(file, bytes);
      return file;
    }),
  );
  await download(client, work);
  progress('making its package');
  const making = await measureMaking(client, { work, pid: house.pid });
  await house.stop();
  const zip = path.join(folder, 'work.zip');
  await writeFile(zip, making.zip);
  progress('verifying it');
  const peer = await medianOf(async () => {
    await endOf('sha256sum', copies);
    await endOf('sha512sum', copies);
  });
  const verifying = await measureVerifying(zip);
  await endOf('python3', ['-m', 'zipfile', '-e', zip, path.join(folder, 'unpacked')]);
  const unpacked = await measureVerifying(path.join(folder, 'unpacked'));
  return [
    ownFigure(
      `a package of ${megabytes(making.zip.length)}, made and downloaded from ${house.database}: median`,
      'ms',
      { ours: making.ms, most: MOST_MAKING_MS },
    ),
    ownFigure("the same: growth of the server's peak resident memory while it is made", 'MB', {
      ours: making.memoryMb,
      most: MOST_MEMORY_MB,
    }),
    ownFigure('raisonne verify FILE.zip, the whole command with its start: median', 'ms', {
      ours: verifying.ms,
      most: MOST_VERIFYING_MS,
    }),
    besidePeer('the same, which also checks signatures and proofs', 'ms', {
      ours: verifying.ms,
      peer,
      peerName: PEER,
    }),
    ownFigure('raisonne verify FOLDER, the same package unpacked: median', 'ms', {
      ours: unpacked.ms,
      most: MOST_VERIFYING_MS,
    }),
    ownFigure("the same: peak resident memory of the command's process, Node's own included", 'MB', {
      ours: Math.max(verifying.memoryMb, unpacked.memoryMb),
      most: MOST_MEMORY_MB,
    }),
  ];
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function registerFiles(client: Client): Promise<{ work: string; pictures: Buffer[] }> {
  const origin = await originOf(client);
  const pictures = await Promise.all(
    Array.from({ length: FILES }, (_, at) =>
      sharp(randomFrom(`evidence ${at}`).bytes(SIDE * SIDE * 3), {
        raw: { width: SIDE, height: SIDE, channels: 3 },
      })
        .png()
        .toBuffer(),
    ),
  );
  const files = await Promise.all(pictures.map((bytes) => fileOf(bytes, 'image/png')));
  const artist = participant('evidence', { client, origin });
  const { work } = await artist.state<{ work: { id: string } }>('register-work', {
    body: {
      title: 'Five',
      makers: [],
      files: files.map(({ cid, sha256, mediaType, sizeBytes }) => ({ cid, sha256, mediaType, sizeBytes })),
    },
    files,
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  await artist.state('claim-authorship', {
    body: { work: work.id, claimants: [artist.address], basis: 'author' },
    select: '{ claim { id } }',
  });
  return { work: work.id, pictures };
}

/** The package, as soon as a checkpoint covers the work. */
async function download(client: Client, work: string): Promise<Uint8Array> {
  for (;;) {
    const response = await client.get(`/works/${work}/evidence.zip`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.ok) return bytes;
    const { code } = JSON.parse(new TextDecoder().decode(bytes)) as { code: string }; // as evidence-route says
    if (code !== 'NOT_CHECKPOINTED') throw new Error(`no package: ${code}`);
  }
}

async function measureMaking(
  client: Client,
  { work, pid }: { work: string; pid: number },
): Promise<{ zip: Uint8Array; ms: number; memoryMb: number }> {
  let zip: Uint8Array = new Uint8Array();
  const before = memoryMbOf(pid);
  // From now on the kernel counts the peak anew (proc_pid_clear_refs(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const ms = await medianOf(async () => {
    zip = await download(client, work);
  });
  return { zip, ms, memoryMb: Math.max(0, peakMemoryMbOf(pid) - before) };
}

async function measureVerifying(what: string): Promise<{ ms: number; memoryMb: number }> {
  let memoryMb = 0;
  const ms = await medianOf(async () => {
    const peak = await endOf(process.execPath, [projectPath('scripts', 'raisonne.mjs'), 'verify', what]);
    memoryMb = Math.max(memoryMb, peak);
  });
  return { ms, memoryMb };
}

async function medianOf(task: () => Promise<unknown>): Promise<number> {
  await task();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await task();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Runs a program to its end, which must be good; gives its peak resident memory in MB, as of its last few milliseconds. */
async function endOf(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = 0;
  const look = setInterval(() => {
    if (child.pid !== undefined && child.exitCode === null) peakMb = Math.max(peakMb, peakOf(child.pid));
  }, 5);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).finally(() => clearInterval(look));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return peakMb;
}

function peakOf(pid: number): number {
  try {
    return peakMemoryMbOf(pid);
  } catch {
    // It has ended between two looks: what was seen before is the answer.
    return 0;
  }
}
