import { openClient, type Client } from '../../src/cli/client.js';
import type { LocalFile } from '../../src/cli/local-file.js';
import { referenceTo } from '../../src/works/file.js';
import { ownFigure, type Bench, type Result } from './bench.js';
import { startHouse, type HouseProcess } from './house-process.js';
import { fileOf, forEachAtOnce, originOf, participant, type Participant } from './participant.js';
import { aPicture, pictureSources } from './pictures.js';
import { childrenOf, cpuMsOf, peakMemoryMbOf } from './process-cost.js';

const PICTURES = 48;
const AT_ONCE = 16;
const SIZE = { width: 4000, height: 3000 };
const MOST_CPU_MS = 200;
const MOST_MEMORY_MB = 400;
/** How often to ask whether the last statement is anchored. */
const LOOK_EVERY_MS = 50;

/**
 * Registers pictures of 12 MP with a claim each over the HTTP API, as its clients do: declare, PUT, registerWork,
 * claimAuthorship. CPU and memory are those of the server's process alone.
 */
export async function benchRegister(bench: Bench): Promise<Result[]> {
  const { from, sources } = await pictureSources(PICTURES);
  bench.progress(`making ${PICTURES} pictures of 12 MP from ${from}`);
  const pictures: LocalFile[] = Array.from({ length: PICTURES });
  await forEachAtOnce(sources, 4, async (source, at) => {
    pictures[at] = await fileOf(await aPicture(`picture ${at}`, source, SIZE), 'image/jpeg');
  });
  const meanMb = pictures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / PICTURES / 1e6;
  bench.progress(`${PICTURES} JPEG files of ${meanMb.toFixed(1)} MB on average`);

  const results: Result[] = [];
  for (const postgresUrl of bench.postgresUrl === null ? [null] : [bench.postgresUrl, null]) {
    const house = await startHouse(bench, postgresUrl);
    bench.progress(`registering on ${house.database}, ${AT_ONCE} at once`);
    const figures = await measure(house, pictures);
    for (const { what, ours, unit } of figures) bench.progress(`${what.split(/[,:;]/)[0]}: ${ours} ${unit}`);
    results.push(...figures);
    await house.stop();
  }
  return results;
}

async function measure({ url, pid, database }: HouseProcess, pictures: LocalFile[]): Promise<Result[]> {
  const client = openClient(url);
  const origin = await originOf(client);
  const people = Array.from({ length: AT_ONCE }, (_, at) => participant(`maker ${at}`, { client, origin }));
  const memoryBefore = peakMemoryMbOf(pid);
  const cpuBefore = cpuMsOf(pid);
  const startedAt = performance.now();
  let last = '';
  await forEachAtOnce(pictures, AT_ONCE, async (picture, at) => {
    const person = people[at % AT_ONCE];
    if (person) last = await registerAndClaim(person, picture, `Picture ${at + 1}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await untilAnchored(client, last);
  const cpuMs = cpuMsOf(pid) - cpuBefore;
  const peakMb = peakMemoryMbOf(pid);
  const anvil = childrenOf(pid).find(({ name }) => name === 'anvil');

  const on = `on ${database}`;
  const ownPart =
    database === 'PGlite'
      ? 'the database, which is in the process, included'
      : "of the database the client's side only";
  const results = [
    ownFigure(
      `pictures of 12 MP registered and claimed a second ${on}, ${AT_ONCE} at once; the client that signs shares the machine`,
      'pictures a second',
      { ours: pictures.length / seconds },
    ),
    ownFigure(
      `CPU a picture of 12 MP ${on}: upload, fingerprint, two statements, checkpoints and anchors; the server's process with all threads, ${ownPart}, without anvil`,
      'ms',
      { ours: cpuMs / pictures.length, most: MOST_CPU_MS },
    ),
    ownFigure(
      `peak memory (VmHWM) of the server's process ${on}, ${AT_ONCE} pictures of 12 MP at once; without anvil; ${Math.round(memoryBefore)} MB before the first picture`,
      'MB',
      { ours: peakMb, most: MOST_MEMORY_MB },
    ),
  ];
  if (anvil)
    results.push(
      ownFigure(`peak memory (VmHWM) of anvil, the embedded chain, meanwhile ${on}`, 'MB', {
        ours: peakMemoryMbOf(anvil.pid),
      }),
    );
  return results;
}

/** Gives the id of the claim's statement. */
async function registerAndClaim(person: Participant, picture: LocalFile, title: string): Promise<string> {
  const { work } = await person.state<{ work?: { id: string } }>('register-work', {
    body: { title, makers: [{ name: 'Maker', person: person.address }], files: [referenceTo(picture)] },
    files: [picture],
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  if (!work) throw new Error(`"${title}" looks like an earlier picture, so that nothing was measured`);
  const { claim } = await person.state<{ claim: { id: string } }>('claim-authorship', {
    body: { work: work.id, claimants: [person.address], basis: 'author' },
    select: '{ claim { id } }',
  });
  return claim.id.replace(/^claim:/, 'statement:');
}

async function untilAnchored(client: Client, id: string): Promise<void> {
  interface Answer {
    statement: { anchor: { state: string } | null } | null;
  }
  for (;;) {
    const { statement } = await client.ask<Answer>(
      'query ($id: ID!) { statement(id: $id) { anchor { state } } }',
      { id },
    );
    const state = statement?.anchor?.state;
    if (state === 'MINED' || state === 'FINAL') return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
