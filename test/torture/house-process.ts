import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { isNativeError } from 'node:util/types';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import type { KillPoint } from '../../scripts/torture/killed-house.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { openClient } from '../../src/cli/client.js';
import { Refusal } from '../../src/lib/refusal.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const POLL_MS = 20;

export interface HouseProcess {
  readonly child: ChildProcess;
  /** Null where it was killed before it was ready. */
  readonly url: string | null;
  readonly ended: Promise<unknown>;
}

/** A server in a process of its own, which may be killed at a point. */
export async function startHouse(
  environment: Readonly<Record<string, string>>,
  point: KillPoint | null = null,
): Promise<HouseProcess> {
  const child = spawn(process.execPath, [projectPath('dist', 'scripts', 'torture', 'killed-house.js')], {
    env: { ...process.env, ...environment, KILL_AT: point ? JSON.stringify(point) : '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    const url = /^Raisonné is ready at (http:\S+)$/.exec(line)?.[1];
    if (url) return { child, url, ended };
  }
  await ended;
  return { child, url: null, ended };
}

/** Whether an error is of a connection that the other end no longer answers, or broke off. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof Refusal
    ? error.code === 'SERVER_UNREACHABLE'
    : isNativeError(error) && ['fetch failed', 'terminated'].includes(error.message);

/** On PostgreSQL the lease of a killed process runs on; here nobody waits for its end. */
export async function endLease(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client
    .query("UPDATE anchor_senders SET leased_until = now() - interval '1 second'")
    .catch((error: { code?: string }) => {
      // Before the first migration there is no such table.
      if (error.code !== '42P01') throw error;
    });
  await client.end();
}

const ada = aPerson('ada');

/** Registers a work with a picture like no other, and claims it; gives the two ids as they are acknowledged. */
export async function stateErrand(url: string, seed: number, acknowledged: string[]): Promise<void> {
  const client = openClient(url);
  const file = await aFile(await aPicture({ seed, width: 64, height: 48, format: 'png' }));
  const { work } = await state<{ work: { id: string } }>(client, ada, {
    kind: registerWork,
    body: { title: `Work ${seed}`, makers: [], files: [referenceTo(file)] },
    files: [file],
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  acknowledged.push(work.id);
  const { claim } = await state<{ claim: { id: string } }>(client, ada, {
    kind: claimAuthorship,
    body: { work: work.id, claimants: [addressOf(ada)], basis: 'author' },
    select: '{ claim { id } }',
  });
  acknowledged.push(claim.id);
}

/** Asks until the newest checkpoint covers so many entries and is final on the chain, which is given the blocks for that. */
export async function untilAnchored(
  url: string,
  entries: number,
  mineBlock: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const client = openClient(url);
  for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
    const { checkpoint } = await client.ask<{
      checkpoint: { size: number; anchor: { state: string } | null } | null;
    }>('{ checkpoint { size anchor { state } } }');
    if (checkpoint && checkpoint.size >= entries && checkpoint.anchor?.state === 'FINAL') return;
    if (checkpoint?.anchor?.state === 'MINED') await mineBlock();
    await after(POLL_MS);
  }
  throw new Error('the newest checkpoint was not anchored within a minute');
}

export async function expectRecorded(url: string, ids: readonly string[]): Promise<void> {
  const client = openClient(url);
  for (const id of ids) {
    const { node } = await client.ask<{ node: { id: string } | null }>(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id },
    );
    expect(node?.id).toBe(id);
  }
}
