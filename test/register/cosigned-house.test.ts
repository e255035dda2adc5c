import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { openLogWitness } from '../../src/adapters/witness/open-log-witness.js';
import { cosignaturesBy, witnessKey } from '../../src/lib/cosignature.js';
import { openNote, type NoteKey } from '../../src/lib/signed-note.js';
import { aPerson, describeHouses, type TestHouse } from '../fixtures/house.js';
import { run, runJson } from '../cli/terminal.js';
import { aWitness, type TestWitness } from '../witness/a-witness.js';
import { recorderInHouse } from './a-register.js';

interface Cosigned {
  readonly witness: string;
  readonly size: number;
  readonly cosignedAt: string;
  readonly line: string;
}

const ASK = `query ($id: ID!) {
  statement(id: $id) { cosignatures { witness size cosignedAt line } checkpoint { size } }
  checkpoint { size note cosignatures { witness size line } }
  log { witnesses { verifierKey problem askedAt newest { size } } }
}`;
interface Asked {
  readonly statement: { readonly cosignatures: readonly Cosigned[]; readonly checkpoint: object | null };
  readonly checkpoint: { readonly note: string; readonly cosignatures: readonly Cosigned[] } | null;
  readonly log: {
    readonly witnesses: readonly {
      readonly verifierKey: string;
      readonly problem: string | null;
      readonly newest: { readonly size: number } | null;
    }[];
  };
}

const WITNESSED = {
  name: 'a house with a witness that answers and one that never does',
  alone: 'PostgreSQL',
} as const;

describeHouses(WITNESSED, (open) => {
  let witness: TestWitness;
  let house: TestHouse;
  let work: string;
  const logs: NoteKey[] = [];
  const silent = createServer(() => undefined);

  beforeAll(async () => {
    logs.length = 0;
    witness = await aWitness([], { change: (whole) => ({ ...whole, logs, now: () => new Date() }) });
    silent.listen(0);
    await once(silent, 'listening');
    house = await open((ports) => {
      logs.push(ports.log);
      const { port } = silent.address() as AddressInfo; // a TCP server's
      return {
        ...ports,
        witnesses: [
          openLogWitness({ key: witness.witness.signer, url: witness.url }),
          openLogWitness({
            key: { ...witness.witness.signer, name: 'witness.example/silent' },
            url: `http://localhost:${port}`,
          }),
        ],
      };
    });
    const register = recorderInHouse(house.ports);
    work = await register.work(aPerson('ada'));
    await untilCosigned();
  });
  afterAll(async () => {
    const from = performance.now();
    await house.close();
    // Neither does the silent one keep the house from closing.
    expect(performance.now() - from).toBeLessThan(8000);
    silent.closeAllConnections();
    silent.close();
    await witness.close();
    // On a slow machine the silent one is given up, and that is told.
    const others = house.failures.filter(
      (one) => !String(one).includes('witness.example/silent did not cosign'),
    );
    expect(others).toEqual([]);
  });

  const ask = () => house.client.ask<Asked>(ASK, { id: work.replace('work:', 'statement:') });
  /** Asks until it is so; Jest's own time limit ends it when that never comes. */
  async function untilCosigned(): Promise<Asked> {
    for (;;) {
      const asked = await ask();
      if (asked.statement.cosignatures.length > 0) return asked;
    }
  }

  it('shows who cosigned a statement and the checkpoint, whose note bears every signature', async () => {
    const { statement, checkpoint } = await ask();
    const key = witnessKey(witness.witness.signer);
    expect(statement.cosignatures).toMatchObject([{ witness: key, size: 1 }]);
    expect(checkpoint?.cosignatures).toMatchObject([{ witness: key, line: statement.cosignatures[0]?.line }]);
    const note = checkpoint?.note ?? '';
    expect(openNote(note, house.ports.log)).not.toBeNull();
    expect(cosignaturesBy(note, witness.witness.signer)).toMatchObject([
      { cosignedAt: new Date(statement.cosignatures[0]?.cosignedAt ?? '') },
    ]);
  });

  it('tells how its witnesses stand', async () => {
    const { log } = await ask();
    expect(log.witnesses).toMatchObject([
      { verifierKey: witnessKey(witness.witness.signer), newest: { size: 1 }, problem: null },
      { newest: null },
    ]);
  });

  it('exports packages that verify with the key of the witness, and with no other', async () => {
    const file = path.join(house.folder, 'work.zip');
    const response = await house.client.get(`/works/${work}/evidence.zip?files=none`);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    const key = witnessKey(witness.witness.signer);
    const verify = (...keys: string[]) => run(['verify', file, ...keys.flatMap((one) => ['--witness', one])]);
    expect(await verify(key)).toMatchObject({ code: 0, out: expect.not.stringContaining('Cosigned') });
    expect(await verify()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/not checked: Cosigned by a witness .*witness\.example\/one/),
    });
    const stranger = witnessKey({ ...witness.witness.signer, name: 'witness.example/silent' });
    expect(await verify(key, stranger)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/failed: Cosigned by a witness .*witness\.example\/silent/),
    });
    expect(await verify('no key')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--witness no key is not the key of a witness'),
    });
  });

  it('tells on the command line who cosigned', async () => {
    expect((await run(['show', work, '--server', house.url])).out).toMatch(
      /^witness {3}witness\.example\/one saw it in the register at \S+, when that had 1 entry$/m,
    );
    const shown = await runJson<{ work: { cosignatures: Cosigned[] } }>([
      'show',
      work,
      '--server',
      house.url,
    ]);
    expect(shown.work.cosignatures).toMatchObject([{ witness: witnessKey(witness.witness.signer), size: 1 }]);
  });
});
