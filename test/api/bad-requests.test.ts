import { registerWork } from '../../src/works/register-work.js';
import { referenceTo } from '../../src/works/file.js';
import { aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { changingNothing, RECORD_TABLES } from '../register/tables.js';
import { post, query, readAnswer } from './requests.js';

const ada = aPerson('ada');
const COUNT_OF_WORKS = 3;

interface WorksPage {
  readonly works: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

describeHouse('a request', (open) => {
  let house: TestHouse;
  let works: string[];
  beforeAll(async () => {
    house = await open();
    works = [];
    for (let seed = 0; seed < COUNT_OF_WORKS; seed += 1) {
      const file = await aFile(await aPicture({ seed: 30 + seed, width: 64, height: 48, format: 'png' }));
      const { work } = await state<{ work: { id: string } }>(house.client, ada, {
        kind: registerWork,
        body: { title: `Work ${seed}`, makers: [], files: [referenceTo(file)] },
        files: [file],
        select: '{ ... on RegisteredWork { work { id } } }',
      });
      works.unshift(work.id);
    }
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const page = async (args: string) =>
    (
      await house.client.ask<WorksPage>(
        `{ works(${args}) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
      )
    ).works;
  const codeOf = async (text: string, variables: object = {}) => (await query(house, text, variables)).code;
  const unchanged = <T>(act: () => Promise<T>) => changingNothing(house.ports.database, act, RECORD_TABLES);

  it('reads a list page by page, the newest first', async () => {
    const first = await page('first: 2');
    expect(first.edges.map(({ node }) => node.id)).toEqual(works.slice(0, 2));
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges[1]?.cursor });
    const rest = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(rest.edges.map(({ node }) => node.id)).toEqual(works.slice(2));
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(await page(`first: 100, after: "${rest.pageInfo.endCursor}"`)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('is refused with a cursor from elsewhere, garbled or altered', async () => {
    const { pageInfo } = await page('first: 1');
    const cursor = pageInfo.endCursor ?? '';
    const registrant = `person:${ada.address.toLowerCase()}`;
    const own = (await page(`first: 1, registrant: "${registrant}"`)).pageInfo.endCursor ?? '';
    const encoded = (text: string) => Buffer.from(text).toString('base64url');
    const foreign = [
      '',
      'garbage',
      `${cursor}A`,
      `${cursor}=`,
      own,
      encoded('works  -1'),
      encoded('works  01'),
      encoded('works  9'.repeat(9)),
      encoded(`claims ${works[0]} 1`),
      '\0',
      'é',
    ];
    for (const after of foreign)
      expect([
        after,
        await codeOf('query ($after: String) { works(first: 1, after: $after) { edges { cursor } } }', {
          after,
        }),
      ]).toEqual([after, 'BAD_CURSOR']);
    expect(
      await codeOf(
        `{ works(first: 1, registrant: "${registrant}", after: "${cursor}") { edges { cursor } } }`,
      ),
    ).toBe('BAD_CURSOR');
    expect(
      await codeOf(
        `{ work(id: "${works[0]}") { claims(first: 1, after: "${cursor}") { edges { cursor } } } }`,
      ),
    ).toBe('BAD_CURSOR');
  });

  it.each([
    ['first: 0', 'BAD_PAGE_SIZE'],
    ['first: -1', 'BAD_PAGE_SIZE'],
    ['first: 101', 'BAD_PAGE_SIZE'],
    ['first: 2147483648', 'GRAPHQL_VALIDATION_FAILED'],
    ['first: 1.5', 'GRAPHQL_VALIDATION_FAILED'],
    ['registrant: "x"', 'GRAPHQL_VALIDATION_FAILED'],
  ])('is refused for a page of (%s)', async (args, code) => {
    expect(await codeOf(`{ works(${args}) { edges { cursor } } }`)).toBe(code);
  });

  const nested = (depth: number) =>
    `{ node(id: "x") ${'{ ... on Claim { competesWith '.repeat(depth)}{ id }${' } }'.repeat(depth)} }`;
  const chained = (length: number) =>
    `{ node(id: "x") { ...F0 } } ${Array.from({ length }, (_, at) => `fragment F${at} on Claim { competesWith { ${at + 1 < length ? `...F${at + 1}` : 'id'} } }`).join(' ')}`;

  it.each([
    ['nested 2,000 deep', nested(2000)],
    ['nested 21 deep', nested(21)],
    [
      '6,000 deep',
      nested(2000).replaceAll('competesWith', 'competesWith { competesWith').replaceAll('} }', '} } }'),
    ],
    ['1,500 fragments deep', chained(1500)],
    ['2,000 fragments deep', chained(2000)],
    ['with a value 2,000 lists deep', `{ node(id: ${'['.repeat(2000)}${']'.repeat(2000)}) { id } }`],
    ['21 fragments deep', chained(21)],
    [
      'of fragments in a circle',
      `{ node(id: "x") { ...A } } fragment A on Claim { competesWith { ...B } } fragment B on Claim { competesWith { ...A } }`,
    ],
    [
      'asking for the schema 2,000 deep',
      `{ __schema { types { fields { type ${'{ ofType '.repeat(2000)}{ name }${' }'.repeat(2000)} } } } }`,
    ],
    [
      'asking for the schema in ever wider circles',
      `{ __schema { types ${'{ fields { type '.repeat(8)}{ name }${' } }'.repeat(8)} } }`,
    ],
    ['of 20,001 tokens', `{ ${'a '.repeat(20_001)} }`],
    ['of no fields', '{ }'],
    ['that is empty', ''],
    ['for a field that is not there', '{ users { password } }'],
  ])('is refused for a query %s', async (_, text) => {
    const { status, code } = await query(house, text);
    expect(status).toBe(400);
    expect(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_REQUEST']).toContain(code);
  });

  it('may nest 10 deep and ask for the whole schema', async () => {
    expect(await codeOf(nested(5))).toBeNull();
    const deep = '{ kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
    expect(
      await codeOf(`{ __schema { types { name fields { name args { type ${deep} } type ${deep} } } } }`),
    ).toBeNull();
  });

  it('answers null, or nothing, for ids that are none', async () => {
    const none = [
      '',
      'work:',
      'work:x',
      'person:0x0',
      '\0',
      'work:\0',
      'x'.repeat(100_000),
      "' OR 1=1 --",
      '\ud800',
      'claim:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e',
    ];
    for (const id of none) {
      const { json } = await query(
        house,
        'query ($id: ID!) { node(id: $id) { id } work(id: $id) { id } claim(id: $id) { id } statement(id: $id) { id } person(id: $id) { id } ownership(work: $id) { isDestroyed } works(first: 1, registrant: $id) { edges { cursor } } }',
        { id },
      );
      expect([id.slice(0, 40), json]).toEqual([
        id.slice(0, 40),
        {
          data: {
            node: null,
            work: null,
            claim: null,
            statement: null,
            person: null,
            ownership: null,
            works: { edges: id === '' ? [expect.anything()] : [] },
          },
        },
      ]);
    }
  });

  it('is refused when its file is unknown, or when it names none or two', async () => {
    const ask = (input: object) =>
      codeOf('query ($input: OriginalityInput!) { originality(input: $input) { coverage } }', { input });
    expect(await ask({})).toBe('OUT_OF_SCHEMA');
    expect(await ask({ file: 'a', upload: 'b' })).toBe('OUT_OF_SCHEMA');
    for (const file of ['bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e', '\0', '../lock'])
      expect(await ask({ file })).toBe('FILE_MISSING');
    expect(await ask({ upload: '\0' })).toBe('UPLOAD_UNKNOWN');
  });

  it.each([
    ['no checkpoint has that size', '{ checkpoint(size: 9007199254740991) { root } }', { checkpoint: null }],
    ['no checkpoint has less than nothing', '{ checkpoint(size: -1) { root } }', { checkpoint: null }],
  ])('is answered: %s', async (_, text, answer) => {
    expect((await query(house, text)).json.data).toEqual(answer);
  });

  it('is refused as JSON that is none, that is too much, or that is not said to be JSON', async () => {
    expect(await post(house, '{"query": ')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await post(house, '[]')).toMatchObject({ status: 400 });
    expect(await post(house, '"text"')).toMatchObject({ status: 400 });
    expect(
      await post(house, JSON.stringify({ query: '{ log { origin } }', pad: 'x'.repeat(2_000_000) })),
    ).toMatchObject({ status: 413, code: 'BAD_REQUEST' });
    expect(
      await post(house, '{"query":"{ log { origin } }"}', { 'content-type': 'text/plain' }),
    ).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await post(house, 'x', { 'content-type': 'application/json; charset=utf-99' })).toMatchObject({
      status: 415,
    });
  });

  it('cannot be made by a page of another site', async () => {
    const input = { sizeBytes: 1, sha256: 'ab'.repeat(32), mediaType: 'image/png' };
    const mutation = encodeURIComponent(
      'mutation ($input: DeclareUploadInput!) { declareUpload(input: $input) { url } }',
    );
    const url = `${house.url}/graphql?query=${mutation}&variables=${encodeURIComponent(JSON.stringify({ input }))}`;
    const uploads = () => house.ports.database.tables.query('SELECT id FROM uploads ORDER BY id');
    const before: unknown = await uploads();
    expect(await readAnswer(await fetch(url))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    const preflighted = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(preflighted.status).toBe(405);
    const form = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    });
    expect(form.status).toBe(400);
    expect(await uploads()).toEqual(before);
  });

  it('changes nothing by being refused', async () => {
    await unchanged(async () => {
      for (const text of [nested(2000), '{ works(first: 0) { edges { cursor } } }', 'mutation { nothing }'])
        await query(house, text);
    });
  });

  it('for the explorer is answered by a page, and for an address of none by 404', async () => {
    const explorer = await fetch(`${house.url}/explorer`);
    expect([explorer.status, explorer.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await fetch(`${house.url}/nowhere`)).toMatchObject({ status: 404 });
  });
});
