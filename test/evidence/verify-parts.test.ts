import type { PackageParts } from '../../src/evidence/package-format.js';
import type { ChainReader } from '../../src/evidence/verify-anchor.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { witnessKey } from '../../src/lib/cosignature.js';
import { toHex } from '../../src/lib/hex.js';
import { idOf } from '../../src/lib/ids.js';
import { EMPTY_ROOT } from '../../src/lib/merkle.js';
import { sha256 } from '../../src/lib/sha256.js';
import { noteSigner, verifierKey, type NoteKey, type NoteSigner } from '../../src/lib/signed-note.js';
import { commitmentTo } from '../../src/lib/commitment.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { firstHead } from '../../src/making/making-step.js';
import { recordSteps } from '../../src/making/record-steps.js';
import { parseTlogProof } from '../../src/lib/tlog-proof.js';
import { signCheckpoint } from '../../src/register/checkpoint.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { withdrawDerivation } from '../../src/originality/withdraw-derivation.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import { registerWork } from '../../src/works/register-work.js';
import {
  aFile,
  aLogKey,
  aRecord,
  aWitnessKey,
  cosignedBy,
  anAnchor,
  aWallet,
  failedAxes,
  failures,
  partsOf,
  resultsOf,
  type EvidenceRecord,
} from './a-package.js';

let record: EvidenceRecord;
let parts: Map<string, Uint8Array>;

beforeAll(async () => {
  record = await aRecord();
  parts = await partsOf(record);
});

const changed = (name: string, bytes: Uint8Array): PackageParts => new Map([...parts, [name, bytes]]);
const json = <T>(name: string): T => JSON.parse(new TextDecoder().decode(parts.get(name))) as T;
const nameOf = (start: string): string => [...parts.keys()].find((name) => name.startsWith(start)) ?? start;

const honestChain = (): ChainReader => {
  const { receipt } = json<{ receipt: unknown }>('anchor.json');
  return {
    chainId: async () => '31337',
    receipt: async () => receipt,
    blockTime: async () => new Date(Date.UTC(2026, 4, 1, 13)),
  };
};

describe('what a package discloses, and the ledgers in it', () => {
  const [ada, eve] = [aWallet('ada'), aWallet('eve')];
  const makers = [ada.address.toLowerCase()];
  const opening = (content: string) => {
    const opened = { salt: '5'.repeat(64), content };
    return { ...opened, commitment: commitmentTo(opened) };
  };
  const step = (note: { commitment: string } | { text: string }) => ({
    step: 'remark' as const,
    at: '2026-05-01T12:00:00.000Z',
    sha256: 'a'.repeat(64),
    note,
  });
  const aLedger = async (own: EvidenceRecord, wallet = ada) => {
    const begun = await own.log.declare(beginMaking, wallet, { makers: [wallet.address.toLowerCase()] });
    const making = idOf('making', begun.cid);
    const secret = opening('a heron');
    const steps = await own.log.declare(recordSteps, wallet, {
      making,
      after: firstHead(making, makers[0] ?? ''),
      steps: [step({ commitment: secret.commitment })],
    });
    return { begun, making, steps, secret };
  };
  const withOpenings = (own: Map<string, Uint8Array>, openings: unknown): PackageParts => {
    const manifest = JSON.parse(new TextDecoder().decode(own.get('manifest.json'))) as object;
    return new Map([
      ...own,
      ['openings.json', canonicalBytes(openings)],
      ['manifest.json', canonicalBytes({ ...manifest, openings: 'openings.json' })],
    ]);
  };
  const aClaimedLedger = async () => {
    const own = await aRecord();
    const ledger = await aLedger(own);
    const claim = await own.log.declare(claimAuthorship, ada, {
      work: own.work,
      claimants: makers,
      basis: 'author',
      makings: [ledger.making],
    });
    return { own, ledger, added: [ledger.begun, ledger.steps, claim] };
  };

  it('are as they were committed to and recorded', async () => {
    const { own, ledger, added } = await aClaimedLedger();
    const report = await verifyParts(withOpenings(await partsOf(own, { added }), [ledger.secret]));
    expect(failures(report)).toEqual([]);
    expect(report.axes.bytes.checks).toContainEqual(
      expect.objectContaining({
        subject: expect.stringContaining('record-steps') as string,
        detail: expect.stringContaining(
          `/steps/0/note, to which ${makers[0]} committed: "a heron"`,
        ) as string,
      }),
    );
  });

  it.each([
    ['of no statement in it', [opening('of nobody')], 'No statement in the package holds'],
    ['that opens nothing', [{ ...opening('a heron'), content: 'a crane' }], 'does not open its commitment'],
    ['of which there is none', [], 'does not fit its schema'],
  ])('fail with an opening %s', async (_, openings, detail) => {
    const { own, added } = await aClaimedLedger();
    const report = await verifyParts(withOpenings(await partsOf(own, { added }), openings));
    expect(failures(report)).toMatchObject([{ detail: expect.stringContaining(detail) as string }]);
  });

  it('fail with a ledger that no claim names, and with steps of another', async () => {
    const { own, added } = await aClaimedLedger();
    const stranger = await aLedger(own, eve);
    for (const [more, detail] of [
      [[stranger.begun], 'It begins a making that no claim in the package names.'],
      [[stranger.steps], `It is about ${stranger.making}.`],
    ] as const)
      expect(failures(await verifyParts(await partsOf(own, { added: [...added, ...more] })))).toMatchObject([
        { detail },
      ]);
  });
});

describe('an evidence package', () => {
  it('passes every axis that needs no chain, and says that the anchor was not checked', async () => {
    const report = await verifyParts(parts);
    expect(failures(report)).toEqual([]);
    expect(resultsOf(report)).toEqual(['passed', 'passed', 'passed', 'passed', 'not checked']);
    expect(report.axes.anchor.checks.at(-1)?.detail).toContain('Needs an RPC of chain 31337');
    expect(report.axes.checkpoint.checks[1]?.detail).toContain(
      'Compare this key with the one that the log publishes',
    );
  });

  it('passes the anchor when the chain shows the event, and tells the time of the block', async () => {
    const { axes } = await verifyParts(parts, { chain: honestChain(), logKey: verifierKey(aLogKey()) });
    expect(axes.anchor.result).toBe('passed');
    expect(axes.anchor.checks.at(-1)?.detail).toContain('2026-05-01T13:00:00.000Z');
    expect(axes.checkpoint.result).toBe('passed');
  });

  it('passes without its files, and says which were not checked', async () => {
    const { axes } = await verifyParts(await partsOf(record, { withFiles: false }));
    expect(axes.bytes.result).toBe('passed');
    expect(axes.bytes.checks.filter(({ result }) => result === 'not checked')).toHaveLength(3);
  });

  it('passes without an anchor, which is then not checked', async () => {
    expect(resultsOf(await verifyParts(await partsOf(record, { isAnchored: false })))).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'not checked',
    ]);
  });
});

describe('the cosignatures in a package', () => {
  const [one, two, three] = ['one', 'two', 'three'].map(aWitnessKey).map((key) => witnessKey(key));
  const cosigned = async (witnessKeys: readonly (string | undefined)[], of: PackageParts = parts) => {
    const { axes } = await verifyParts(of, { witnessKeys: witnessKeys.map(String) });
    const checks = axes.checkpoint.checks.filter(({ what }) => what === 'Cosigned by a witness');
    return { axis: axes.checkpoint.result, results: checks.map(({ result }) => result), checks };
  };
  const withNote = async (witnesses: readonly NoteSigner[], note: string): Promise<PackageParts> => {
    const own = await partsOf(record, { witnesses });
    return new Map([...own, ['checkpoint.txt', new TextEncoder().encode(note)]]);
  };

  it('are checked by the keys that are given, and otherwise listed as not checked', async () => {
    expect(await cosigned([one, two])).toMatchObject({ axis: 'passed', results: ['passed', 'passed'] });
    expect(await cosigned([one])).toMatchObject({ axis: 'passed', results: ['passed', 'not checked'] });
    const { axis, results, checks } = await cosigned([]);
    expect([axis, results]).toEqual(['passed', ['not checked', 'not checked']]);
    expect(checks[0]?.detail).toContain(`2026-05-01T14:00:00.000Z by ${one}`);
  });

  it('fail the checkpoint when a witness that was asked for is not among them', async () => {
    expect(await cosigned([one, three])).toMatchObject({
      axis: 'failed',
      results: ['passed', 'failed', 'not checked'],
    });
    expect(await cosigned([one], await partsOf(record, { witnesses: [] }))).toMatchObject({ axis: 'failed' });
    expect(await cosigned(['no key'])).toMatchObject({ axis: 'failed' });
  });

  it('fail the checkpoint when one is missing, one too many, over another head, or twice', async () => {
    const head = record.log.close();
    const note = signCheckpoint(head, aLogKey());
    const other = cosignedBy(signCheckpoint({ ...head, root: EMPTY_ROOT }, aLogKey()), [aWitnessKey('one')]);
    const notes = [
      note,
      cosignedBy(note, ['one', 'two'].map(aWitnessKey)),
      `${note}${other.split('\n').at(-2)}\n`,
      cosignedBy(note, ['one', 'one'].map(aWitnessKey)),
      cosignedBy(note, [noteSigner('witness.example/one', aWitnessKey('two').privateKey)]),
    ];
    for (const bad of notes) {
      const report = await verifyParts(await withNote([aWitnessKey('one')], bad));
      expect([bad, resultsOf(report)]).toEqual([
        bad,
        ['passed', 'passed', 'not checked', 'failed', 'not checked'],
      ]);
    }
  });

  it('are in every proof, which other tools read as c2sp.org/tlog-proof', () => {
    const checkpoint = new TextDecoder().decode(parts.get('checkpoint.txt'));
    for (const [name, bytes] of [...parts].filter(([part]) => part.startsWith('proofs/')))
      expect([name, parseTlogProof(new TextDecoder().decode(bytes))?.note]).toEqual([name, checkpoint]);
  });

  it('are what the README names the keys of', () => {
    const readme = new TextDecoder().decode(parts.get('README.txt'));
    expect(readme).toContain(`Witness:  ${one}\nWitness:  ${two}\n`);
  });
});

describe('a proof in a package', () => {
  const name = 'proofs/000005.tlog-proof';
  const altered = (change: (text: string) => string) => {
    const text = change(new TextDecoder().decode(parts.get(name)));
    return changed(name, new TextEncoder().encode(text));
  };
  it.each([
    ['is of another format', /not a proof/, (text: string) => text.replace('@v1', '@v2')],
    ['holds extra data', /extra data/, (text: string) => text.replace('index', 'extra YQ==\nindex')],
    ['is too long', /not a proof/, (text: string) => `${text}${'x'.repeat(80_000)}`],
    ['lacks a hash', /not the length/, (text: string) => text.replace(/(index \d+\n).+\n/, '$1')],
    [
      'leads to another checkpoint',
      /another checkpoint/,
      (text: string) => text.slice(0, text.lastIndexOf('—')),
    ],
    [
      'leads from another entry',
      /to the root/,
      (text: string) => text.replace(/(index \d+\n)(.+\n)(.+\n)/, '$1$3$2'),
    ],
  ])('that %s fails inclusion', async (_, problem, change) => {
    const report = await verifyParts(altered(change));
    expect(failedAxes(report)).toEqual(['inclusion']);
    expect(failures(report)[0]?.detail).toMatch(problem);
  });
});

describe('a package that was put together to deceive', () => {
  it('fails inclusion when two entries change their proofs', async () => {
    const [first, second] = [nameOf('proofs/000005'), nameOf('proofs/000009')];
    const swapped = new Map([
      ...parts,
      [first, parts.get(second) ?? new Uint8Array()],
      [second, parts.get(first) ?? new Uint8Array()],
    ]);
    const report = await verifyParts(swapped);
    expect(failedAxes(report)).toEqual(['inclusion']);
    expect(failures(report).map(({ detail }) => detail)).toEqual([
      'proofs/000005.tlog-proof is the proof of entry 9, not of entry 5.',
      'proofs/000009.tlog-proof is the proof of entry 5, not of entry 9.',
    ]);
  });

  it('fails signatures when another key signed than the statement names', async () => {
    const own = await aRecord();
    const forged = await own.log.declare(
      transferTitle,
      own.people.ada,
      { work: own.work, to: [{ owner: own.people.eve.address.toLowerCase(), share: '1/3' }], method: 'gift' },
      own.people.eve,
    );
    const report = await verifyParts(await partsOf(own, { added: [forged] }));
    expect(failedAxes(report)).toEqual(['signatures']);
    expect(failures(report)[0]?.detail).toContain(`it would be by ${own.people.eve.address.toLowerCase()}`);
  });

  it('fails bytes when a statement about another work is among them', async () => {
    const own = await aRecord();
    const other = await own.log.declare(registerWork, own.people.eve, {
      title: 'Other',
      makers: [],
      files: [own.files[0]?.reference ?? (await aFile('x', 9)).reference],
    });
    const transfer = await own.log.declare(transferTitle, own.people.eve, {
      work: idOf('work', other.cid),
      to: [{ owner: own.people.ada.address.toLowerCase(), share: '1' }],
      method: 'gift',
    });
    const report = await verifyParts(await partsOf(own, { added: [other, transfer] }));
    expect(failedAxes(report)).toEqual(['bytes']);
    expect(failures(report).map(({ detail }) => detail)).toEqual([
      'It registers another work.',
      `It is about ${idOf('work', other.cid)}.`,
    ]);
  });

  it('takes a derivation of the work and a permission to derive from it, with their withdrawals, and none of another work', async () => {
    const own = await aRecord();
    const { ada, eve } = own.people;
    const others = idOf('work', own.statements[1]?.cid ?? '');
    const pairOf = async (work: string, source: string) => {
      const derivation = await own.log.declare(declareDerivation, ada, { work, source, how: 'after' });
      const permission = await own.log.declare(permitDerivation, ada, {
        source: work,
        to: eve.address.toLowerCase(),
        terms: 'All',
      });
      const withdrawals = [
        await own.log.declare(withdrawDerivation, ada, { derivation: idOf('derivation', derivation.cid) }),
        await own.log.declare(withdrawPermission, ada, { permission: idOf('permission', permission.cid) }),
      ];
      return { made: [derivation, permission], withdrawals };
    };
    const about = await pairOf(own.work, others);
    expect(
      failures(await verifyParts(await partsOf(own, { added: [...about.made, ...about.withdrawals] }))),
    ).toEqual([]);
    const elsewhere = await pairOf(others, own.work);
    const report = await verifyParts(await partsOf(own, { added: elsewhere.made }));
    expect(failedAxes(report)).toEqual(['bytes']);
    expect(failures(report)).toHaveLength(2);
    const orphaned = await verifyParts(await partsOf(own, { added: about.withdrawals }));
    expect(failures(orphaned)).toHaveLength(2);
  });

  it('fails bytes when it is about a work whose registration it does not hold', async () => {
    const [, ...others] = record.statements;
    const report = await verifyParts(
      await partsOf({ ...record, statements: others, files: record.files.slice(1) }),
    );
    expect(failedAxes(report)).toEqual(['bytes']);
    expect(failures(report)[0]?.detail).toContain('holds no registration');
  });

  it('fails bytes when the body is about another work than the subject', async () => {
    const own = await aRecord();
    const { ada, eve } = own.people;
    const draft = draftStatement(transferTitle, {
      origin: aLogKey().name,
      signer: ada.address,
      body: {
        work: idOf('work', own.statements[1]?.cid ?? ''),
        to: [{ owner: eve.address.toLowerCase(), share: '1' }],
        method: 'gift',
      },
      now: new Date(0),
      nonce: new Uint8Array(16),
    });
    const added = await own.log.record({ ...draft, subject: own.work }, ada);
    expect(failedAxes(await verifyParts(await partsOf(own, { added: [added] })))).toEqual(['bytes']);
  });

  it('fails the checkpoint when a statement was signed for another log', async () => {
    const own = await aRecord();
    const { ada, eve } = own.people;
    const draft = draftStatement(transferTitle, {
      origin: 'another.example/log',
      signer: ada.address,
      body: { work: own.work, to: [{ owner: eve.address.toLowerCase(), share: '1' }], method: 'gift' },
      now: new Date(0),
      nonce: new Uint8Array(16),
    });
    const added = await own.log.record(draft, ada);
    expect(failedAxes(await verifyParts(await partsOf(own, { added: [added] })))).toEqual(['checkpoint']);
  });

  it('fails the checkpoint when another key signed it, and does not follow proofs to it', async () => {
    const head = record.log.close();
    const report = await verifyParts(
      changed('checkpoint.txt', new TextEncoder().encode(signCheckpoint(head, aLogKey('stranger')))),
    );
    expect(resultsOf(report)).toEqual(['passed', 'passed', 'not checked', 'failed', 'not checked']);
  });

  it('fails the checkpoint when the whole package names another key than the one given', async () => {
    const report = await verifyParts(parts, { logKey: verifierKey(aLogKey('stranger')) });
    expect(failedAxes(report)).toEqual(['checkpoint']);
  });

  it('fails inclusion and anchor when the log signed another head', async () => {
    const note = signCheckpoint({ size: record.log.close().size, root: EMPTY_ROOT }, aLogKey());
    const uncosigned = await partsOf(record, { witnesses: [] });
    uncosigned.set('checkpoint.txt', new TextEncoder().encode(note));
    expect(failedAxes(await verifyParts(uncosigned))).toEqual(['inclusion', 'anchor']);
  });

  it('fails the anchor when its transaction anchors another root, its receipt shows none, or the chain knows none', async () => {
    const { size } = record.log.close();
    const elsewhere = await verifyParts(
      changed('anchor.json', canonicalBytes(await anAnchor({ size, root: EMPTY_ROOT }))),
    );
    const { sha256: _, ...anchor } = json<{ sha256: string; receipt: object }>('anchor.json');
    const without = { ...anchor, receipt: { ...anchor.receipt, logs: [] } };
    const silent = await verifyParts(
      changed('anchor.json', canonicalBytes({ ...without, sha256: toHex(sha256(canonicalBytes(without))) })),
    );
    const unknown = await verifyParts(parts, { chain: { ...honestChain(), receipt: async () => null } });
    const reverted = await verifyParts(parts, {
      chain: { ...honestChain(), receipt: async () => ({ ...anchor.receipt, status: '0x0' }) },
    });
    for (const report of [elsewhere, silent, unknown, reverted])
      expect(failedAxes(report)).toEqual(['anchor']);
  });

  it('fails the anchor when its transaction anchors the root under the id of another log', async () => {
    const head = record.log.close();
    const under = async (owner: NoteKey) => {
      const { axes } = await verifyParts(
        changed('anchor.json', canonicalBytes(await anAnchor(head, owner))),
        {
          chain: honestChain(),
        },
      );
      return axes.anchor;
    };
    const own = await under(aLogKey());
    expect(own.result).toBe('passed');
    const { registry } = json<{ registry: string }>('anchor.json');
    expect(own.checks[0]?.detail).toContain(`in the registry ${registry} under the id`);
    expect(own.checks[0]?.detail).toContain(`of ${aWallet('anchors').address}.`);
    const other = await under(aLogKey('stranger'));
    expect(other.result).toBe('failed');
    expect(other.checks[0]?.detail).toContain('is that of another log');
  });

  it('leaves the anchor unchecked when the RPC is down, of another chain, or talks nonsense', async () => {
    const down = { ...honestChain(), receipt: () => Promise.reject(new Error('connection refused')) };
    const other = { ...honestChain(), chainId: async () => '1' };
    const nonsense = { ...honestChain(), receipt: async () => ({ status: 1 }) };
    for (const chain of [down, other, nonsense])
      expect((await verifyParts(parts, { chain })).axes.anchor.result).toBe('not checked');
  });

  it('fails bytes for a part that is missing and for one that nobody listed', async () => {
    for (const name of parts.keys()) {
      const report = await verifyParts(new Map([...parts].filter(([one]) => one !== name)));
      expect({ name, axes: failedAxes(report) }).toEqual({ name, axes: ['bytes'] });
    }
    expect(failedAxes(await verifyParts(changed('files/note.txt', new Uint8Array(3))))).toEqual(['bytes']);
  });

  it('is not asked to read a file as the one that another statement names', async () => {
    const swap = new Map(parts);
    const [first, second] = [...parts.keys()].filter((name) => name.startsWith('files/'));
    swap.set(first ?? '', parts.get(second ?? '') ?? new Uint8Array());
    expect(failedAxes(await verifyParts(swap))).toEqual(['bytes']);
  });

  it('shows no control characters of a stranger', async () => {
    const own = await aRecord();
    const draft = draftStatement(registerWork, {
      origin: aLogKey().name,
      signer: aWallet('eve').address,
      body: { title: 'x\u001B[2Jy\u202Ez', makers: [], files: [(await aFile('y', 9)).reference] },
      now: new Date(0),
      nonce: new Uint8Array(16),
    });
    const report = await verifyParts(
      await partsOf(own, { added: [await own.log.record(draft, own.people.eve)] }),
    );
    expect(JSON.stringify(report)).not.toMatch(/\\u001b|\u202E/i);
  });
});
