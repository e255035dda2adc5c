import { Wallet } from 'ethers';
import type { Statement } from '../../src/register/statement.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { changingNothing, RECORD_TABLES } from '../register/tables.js';
import { uploadFile, type LocalFile } from '../../src/cli/local-file.js';
import { post, query, signAltered, submit } from './requests.js';

const ada = aPerson('ada');
const eve = aPerson('eve');
const HOUR_MS = 60 * 60 * 1000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

describeHouses({ name: 'a statement', alone: 'PostgreSQL' }, (open) => {
  let house: TestHouse;
  let file: LocalFile;
  let upload: string;
  let work: string;
  beforeAll(async () => {
    house = await open();
    file = await aFile(await aPicture({ seed: 21, width: 64, height: 48, format: 'png' }));
    upload = await uploadFile(house.client, file);
    const other = await aFile(await aPicture({ seed: 22, width: 64, height: 48, format: 'png' }));
    const registered = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: 'Stands', makers: [], files: [referenceTo(other)] },
      files: [other],
      select: '{ ... on RegisteredWork { work { id } } }',
    });
    work = registered.work.id;
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const unchanged = <T>(act: () => Promise<T>) => changingNothing(house.ports.database, act, RECORD_TABLES);
  const aBody = () => ({ title: 'Sunrise', makers: [], files: [referenceTo(file)] });
  const signAs = (person: Wallet, change: Partial<Statement> = {}) =>
    signAltered(house, person, { kind: 'register-work', body: aBody(), change });
  const send = (signed: { statement: object; signature: string }) =>
    unchanged(() => submit(house, 'register-work', { ...signed, uploads: [upload] }));

  it.each<[string, string, () => Partial<Statement>]>([
    ['25 h old', 'TOO_OLD', () => ({ issuedAt: ago(25 * HOUR_MS), submitBefore: ago(HOUR_MS + 1000) })],
    [
      'dated in the future',
      'DATED_IN_THE_FUTURE',
      () => ({ issuedAt: ago(-HOUR_MS), submitBefore: ago(-2 * HOUR_MS) }),
    ],
    ['valid beyond 24 h', 'BAD_SUBMIT_BEFORE', () => ({ submitBefore: ago(-25 * HOUR_MS) })],
    ['for another log', 'OTHER_LOG', () => ({ origin: 'raisonne.example/other' })],
    ['of a kind that nobody knows', 'UNKNOWN_KIND', () => ({ kind: 'burn-work' })],
    ['of the kind of another mutation', 'UNKNOWN_KIND', () => ({ kind: 'transfer-title' })],
    [
      'with another sentence than its body says',
      'NOT_WHAT_THE_BODY_SAYS',
      () => ({ sentence: 'I give everything to Eve.' }),
    ],
    ['with another role', 'NOT_WHAT_THE_BODY_SAYS', () => ({ role: 'owner' })],
    ['about something else', 'NOT_WHAT_THE_BODY_SAYS', () => ({ subject: work })],
    [
      'with a member of its body that nobody knows',
      'OUT_OF_SCHEMA',
      () => ({ body: { ...aBody(), price: 1 } }),
    ],
    ['with a member that nobody knows', 'OUT_OF_SCHEMA', () => ({ humanShare: 0.8 }) as object],
    ['without a title', 'OUT_OF_SCHEMA', () => ({ body: { ...aBody(), title: undefined } })],
    ['with an empty title', 'OUT_OF_SCHEMA', () => ({ body: { ...aBody(), title: '   ' } })],
    [
      'with a title of 201 characters',
      'OUT_OF_SCHEMA',
      () => ({ body: { ...aBody(), title: 'x'.repeat(201) } }),
    ],
    [
      'with a character that no database holds',
      'OUT_OF_SCHEMA',
      () => ({ body: { ...aBody(), title: 'a\0b' } }),
    ],
    [
      'with a path for a file',
      'OUT_OF_SCHEMA',
      () => ({ body: { ...aBody(), files: [{ ...referenceTo(file), cid: '../lock' }] } }),
    ],
    [
      'of more than 64 KiB',
      'STATEMENT_TOO_LARGE',
      () => ({ body: { ...aBody(), note: 'x'.repeat(65_000) } }),
    ],
  ])('is refused when it is %s, and nothing changes', async (_, code, change) => {
    expect(await send(await signAs(ada, change()))).toMatchObject({ status: 200, code });
  });

  it('is told in words where it does not fit, and in which way', async () => {
    const body = { ...aBody(), title: 'x'.repeat(201), year: 1 };
    const { json } = await send(await signAs(ada, { body }));
    expect(json).toMatchObject({
      errors: [
        {
          message:
            'The body of register-work does not fit its schema: title is too long: it can have 200 characters at most; year is not known here; take it out. Change that and send it again.',
          extensions: {
            details: {
              problems: [
                { place: 'title', problem: 'is too long: it can have 200 characters at most' },
                { place: 'year', problem: 'is not known here; take it out' },
              ],
            },
          },
        },
      ],
    });
  });

  it('is refused when the signer whom it names did not sign it', async () => {
    const { statement, signature } = await signAs(ada);
    const flipped = `${signature.slice(0, 20)}${signature[20] === '0' ? '1' : '0'}${signature.slice(21)}`;
    for (const wrong of [(await signAs(eve)).signature, flipped, 'garbage', '', '0x', signature.slice(0, -4)])
      expect(await send({ statement, signature: wrong })).toMatchObject({ code: 'WRONG_SIGNATURE' });
    const asEve = { ...statement, signer: addressOf(eve) };
    expect(await send({ statement: asEve, signature })).toMatchObject({ code: 'WRONG_SIGNATURE' });
  });

  it('is refused when it comes again, though another work has its picture now', async () => {
    const signed = await signAs(ada);
    expect(await submit(house, 'register-work', { ...signed, uploads: [upload] })).toMatchObject({
      code: null,
    });
    expect(await send(signed)).toMatchObject({ code: 'REPLAYED' });
    const again = await signAs(ada, { nonce: signed.statement.nonce });
    expect(await send(again)).toMatchObject({ code: 'REPLAYED' });
  });

  it('is refused by GraphQL itself when it is no object', async () => {
    for (const statement of ['text', [], 1, null])
      expect(await send({ statement: statement as unknown as object, signature: '0x' })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    expect(await send({ statement: {}, signature: '0x' })).toMatchObject({ code: 'OUT_OF_SCHEMA' });
  });

  it('is refused when its body nests 100,000 deep', async () => {
    const { statement, signature } = await signAs(ada);
    const depth = 100_000;
    const json = JSON.stringify({
      query: 'mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { __typename } }',
      variables: { input: { statement: { ...statement, body: { a: 'here' } }, signature } },
    }).replace('"here"', `${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(await unchanged(() => post(house, json))).toMatchObject({ code: 'OUT_OF_SCHEMA' });
  });

  it.each([
    'claim-authorship',
    'co-sign-claim',
    'transfer-title',
    'withdraw-claim',
    'declare-derivation',
    'withdraw-derivation',
    'permit-derivation',
    'withdraw-permission',
    'state-training-preference',
    'begin-making',
    'record-steps',
  ])('of the kind %s tells refusals by their code', async (kind) => {
    const signed = await signAs(ada);
    expect(await unchanged(() => submit(house, kind, signed))).toMatchObject({ code: 'UNKNOWN_KIND' });
  });

  it('is not drafted of an unknown kind, an unfit body or for no address', async () => {
    const draft = (input: object) =>
      query(house, 'query ($input: TypedDataInput!) { typedData(input: $input) { cid } }', { input });
    const signer = ada.address;
    expect(await draft({ kind: 'burn-work', signer, body: {} })).toMatchObject({ code: 'UNKNOWN_KIND' });
    expect(await draft({ kind: '__proto__', signer, body: {} })).toMatchObject({ code: 'UNKNOWN_KIND' });
    expect(await draft({ kind: 'register-work', signer, body: {} })).toMatchObject({ code: 'OUT_OF_SCHEMA' });
    expect(await draft({ kind: 'register-work', signer: 'ada', body: aBody() })).toMatchObject({
      code: 'OUT_OF_SCHEMA',
    });
  });

  it('that any wallet signed from typedData alone is recorded under the name that it was given', async () => {
    const next = await aFile(await aPicture({ seed: 23, width: 64, height: 48, format: 'png' }));
    const { typedData } = await house.client.ask<{
      typedData: {
        cid: string;
        statement: Statement;
        document: { domain: object; types: Record<string, []>; message: object };
      };
    }>('query ($input: TypedDataInput!) { typedData(input: $input) { cid statement document } }', {
      input: {
        kind: 'register-work',
        signer: eve.address,
        body: { title: 'By wallet', makers: [], files: [referenceTo(next)] },
      },
    });
    const { domain, types, message } = typedData.document;
    const { EIP712Domain: _, ...own } = types;
    const signature = await eve.signTypedData(domain, own, message);
    const uploads = [await uploadFile(house.client, next)];
    await submit(house, 'register-work', { statement: typedData.statement, signature, uploads });
    expect(
      await house.client.ask(
        'query ($id: ID!) { statement(id: $id) { cid kind signer { address } signature } }',
        {
          id: `statement:${typedData.cid}`,
        },
      ),
    ).toEqual({
      statement: {
        cid: typedData.cid,
        kind: 'register-work',
        signer: { address: addressOf(eve) },
        signature,
      },
    });
  });
});
