import { Ajv2020 } from 'ajv/dist/2020.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { readFile } from 'node:fs/promises';
import { projectPath } from '../../../src/adapters/project-path.js';
import { writeCredential } from '../../../src/evidence/documents/credential.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { aLogKey } from '../a-package.js';
import { aToldRecord } from './a-told-work.js';
import { PROMPT, aWorkRecord } from './a-work-record.js';

const log = aLogKey();
const signer = { publicKey: log.publicKey, sign: (bytes: Uint8Array) => ed25519.sign(bytes, log.privateKey) };
/** Neither has types: what is used of them. */
interface JsonLd {
  expand(document: unknown, options: object): Promise<object[]>;
}
interface Contexts {
  readonly named: ReadonlyMap<string, { readonly context: object }>;
}
const untyped = async <T>(name: string): Promise<T> => (await import(name)) as T;

const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';

/** By readers that are not ours: ajv of the JSON Schemas that we publish, jsonld of the terms. */
describe('what is published', () => {
  let record: WorkRecord;
  beforeAll(async () => {
    record = await aWorkRecord({ openings: [PROMPT] });
  });
  const problemsOf = async (schema: string, value: unknown) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat('uri', (text: string) => URL.canParse(text));
    const validate = ajv.compile(
      JSON.parse(await readFile(projectPath(`schema/${schema}`), 'utf8')) as object,
    );
    return validate(JSON.parse(JSON.stringify(value))) ? [] : validate.errors;
  };

  it('as the schema of the record takes a record, and none with a member more', async () => {
    expect(await problemsOf('authorship-record.json', record)).toEqual([]);
    expect(await problemsOf('authorship-record.json', await aToldRecord())).toEqual([]);
    expect(await problemsOf('authorship-record.json', { ...record, more: 1 })).not.toEqual([]);
  });

  it('as the schema of the credential takes a credential', async () => {
    expect(await problemsOf('authorship-credential.json', writeCredential(record, signer))).toEqual([]);
  });

  it('as the context defines every term of a credential, with nothing fetched', async () => {
    const { default: jsonld } = await untyped<{ default: JsonLd }>('jsonld');
    const { named } = await untyped<Contexts>('@digitalbazaar/credentials-context');
    const documentLoader = async (url: string) => {
      if (url !== CREDENTIALS_V2) throw new Error(`${url} would be fetched`);
      return { document: named.get('v2')?.context, documentUrl: url };
    };
    // Safe: a term that no context defines is an error, and not left out.
    const options = { documentLoader, safe: true };
    const [expanded] = await jsonld.expand(writeCredential(record, signer), options);
    expect(expanded).toHaveProperty(['https://www.w3.org/2018/credentials#credentialSubject']);
    const wrong = { ...writeCredential(record, signer), unheardOf: 1 };
    await expect(jsonld.expand(wrong, options)).rejects.toThrow();
  });
});
