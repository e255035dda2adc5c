import { describeHouse, type TestHouse } from '../fixtures/house.js';
import { query } from './requests.js';

const WORKS =
  'query ($first: Int!, $with: Boolean!) { works(first: $first) { pageInfo { hasNextPage } edges @include(if: $with) { node { id } } } }';

const QUESTIONS: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['scalars and lists', '{ log { origin } works(first: 3) { edges { node { id title } } } }', {}],
  ['variables and @include', WORKS, { first: 2, with: true }],
  ['variables and @include that leaves out', WORKS, { first: 2, with: false }],
  [
    'an interface',
    '{ node(id: "person:0x00000000000000000000000000000000000000aa") { __typename id ... on Person { address } } }',
    {},
  ],
  ['a refusal with its path', '{ works(first: 101) { edges { node { id } } } }', {}],
  ['a variable of another type', WORKS, { first: 'two', with: true }],
  ['a variable that is missing', WORKS, { with: true }],
  ['aliases', '{ a: work(id: "work:bnone") { id } b: log { verifierKey } }', {}],
];

describeHouse('a question that is asked again, and then runs as compiled code,', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  it.each(QUESTIONS)('has the same answer each time: %s', async (_name, text, variables) => {
    const answers = [];
    for (let round = 0; round < 4; round += 1) answers.push(await query(house, text, variables));
    expect(answers.slice(1)).toEqual([answers[0], answers[0], answers[0]]);
  });
});
