import type { Wallet } from 'ethers';
import { privateClaim } from '../../src/cli/claim-file.js';
import {
  discloseOpenings,
  keepDisclosure,
  type DisclosureBody,
} from '../../src/disclosure/disclose-openings.js';
import { eraseDisclosure, eraseOpenings, type ErasureBody } from '../../src/disclosure/erase-openings.js';
import { erasureNote } from '../../src/disclosure/erasure-receipt.js';
import { findErasures } from '../../src/disclosure/find-erasures.js';
import { openingSchema, type DisclosedOpening } from '../../src/disclosure/opening.js';
import { findDisclosed, readDisclosed } from '../../src/disclosure/read-disclosed.js';
import { idOf } from '../../src/lib/ids.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { firstHead } from '../../src/making/making-step.js';
import { recordSteps } from '../../src/making/record-steps.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { signedKind } from '../../src/register/request-kinds.js';
import type { SignedRequest } from '../../src/register/accept-request.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { aRotation } from '../people/a-rotation.js';
import { describeRegisters, recordedOf, signed, type TestRegister } from '../register/a-register.js';

const ada = aPerson('ada discloses');
const bob = aPerson('bob reads');
const eve = aPerson('eve is curious');
const NOWHERE = 'claim:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
const random = aRandom('requests');

describeRegisters('private fields', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const needs = () => ({
    ...register.needs,
    database: register.database,
    log: register.log,
    halted: () => null,
  });
  const request = <Body>(person: Wallet, kind: string, body: Body): Promise<SignedRequest> =>
    signed(register.needs, person, { kind: signedKind(kind), body, random });
  const disclose = async (person: Wallet, body: DisclosureBody) =>
    keepDisclosure(needs(), await request(person, discloseOpenings.kind, body));
  const read = async (person: Wallet, about: string) =>
    (await findDisclosed(needs(), await request(person, readDisclosed.kind, { about }))).map(
      ({ content }) => content,
    );
  const erase = async (person: Wallet, body: ErasureBody) =>
    eraseDisclosure(needs(), await request(person, eraseOpenings.kind, body));

  async function aPrivateClaim(person = ada): Promise<{ claim: string; openings: DisclosedOpening[] }> {
    const work = await register.work(person);
    const told = { account: 'In my kitchen.', generations: [{ tool: 'ComfyUI', seed: '7' }] };
    const { claim: body, kept } = privateClaim(told, {
      texts: false,
      pointers: ['/account', '/generations/0/seed'],
    });
    const claim = await register.claim(person, { ...body, work });
    return {
      claim,
      openings: kept.map(({ commitment, salt, content }) =>
        openingSchema.parse({ commitment, salt, content }),
      ),
    };
  }
  const commitmentsOf = (openings: readonly DisclosedOpening[]) =>
    openings.map(({ commitment }) => commitment);

  it('are told to whom their owner names, and to nobody else', async () => {
    const { claim, openings } = await aPrivateClaim();
    expect(await read(bob, claim)).toEqual([]);
    await disclose(ada, { about: claim, openings, to: [addressOf(bob)] });
    expect(new Set(await read(bob, claim))).toEqual(new Set(['7', 'In my kitchen.']));
    expect(await read(eve, claim)).toEqual([]);
    await disclose(ada, { about: claim, openings: openings.slice(0, 1), to: [] });
    expect(await read(bob, claim)).toEqual([openings[1]?.content]);
    expect(await read(ada, claim)).toHaveLength(2);
  });

  it('are neither read, moved nor erased by who copies their commitments', async () => {
    const { claim, openings } = await aPrivateClaim();
    await disclose(ada, { about: claim, openings, to: [addressOf(bob)] });
    const begun = await register.record(bob, beginMaking, { makers: [addressOf(bob), addressOf(eve)] });
    const making = idOf('making', recordedOf(begun).cid);
    const copies = openings.map(({ commitment }, n) => ({
      step: 'remark' as const,
      at: '2026-05-01T12:00:00.000Z',
      sha256: `${n}`.repeat(64),
      note: { commitment },
    }));
    for (const person of [bob, eve])
      await register.record(person, recordSteps, {
        making,
        after: firstHead(making, addressOf(person)),
        steps: copies,
      });
    // Bob was told, so he can tell; Ada's own is not touched by it.
    await disclose(bob, { about: making, openings, to: [addressOf(eve)] });
    await erase(eve, { about: making, commitments: commitmentsOf(openings) });
    expect(await read(ada, claim)).toHaveLength(2);
    expect(await read(bob, claim)).toHaveLength(2);
    expect(await read(eve, making)).toHaveLength(2);
    expect(await read(eve, claim)).toEqual([]);
  });

  it('of a claim are the same by its id and by that of its statement', async () => {
    const { claim, openings } = await aPrivateClaim();
    const statement = claim.replace('claim:', 'statement:');
    await disclose(ada, { about: statement, openings, to: [addressOf(bob)] });
    expect(await read(bob, claim)).toHaveLength(2);
    await disclose(ada, { about: claim, openings, to: [] });
    expect(await read(bob, statement)).toEqual([]);
    await erase(ada, { about: statement, commitments: commitmentsOf(openings) });
    expect(await read(ada, claim)).toEqual([]);
  });

  it('that are not committed to there are left out of what is', async () => {
    const { claim, openings } = await aPrivateClaim();
    const { openings: others } = await aPrivateClaim();
    const kept = await disclose(ada, { about: claim, openings: [...openings, ...others], to: [] });
    expect(kept.openings).toEqual(openings);
  });

  it('of the steps of a making are told likewise', async () => {
    const { claim: _, kept } = privateClaim({ account: 'a heron' }, { texts: false, pointers: ['/account'] });
    const [opening] = kept.map(({ commitment, salt, content }) =>
      openingSchema.parse({ commitment, salt, content }),
    );
    if (!opening) throw new Error('nothing was withheld');
    const begun = await register.record(ada, beginMaking, { makers: [addressOf(ada)] });
    const making = idOf('making', recordedOf(begun).cid);
    const step = {
      step: 'file' as const,
      at: '2026-05-01T12:00:00.000Z',
      sha256: 'a'.repeat(64),
      sizeBytes: 1,
      mediaType: 'image/png',
      how: 'generation' as const,
      prompt: { commitment: opening.commitment },
    };
    await register.record(ada, recordSteps, {
      making,
      after: firstHead(making, addressOf(ada)),
      steps: [step],
    });
    await disclose(ada, { about: making, openings: [opening], to: [addressOf(bob)] });
    expect(await read(bob, making)).toEqual(['a heron']);
  });

  it('are told to the key that took the place of a reader, and by that of their owner', async () => {
    const [owner, nextOwner, reader, nextReader] = ['owner', 'next owner', 'reader', 'next reader'].map(
      aPerson,
    );
    if (!owner || !nextOwner || !reader || !nextReader) throw new Error('four persons');
    const { claim, openings } = await aPrivateClaim(owner);
    await register.record(owner, rotateKey, await aRotation(owner, nextOwner));
    await disclose(nextOwner, { about: claim, openings, to: [addressOf(reader)] });
    await register.record(reader, rotateKey, await aRotation(reader, nextReader));
    expect(await read(nextReader, claim)).toHaveLength(2);
    await expect(read(reader, claim)).rejects.toMatchObject({ code: 'KEY_ROTATED' });
  });

  it('are erased with a receipt that the log signs, and told to nobody more', async () => {
    const { claim, openings } = await aPrivateClaim();
    const [first, second] = commitmentsOf(openings);
    if (!first || !second) throw new Error('two were withheld');
    await disclose(ada, { about: claim, openings: openings.slice(0, 1), to: [addressOf(bob)] });
    const { receipt } = await erase(ada, {
      about: claim,
      commitments: [first, second],
      reason: 'Article 17',
    });
    expect(erasureNote.read(receipt, register.log)).toMatchObject({
      format: 'raisonne-erasure/1',
      about: claim,
      askedBy: addressOf(ada),
      reason: 'Article 17',
      erased: [
        { commitment: first, wasKept: true },
        { commitment: second, wasKept: false },
      ],
    });
    expect(erasureNote.read(receipt.replace('Article 17', 'Article 18'), register.log)).toBeNull();
    expect(await read(bob, claim)).toEqual([]);
    expect(await read(ada, claim)).toEqual([]);
    const cid = claim.replace('claim:', '');
    expect(await findErasures(register.database.tables, { cid, subject: 'work:x' })).toMatchObject([
      { commitments: [first, second], receipt },
    ]);
    // Neither salt nor plaintext is in any table.
    const tables = await register.database.tables.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const [found] = await register.database.tables.query<{ count: number }[]>(
        `SELECT count(*)::integer AS count FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%'`,
        [openings[0]?.salt],
      );
      expect({ name, count: found?.count }).toEqual({ name, count: 0 });
    }
  });

  it('are not erased while the log may sign nothing', async () => {
    const { claim, openings } = await aPrivateClaim();
    await disclose(ada, { about: claim, openings, to: [] });
    const halted = () => ({ reason: 'Behind.', wayOut: 'Bring it.', since: new Date(0) });
    const body = { about: claim, commitments: commitmentsOf(openings) };
    await expect(
      eraseDisclosure({ ...needs(), halted }, await request(ada, eraseOpenings.kind, body)),
    ).rejects.toMatchObject({ code: 'REGISTER_HALTED' });
    expect(await read(ada, claim)).toHaveLength(2);
  });

  it.each<[string, (given: { claim: string; openings: DisclosedOpening[] }) => Promise<unknown>, string]>([
    [
      'of nothing that is recorded',
      ({ openings }) => disclose(ada, { about: NOWHERE, openings, to: [] }),
      'STATEMENT_UNKNOWN',
    ],
    [
      'of a making that is not recorded',
      ({ openings }) => disclose(ada, { about: NOWHERE.replace('claim', 'making'), openings, to: [] }),
      'STATEMENT_UNKNOWN',
    ],
    [
      'by a stranger',
      ({ claim, openings }) => disclose(eve, { about: claim, openings, to: [addressOf(eve)] }),
      'NOT_ALLOWED',
    ],
    [
      'that were committed to elsewhere',
      async ({ claim }) =>
        disclose(ada, { about: claim, openings: (await aPrivateClaim()).openings, to: [] }),
      'NOT_COMMITTED',
    ],
    [
      'by a stranger who would erase them',
      ({ claim, openings }) => erase(eve, { about: claim, commitments: commitmentsOf(openings) }),
      'NOT_ALLOWED',
    ],
    [
      'by a request that was taken already',
      async ({ claim, openings }) => {
        const once = await request(ada, discloseOpenings.kind, { about: claim, openings, to: [] });
        await keepDisclosure(needs(), once);
        return keepDisclosure(needs(), once);
      },
      'REPLAYED',
    ],
    [
      'by a request that somebody else signed',
      async ({ claim, openings }) => {
        const { statement } = await request(ada, discloseOpenings.kind, { about: claim, openings, to: [] });
        const { signature } = await request(eve, discloseOpenings.kind, { about: claim, openings, to: [] });
        return keepDisclosure(needs(), { statement, signature });
      },
      // Without a chain nobody can say whether that is a contract wallet, which could accept it.
      'CHAIN_UNREACHABLE',
    ],
    [
      'by a request of another kind',
      async ({ claim }) => keepDisclosure(needs(), await request(ada, readDisclosed.kind, { about: claim })),
      'UNKNOWN_KIND',
    ],
    [
      'by a request that is too old',
      async ({ claim }) => {
        const { statement, signature } = await request(ada, readDisclosed.kind, { about: claim });
        const later = { now: () => new Date('2026-05-01T13:00:00.001Z') };
        return findDisclosed({ ...needs(), clock: later }, { statement, signature });
      },
      'TOO_OLD',
    ],
  ])('are not told %s', async (_, asking, code) => {
    await expect(asking(await aPrivateClaim())).rejects.toMatchObject({ code });
  });

  it('are refused in a claim that tells them, or has no place for them', async () => {
    const work = await register.work(ada);
    const withheld = (path: string) => [{ path, commitment: '0'.repeat(64) }];
    const acts = [{ kind: 'colour' as const, done: 'Warmer.', when: '2026' }];
    for (const [path, body] of [
      ['/account', { account: 'Told.' }],
      ['/acts/0/when', { acts }],
      ['/acts/4', { acts }],
      ['/generations/1/seed', {}],
    ] as const)
      await expect(
        register.claim(ada, {
          work,
          ...body,
          acts: 'acts' in body ? [...body.acts] : undefined,
          withheld: withheld(path),
        }),
      ).rejects.toMatchObject({ code: 'WITHHELD_AND_TOLD' });
    await register.claim(ada, { work, acts, withheld: withheld('/acts/1') });
  });
});
