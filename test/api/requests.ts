import { createHash } from 'node:crypto';
import type { Wallet } from 'ethers';
import { draftStatement } from '../../src/register/draft-statement.js';
import { statementKind } from '../../src/register/statement-kinds.js';
import type { Statement } from '../../src/register/statement.js';
import { signatureOf } from '../register/a-register.js';
import { aRandom } from '../fixtures/random.js';
import type { TestHouse } from '../fixtures/house.js';

const random = aRandom('nonces of requests');

export interface Answered {
  readonly status: number;
  /** The code of the refusal, or null. */
  readonly code: string | null;
  readonly json: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { message: string }[];
  };
}

/** Sends a body to /graphql as it is, and reads the answer whatever it is. */
export async function post(
  { url }: Pick<TestHouse, 'url'>,
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Answered> {
  return readAnswer(await fetch(`${url}/graphql`, { method: 'POST', headers, body }));
}

export async function readAnswer(response: Response): Promise<Answered> {
  const json = (await response.json()) as Answered['json'] & {
    code?: string;
    errors?: { extensions?: { code?: string } }[];
  }; // whatever it is: only these members are looked at
  return { status: response.status, code: json.code ?? json.errors?.[0]?.extensions?.code ?? null, json };
}

export const query = (
  house: Pick<TestHouse, 'url'>,
  text: string,
  variables: object = {},
): Promise<Answered> => post(house, JSON.stringify({ query: text, variables }));

/** A statement of a kind, altered before it is signed: by the person, whoever it names as its signer. */
export async function signAltered(
  { ports }: Pick<TestHouse, 'ports'>,
  person: Wallet,
  { kind, body, change = {} }: { kind: string; body: object; change?: Partial<Statement> },
): Promise<{ statement: Statement; signature: string }> {
  const draft = draftStatement(statementKind(kind), {
    origin: ports.log.name,
    signer: person.address,
    body,
    now: new Date(),
    nonce: random.bytes(16),
  });
  const statement = { ...draft, ...change };
  return { statement, signature: await signatureOf(person, statement) };
}

/** Sends a signed statement by the mutation of a kind. */
export function submit(
  house: Pick<TestHouse, 'url'>,
  kind: string,
  input: { statement: object; signature: string; uploads?: readonly string[] },
): Promise<Answered> {
  const mutation = kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  return query(house, `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, { input });
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
