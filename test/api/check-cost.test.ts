import { getOperationAST, parse } from 'graphql';
import { costOf } from '../../src/api/check-cost.js';
import { describeHouse, type TestHouse } from '../fixtures/house.js';
import { query } from './requests.js';

const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the text asks for nothing');
  return costOf(document, operation, variables);
};

describe('the cost of a question', () => {
  it.each<[string, number, Record<string, unknown>?]>([
    ['{ works(first: 10) { edges { node { id title } } } }', 1 + 10 * 4],
    ['query ($n: Int!) { works(first: $n) { edges { cursor } } }', 1 + 7 * 2, { n: 7 }],
    ['query ($n: Int = 9) { works(first: $n) { edges { cursor } } }', 1 + 9 * 2],
    ['{ works(first: 2) { ...A ...A } } fragment A on WorkConnection { edges { cursor } }', 1 + 2 * 4],
    ['{ ... on Query { works(first: 3) { pageInfo { hasNextPage } } } }', 1 + 3 * 2],
    ['{ verify(work: "a") { bytes { result } } }', 5000 + 2],
  ])('of %s is %i', (text, wanted, variables = {}) => {
    expect(cost(text, variables)).toBe(wanted);
  });
});

describeHouse('a question that could have too large an answer', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  const nested = (depth: number): string =>
    depth === 0 ? 'id' : `registrant { works(first: 100) { edges { node { ${nested(depth - 1)} } } } }`;

  it.each([
    ['lists within lists', `{ works(first: 100) { edges { node { ${nested(2)} } } } }`],
    [
      'many searches',
      `{ ${Array.from({ length: 30 }, (_, at) => `a${at}: originality(input: { file: "x" }) { tooPlain }`).join(' ')} }`,
    ],
    [
      'the flags of four works',
      `{ ${Array.from({ length: 4 }, (_, at) => `a${at}: work(id: "x") { flagsOfRecord { unread { file } } }`).join(' ')} }`,
    ],
    [
      'many mutations',
      `mutation { ${Array.from({ length: 30 }, (_, at) => `a${at}: declareUpload(input: { sizeBytes: 1, sha256: "0", mediaType: "image/png" }) { upload }`).join(' ')} }`,
    ],
  ])('is refused: %s', async (_, text) => {
    expect(await query(house, text)).toMatchObject({ status: 400, code: 'TOO_COSTLY' });
  });

  it('is told from one that has not', async () => {
    expect(
      await query(
        house,
        '{ works(first: 50) { edges { node { title claims(first: 10) { edges { node { status by { person { id } } } } } owners { share } } } } }',
      ),
    ).toMatchObject({ status: 200, code: null });
  });
});
