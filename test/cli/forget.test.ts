import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '../../src/api/serve.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { answerDispute } from '../../src/claims/disputes/answer-dispute.js';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../src/claims/disputes/state-outcome.js';
import { withdrawDispute } from '../../src/claims/disputes/withdraw-dispute.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { idOf } from '../../src/lib/ids.js';
import { parseVerifierKey, verifierKey } from '../../src/lib/signed-note.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { openLogReader } from '../../src/adapters/witness/open-log-reader.js';
import { auditLog } from '../../src/witness/audit-log.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import type { Ports } from '../../src/ports.js';
import type { StatementKind } from '../../src/register/statement-kind.js';
import { STATEMENT_KINDS } from '../../src/register/statement-kinds.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { withdrawLicence } from '../../src/rights/licences/withdraw-licence.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../src/title/history/withdraw-provenance.js';
import { linkToken } from '../../src/title/tokens/link-token.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { forgottenFile, referenceTo, type StoredFile } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson } from '../fixtures/house.js';
import { recordedOf, recorderInHouse } from '../register/a-register.js';
import {
  aKeptPicture,
  blockFile,
  describeArchives,
  publishAll,
  type Archive,
} from '../register/an-archive.js';
import { findingsIn } from '../register/findings-in.js';
import { ALL_TABLES, dump } from '../register/tables.js';
import { raisonne, type Ran } from './a-server.js';

const ada = aPerson('ada is registered');
const bob = aPerson('bob objects');
/** In every text that is to be forgotten; as JSON may escape it, and as it is. */
const SECRET = /Geheim\d*[äÄ]|Geheim\d*\\u00e4/;
const secret = (() => {
  let count = 0;
  return () => `Geheim${(count += 1)}ä`;
})();
const MIB = 1024 * 1024;
const NOT_OF_THE_REGISTER = new Set(['uploads', 'anchor_senders', 'witness_reports']);
const REGISTER = ALL_TABLES.filter((name) => !NOT_OF_THE_REGISTER.has(name));

describeArchives('raisonne forget', (open, share) => {
  let archive: Archive;
  let before: string;
  let earlier: string;
  let recorded: Recorded;
  let key: string;
  let tooEarly: string;
  beforeAll(async () => {
    archive = await open();
    recorded = await recordSecrets(archive.ports);
    key = verifierKey(archive.ports.log);
    const { record } = recorderInHouse(archive.ports, 'late');
    const body = { work: recorded.work, to: addressOf(bob), standard: 'CC-BY-4.0' };
    const late = recordedOf(await record(ada, grantLicence, body)).cid;
    await archive.ports.close();
    tooEarly = await codeOf(forgetting([idOf('statement', late)]));
    await opened(publishAll);
    earlier = path.join(archive.folder, 'earlier');
    await answer(run(['backup', '-o', earlier]));
    before = path.join(archive.folder, 'before');
    await cp(archive.dataDir, before, { recursive: true });
  });
  afterAll(() => archive.close());

  const run = (
    line: readonly string[],
    { dataDir, config }: Pick<Archive, 'dataDir' | 'config'> = archive,
  ): Promise<Ran> =>
    raisonne([...line, '--json'], { DATA_DIR: dataDir, DATABASE_URL: config.databaseUrl ?? '' });
  const answer = async <Answer>(ran: Promise<Ran>): Promise<Answer> => {
    const { exitCode, out, err } = await ran;
    expect({ exitCode, err, out }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer;
  };
  const codeOf = async (ran: Promise<Ran>): Promise<string> => {
    const { exitCode, out } = await ran;
    expect([exitCode, out]).toEqual([1, expect.any(String)]);
    return (JSON.parse(out) as { error: { code: string } }).error.code;
  };
  const place = (name: string) => path.join(archive.folder, name);
  const forgetting = (ids: readonly string[], output = place(`receipt-${secret()}.txt`)) =>
    run(['forget', ...ids, '--reason', 'Demand of 1 May', '-o', output]);
  const opened = async <T>(work: (ports: Ports) => Promise<T>, from = archive): Promise<T> => {
    const ports = await from.open();
    try {
      return await work(ports);
    } finally {
      await ports.close();
    }
  };

  share.it('refuses what it cannot forget, and then erases nothing', async () => {
    const [one = '', ...rest] = recorded.statements;
    const nowhere = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
    expect(await codeOf(forgetting([`statement:${nowhere}`]))).toBe('STATEMENT_UNKNOWN');
    expect(await codeOf(forgetting([`file:${nowhere}`]))).toBe('FILE_UNKNOWN');
    expect(await codeOf(forgetting([one.replace('statement:', 'file:')]))).toBe('FILE_UNKNOWN');
    expect((await forgetting(['file:nonsense'])).exitCode).toBe(2);
    expect(await codeOf(forgetting([recorded.work]))).toBe('BAD_ID');
    expect(await codeOf(forgetting([one, one]))).toBe('BAD_ID');
    expect(await codeOf(forgetting([one, recorded.list]))).toBe('NOT_FORGETTABLE');
    for (const reason of ['', 'x'.repeat(501), ' x'])
      expect(await codeOf(run(['forget', one, '--reason', reason, '-o', place('r')]))).toBe('BAD_REASON');
    await writeFile(place('mine.txt'), 'mine');
    expect(await codeOf(forgetting([one], place('mine.txt')))).toBe('FILE_EXISTS');
    expect(await readFile(place('mine.txt'), 'utf8')).toBe('mine');
    for (const line of [
      ['forget', one, '--reason', 'x'],
      ['forget', one, '-o', place('r')],
      ['forget', '--reason', 'x', '-o', place('r')],
      ['forget', one, '--reason', 'x', '-o', place('r'), '--server', 'http://localhost:4000'],
    ])
      expect((await run(line)).exitCode).toBe(2);
    const dry = await answer<{ forgotten: { id: string; rows: object }[] }>(
      run(['forget', one, ...rest, '--reason', 'x', '--dry-run']),
    );
    expect(dry.forgotten.map(({ id }) => id)).toEqual(recorded.statements);
    await opened(async (ports) => {
      expect(await findingsIn(ports)).toEqual([]);
      expect(await secretsIn(ports)).toContain('works');
      expect(await dump(ports.database, ['forgettings'])).toEqual({ forgettings: [] });
    });
    expect((await readdir(archive.folder)).filter((name) => name.startsWith('receipt'))).toEqual([]);
  });

  it('refuses a statement that no checkpoint covers yet', () => {
    expect(tooEarly).toBe('NOT_CHECKPOINTED');
  });

  it('leaves no byte of what was said in the data folder, and every proof good', async () => {
    const output = place('receipt.txt');
    const made = await answer<Made>(forgetting([...recorded.statements, ...recorded.files], output));
    expect(made.isJournalClear).toBe(archive.config.databaseUrl === null);
    expect(made.forgotten.map(({ id }) => id)).toEqual([...recorded.statements, ...recorded.files]);
    // Of the large file 2 MiB are another's too: its node, and its last block, are its own.
    expect(made.forgotten.at(-1)).toMatchObject({ blocks: 2, sharedBlocks: 2 });
    expect(await filesWith(archive.dataDir)).toEqual([]);
    await opened(async (ports) => {
      expect(await secretsIn(ports)).toEqual([]);
      expect(await findingsIn(ports)).toEqual([]);
      for (const cid of recorded.kept) expect(await ports.content.has(cid)).toBe(true);
    });
    // Closing writes to the journal, too.
    expect(await filesWith(archive.dataDir)).toEqual([]);
    const codes = [codeOf(forgetting([recorded.statements[0] ?? '']))];
    expect(await Promise.all(codes)).toEqual(['FORGOTTEN_ALREADY']);
  });

  share.it('gives receipts that verify by the key of the log alone, and hold nothing of it', async () => {
    const names = (await readdir(archive.folder)).filter((name) => name.startsWith('receipt.txt'));
    expect(names).toHaveLength(recorded.statements.length + recorded.files.length);
    for (const name of names) {
      expect(await readFile(place(name), 'utf8')).not.toMatch(SECRET);
      expect((await run(['verify', place(name), '--log', key])).exitCode).toBe(0);
    }
    const { out } = await raisonne(['verify', place('receipt.txt'), '--log', key]);
    expect(out).toMatch(
      /^passed: .* signed on .* that the words of statement:.* are erased, 1 block of content and in the database 1 statement, 1 work: Demand of 1 May\. Files that it named stay until they are erased by their own ids: file:b\w+\n$/,
    );
    // Every table that an erasure reaches has a word of its own.
    for (const name of names) {
      const said = (await raisonne(['verify', place(name), '--log', key])).out;
      expect(said).toMatch(/in the database \d+ [a-z]/);
      expect(said).not.toMatch(/another kind|_/);
    }
    await writeFile(
      place('forged.txt'),
      (await readFile(place('receipt.txt'), 'utf8')).replace('May', 'June'),
    );
    expect((await run(['verify', place('forged.txt'), '--log', key])).exitCode).toBe(1);
  });

  share.it('shows what was forgotten as that, and what stays', async () => {
    await served(archive, async (url) => {
      const { data, errors } = await ask(
        url,
        `query ($work: ID!, $one: ID!, $kept: ID!) {
          one: statement(id: $one) { canonical content forgottenAt forgetting { receipt } kind inclusion { index } }
          kept: statement(id: $kept) { content forgottenAt forgetting { receipt } }
          work(id: $work) {
            title description makers { name person { address } } files { url forgetting { receipt } }
            claims(first: 5) { edges { node { account disputes { state account } } } }
          }
        }`,
        { work: recorded.work, one: recorded.statements[0], kept: recorded.list },
      );
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        one: { canonical: null, content: null, forgottenAt: expect.stringMatching(/^2/) as string },
        kept: { content: { kind: 'name-recovery-keys' }, forgottenAt: null, forgetting: null },
        work: {
          title: '[erased]',
          description: null,
          makers: [{ name: '[erased]', person: { address: addressOf(ada) } }],
          claims: { edges: [{ node: { account: null } }, { node: { account: null } }] },
        },
      });
      const [, picture = ''] = (recorded.files[0] ?? '').split(':');
      const file = await fetch(`${url}/files/${picture}`);
      expect([file.status, await file.json()]).toMatchObject([410, { code: 'FILE_FORGOTTEN' }]);
      const words = await fetch(`${url}/statements/${(recorded.statements[0] ?? '').split(':')[1]}`);
      expect([words.status, await words.json()]).toMatchObject([410, { code: 'STATEMENT_FORGOTTEN' }]);
      expect((await fetch(`${url}/works/${recorded.work}/picture`)).status).toBe(410);
      // Whoever follows the log from outside finds it as it was signed.
      const log = parseVerifierKey(key);
      const head = log && openCheckpoint(await (await fetch(`${url}/checkpoint`)).text(), log);
      expect(head && (await auditLog(openLogReader(url), head))).toEqual([]);
      const lines = await (await fetch(`${url}/forgotten.jsonl`)).text();
      expect(lines.split('\n')).toHaveLength(recorded.statements.length + recorded.files.length + 1);
    });
  });

  share.it('says of a history that it was erased, wherever it is asked for', async () => {
    await served(archive, async (url) => {
      for (const line of [['show'], ['provenance', 'show'], ['owners']]) {
        const { out } = await raisonne([...line, recorded.work, '--server', url]);
        expect(out).toMatch(/Entry \d+ \(record-provenance\) by .*, recorded .*, was erased on demand /);
        expect(out).not.toContain('Nobody who speaks for the work');
      }
      const { data } = await ask(
        url,
        'query ($work: ID!) { work(id: $work) { flagsOfRecord { flags { code } } } }',
        { work: recorded.work },
      );
      expect(JSON.stringify(data)).toContain('HISTORY_ERASED');
    });
  });

  share.it('does not take the bytes of a forgotten file again', async () => {
    const input = {
      sizeBytes: recorded.picture.length,
      sha256: createHash('sha256').update(recorded.picture).digest('hex'),
      mediaType: 'image/png',
    };
    await served(archive, async (url) => {
      const query = 'mutation ($input: DeclareUploadInput!) { declareUpload(input: $input) { url } }';
      const { errors } = await ask(url, query, { input });
      expect(errors?.[0]?.extensions.code).toBe('FILE_FORGOTTEN');
    });
  });

  share.it(
    'lets the evidence of the work leave, with receipts in the place of what was forgotten',
    async () => {
      const file = place('evidence.zip');
      await served(archive, async (url) => {
        await answer(run(['export', recorded.work, '-o', file, '--server', url]));
        expect((await readFile(file)).toString('latin1')).not.toMatch(/Geheim/);
      });
      const parts = readPackage(new Uint8Array(await readFile(file)));
      const record = 'problem' in parts ? undefined : parts.get('data/documents/record.json');
      const { files, rightTransfers } = JSON.parse(new TextDecoder().decode(record)) as {
        files: { isErased: boolean }[];
        rightTransfers: object[];
      };
      expect(files.map(({ isErased }) => isErased)).toContain(true);
      // Whose the right is stays in the record, too.
      expect(rightTransfers).toMatchObject([
        { terms: { to: addressOf(bob), actions: ['print'] }, recordationFields: { registrationNumbers: [] } },
      ]);
      const { axes } = await answer<Verified>(run(['verify', file, '--log', key]));
      const of = (axis: keyof Verified['axes'], result: string) =>
        axes[axis].checks.filter((check) => check.result === result);
      for (const axis of ['bytes', 'signatures', 'inclusion', 'checkpoint'] as const)
        expect(of(axis, 'failed')).toEqual([]);
      expect([axes.bytes.result, axes.inclusion.result, axes.checkpoint.result]).toEqual(
        Array.from({ length: 3 }, () => 'passed'),
      );
      const erased = of('signatures', 'not checked');
      expect(erased.length).toBeGreaterThan(5);
      expect(erased.every(({ detail }) => detail.startsWith('Erased: '))).toBe(true);
      expect(of('bytes', 'not checked').map(({ detail }) => detail.slice(0, 8))).toContain('Erased: ');
    },
  );

  it('goes out of a backup that was made before, and stays out of what comes back from it', async () => {
    const old = place('old');
    await cp(earlier, old, { recursive: true });
    expect(await filesWith(old)).not.toEqual([]);
    await answer(run(['backup', '-o', earlier]));
    const fresh = place('fresh');
    await answer(run(['backup', '-o', fresh]));
    expect([await filesWith(earlier), await filesWith(fresh)]).toEqual([[], []]);
    for (const backup of share([earlier, fresh])) {
      const other = await archive.another();
      await answer(run(['restore', backup], other));
      await opened(async (ports) => {
        expect(await findingsIn(ports)).toEqual([]);
        expect(await dump(ports.database, REGISTER)).toEqual(
          await opened(({ database }) => dump(database, REGISTER)),
        );
      }, other);
      expect(await filesWith(other.dataDir)).toEqual([]);
    }
  });

  it('is known to a rebuild, also where the database is lost, and a mirror does not bring it back', async () => {
    const rows = await opened(({ database }) => dump(database, REGISTER));
    await answer(run(['rebuild']));
    expect(await opened(({ database }) => dump(database, REGISTER))).toEqual(rows);
    // The mirror is the register as it was before.
    const mirror = await archive.another();
    await cp(before, mirror.dataDir, { recursive: true });
    if (mirror.config.databaseUrl !== null) await answer(run(['rebuild'], mirror));
    await served(mirror, (url) => answer(run(['rebuild', '--mirror', url])));
    expect(await filesWith(archive.dataDir)).toEqual([]);
    await archive.open();
    await archive.dropDatabase();
    await answer(run(['rebuild']));
    await opened(async (ports) => {
      expect(await findingsIn(ports)).toEqual([]);
      expect(await secretsIn(ports)).toEqual([]);
    });
  });

  // Each on one of the databases, where there are two.
  for (const [name, tried] of share<[string, () => Promise<void>]>([
    [
      'takes over from a mirror what that has forgotten and this one lost',
      async () => {
        const other = await archive.another();
        await cp(before, other.dataDir, { recursive: true });
        if (other.config.databaseUrl !== null) await answer(run(['rebuild'], other));
        const [id = ''] = recorded.statements;
        await rm(blockFile(other.dataDir, id.split(':')[1] ?? ''));
        await served(archive, (url) => answer(run(['rebuild', '--mirror', url], other)));
        await opened(async ({ database, content }) => {
          const rows = await database.tables.query<{ id: string }[]>('SELECT id FROM forgettings');
          // And of nothing else: what is here still is not taken away by somebody else's forgetting.
          expect([rows, await content.has((recorded.statements[1] ?? '').split(':')[1] ?? '')]).toEqual([
            [{ id }],
            true,
          ]);
        }, other);
      },
    ],
    [
      'is told apart from what is missing and nobody forgot, and from what came back',
      async () => {
        const [id = '', another = ''] = recorded.statements;
        const kept = recorded.list.split(':')[1] ?? '';
        await opened(async (ports) => {
          const file = blockFile(archive.dataDir, kept);
          const bytes = await readFile(file);
          await rm(file);
          expect(await findingsIn(ports)).toEqual([`STATEMENT_MISSING ${kept}`]);
          await writeFile(file, bytes);
          const cid = id.split(':')[1] ?? '';
          await cp(blockFile(before, cid), blockFile(archive.dataDir, cid));
          await ports.database.tables.query(`UPDATE forgettings SET forgotten_at = now() WHERE id = $1`, [
            another,
          ]);
          expect((await findingsIn(ports)).toSorted()).toEqual([
            `FORGETTING_MISSING forgettings ${another}`,
            `FORGETTING_WRONG forgettings ${another}`,
            `FORGOTTEN_STAYS ${id}`,
          ]);
        });
        await answer(run(['rebuild']));
        const receipt = place('once-more.txt');
        expect(await answer(forgetting([id], receipt))).toMatchObject({ removed: 1, forgotten: [{ id }] });
        expect(await readFile(receipt, 'utf8')).toBe(await readFile(place('receipt.txt'), 'utf8'));
        await opened(async (ports) => expect(await findingsIn(ports)).toEqual([]));
        expect(await filesWith(archive.dataDir)).toEqual([]);
      },
    ],
  ]))
    it(name, tried);
});

interface Made {
  readonly forgotten: readonly { readonly id: string }[];
  readonly isJournalClear: boolean;
}

interface Verified {
  readonly axes: Record<
    'bytes' | 'signatures' | 'inclusion' | 'checkpoint',
    {
      readonly result: string;
      readonly checks: readonly { readonly result: string; readonly detail: string }[];
    }
  >;
}

/** Files of a folder that hold a secret. */
async function filesWith(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (bytes.includes('Geheim')) found.push(path.relative(folder, file));
  }
  return found;
}

/** Tables with a row that holds a secret. */
async function secretsIn({ database }: Ports): Promise<string[]> {
  const all = await dump(database, ALL_TABLES);
  return Object.entries(all).flatMap(([name, rows]) =>
    rows.some((row) => row.includes('Geheim')) ? [name] : [],
  );
}

async function ask(url: string, query: string, variables: object) {
  const asked = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await asked.json()) as {
    readonly data: unknown;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
}

/** Works with a server on an archive. */
async function served<T>(archive: Archive, work: (url: string) => Promise<T>): Promise<T> {
  const ports = await archive.open();
  const serving = await serve(ports, { ...archive.config, onError: (error) => console.error(error) });
  try {
    return await work(serving.url);
  } finally {
    await serving.close();
    await ports.close();
  }
}

interface Recorded {
  readonly work: string;
  /** Ids of statements to be forgotten, in order. */
  readonly statements: readonly string[];
  /** Ids of files to be forgotten; the last shares blocks with one that is kept. */
  readonly files: readonly string[];
  /** A statement that is not forgotten: a list of recovery keys. */
  readonly list: string;
  /** CIDs that stay. */
  readonly kept: readonly string[];
  readonly picture: Buffer;
}

/** One of every kind that can be forgotten, with words, and some of others. */
async function recordSecrets(ports: Ports): Promise<Recorded> {
  const { record } = recorderInHouse(ports, 'secrets');
  const statements: string[] = [];
  const say = async <Body, No>(
    person: typeof ada,
    kind: StatementKind<Body, No>,
    body: Body,
    files: readonly StoredFile[] = [],
  ): Promise<string> => {
    const { cid } = recordedOf(await record(person, kind, body, files));
    if (kind.forgetting && 'remains' in kind.forgetting) statements.push(idOf('statement', cid));
    return cid;
  };
  const keep = async (bytes: Buffer, mediaType: string): Promise<StoredFile> => {
    await ports.content.put([bytes]);
    return forgottenFile({ ...(await aFile(bytes)), mediaType });
  };
  const picture = await aKeptPicture(ports, 901);
  const source = await aKeptPicture(ports, 902);
  const shared = Buffer.alloc(2 * MIB, 'kept ');
  const large = await keep(Buffer.concat([shared, Buffer.from(secret())]), 'text/plain');
  const other = await keep(Buffer.concat([shared, Buffer.from('kept')]), 'text/plain');
  const letter = await keep(Buffer.from(`Dear ${secret()}`), 'text/plain');
  const work = idOf(
    'work',
    await say(
      ada,
      registerWork,
      {
        title: secret(),
        makers: [{ name: secret(), person: addressOf(ada) }],
        medium: secret(),
        description: secret(),
        altText: secret(),
        files: [referenceTo(picture)],
      },
      [picture],
    ),
  );
  const making = idOf('making', await say(ada, beginMaking, { name: secret(), makers: [addressOf(ada)] }));
  const claim = idOf(
    'claim',
    await say(
      ada,
      claimAuthorship,
      {
        work,
        claimants: [addressOf(ada)],
        basis: 'author',
        account: secret(),
        acts: [{ kind: 'concept', by: addressOf(ada), done: secret() }],
        generations: [{ tool: 'ComfyUI', seed: '7', prompt: { text: secret() } }],
        makings: [making],
        evidence: [large, other].map(referenceTo),
        firstOwners: [{ owner: addressOf(ada), share: '1' }],
      },
      [large, other],
    ),
  );
  const event = await say(ada, recordProvenance, {
    work,
    events: [{ type: 'passage', method: 'sale', to: [{ name: secret() }], begin: '1950' }],
  });
  const later = await say(
    ada,
    recordProvenance,
    {
      work,
      events: [
        {
          type: 'passage',
          method: 'gift',
          to: [{ name: secret() }],
          begin: '1960',
          sources: [{ citation: secret(), file: referenceTo(letter) }],
        },
      ],
      supersedes: [`event:${event}00`],
    },
    [letter],
  );
  await say(ada, withdrawProvenance, { work, events: [`event:${later}00`], reason: secret() });
  await say(ada, linkToken, {
    work,
    chainId: '1',
    contract: `0x${'ab'.repeat(20)}`,
    tokenId: '1',
    owner: `0x${'cd'.repeat(20)}`,
    blockNumber: 1,
    blockHash: `0x${'12'.repeat(32)}`,
    blockTime: '2026-01-01T00:00:00.000Z',
  });
  await publishAll(ports);
  const dispute = { claim, ground: 'authorship' as const, account: secret() };
  const id = idOf('dispute', await say(bob, openDispute, dispute));
  await say(ada, answerDispute, { claim, dispute: id, account: secret() });
  await say(ada, stateOutcome, {
    claim,
    dispute: id,
    outcome: 'rejected',
    decidedBy: secret(),
    decidedOn: '2026-01-01',
    account: secret(),
  });
  await say(bob, withdrawDispute, { claim, dispute: id, reason: secret() });
  await say(bob, openDispute, { ...dispute, account: secret() });
  const licence = idOf('licence', await say(ada, grantLicence, { work, named: { name: secret() } }));
  await say(ada, grantLicence, {
    work,
    to: addressOf(bob),
    rules: [
      {
        effect: 'permit',
        actions: ['display'],
        duties: [{ action: 'attribute', text: secret() }],
        text: secret(),
      },
    ],
  });
  await say(ada, withdrawLicence, { licence, reason: secret() });
  await say(ada, stateTrainingPreference, {
    work,
    ai_training: 'constrained',
    ai_generative_training: 'not-allowed',
    ai_inference: 'allowed',
    data_mining: 'allowed',
    constraints: secret(),
  });
  const original = idOf(
    'work',
    recordedOf(
      await record(ada, registerWork, { title: 'Kept', makers: [], files: [referenceTo(source)] }, [source]),
    ).cid,
  );
  await say(ada, declareDerivation, { work, source: original, how: 'version', note: secret() });
  const permission = await say(ada, permitDerivation, { source: work, to: addressOf(bob), terms: secret() });
  await say(ada, withdrawPermission, { permission: idOf('permission', permission), reason: secret() });
  const competing = await say(bob, claimAuthorship, {
    work,
    claimants: [addressOf(bob)],
    basis: 'author',
    account: secret(),
    competesWith: claim,
  });
  await say(bob, withdrawClaim, { claim: idOf('claim', competing), reason: secret() });
  await say(
    ada,
    transferRight,
    {
      work,
      type: 'assignment',
      to: addressOf(bob),
      actions: ['print'],
      where: ['DE'],
      writing: referenceTo(other),
      executedOn: '2026-01-01',
      documentTitle: secret(),
      transferor: secret(),
      transferee: secret(),
      registrationNumbers: [secret()],
      recordation: { office: secret(), number: secret(), recordedOn: '2026-01-01' },
      note: secret(),
    },
    [other],
  );
  await say(ada, transferTitle, {
    work,
    to: [{ owner: addressOf(bob), share: '1' }],
    method: 'gift',
    note: secret(),
  });
  const list = await say(bob, nameRecoveryKeys, { key: addressOf(bob), recoveryKeys: [addressOf(ada)] });
  await publishAll(ports);
  const chunks: Uint8Array[] = [];
  for await (const chunk of ports.content.read(picture.cid)) chunks.push(chunk);
  return {
    work,
    statements,
    files: [picture, letter, large].map(({ cid }) => idOf('file', cid)),
    list: idOf('statement', list),
    kept: [source.cid, other.cid, list],
    picture: Buffer.concat(chunks),
  };
}

it('every kind says how it is forgotten, or why it is not', () => {
  const silent = STATEMENT_KINDS.filter(({ forgetting }) => forgetting === undefined);
  expect(silent.map(({ kind }) => kind)).toEqual([]);
});
