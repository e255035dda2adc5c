import { printSchema } from 'graphql';
import * as z from 'zod';
import { buildApiSchema } from '../src/api/build-schema.js';
import { CREDENTIAL_SCHEMA_ID, credentialSchema } from '../src/evidence/documents/credential.js';
import { RECORD_CONTEXT } from '../src/evidence/documents/record-context.js';
import {
  counterNoticeFieldsSchema,
  dmcaNoticeFieldsSchema,
} from '../src/evidence/documents/requested/dmca-notice.js';
import { disputeDossierFieldsSchema } from '../src/evidence/documents/requested/dispute-dossier.js';
import { uscoFieldsSchema } from '../src/evidence/documents/requested/usco-worksheet.js';
import { workRecordSchema } from '../src/evidence/documents/work-record.js';
import { manifestSchema } from '../src/evidence/package-format.js';
import { KEY_ACCEPTANCE_TYPES } from '../src/people/key-acceptance.js';
import { entrySchema } from '../src/register/entry.js';
import { originalityStatementSchema } from '../src/originality/originality-statement.js';
import { erasureReceiptSchema } from '../src/disclosure/erasure-receipt.js';
import { forgettingReceiptSchema } from '../src/register/forgetting/forgetting-receipt.js';
import { REQUEST_KINDS } from '../src/register/request-kinds.js';
import { factsSchema } from '../src/rights/rules/facts.js';
import { RULE_PACKS } from '../src/rights/rules/rule-packs.js';
import { rulePackSchema } from '../src/rights/rules/rule.js';
import { STATEMENT_KINDS } from '../src/register/statement-kinds.js';
import { statementSchema } from '../src/register/statement.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES } from '../src/register/typed-data.js';

/** The published formats, by their paths: what `npm run generate` writes, beside what compile-contracts.mjs does. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  files.set('schema/schema.graphql', `${printSchema(await buildApiSchema())}\n`);
  files.set(
    'schema/eip712.json',
    pretty({ domain: TYPED_DATA_DOMAIN, primaryType: 'Statement', types: TYPED_DATA_TYPES }),
  );
  files.set(
    'schema/eip712-key-acceptance.json',
    pretty({ domain: TYPED_DATA_DOMAIN, primaryType: 'KeyAcceptance', types: KEY_ACCEPTANCE_TYPES }),
  );
  files.set(
    'schema/statement.json',
    jsonSchema(
      statementSchema,
      'A statement: what is signed',
      'The SHA-256 of its RFC 8785 canonical JSON is its digest and its CID. The body is as the schema of its kind says.',
    ),
  );
  files.set(
    'schema/log-entry.json',
    jsonSchema(
      entrySchema,
      'An entry of the log',
      'Its RFC 8785 canonical JSON is the leaf that RFC 6962 hashes.',
    ),
  );
  files.set(
    'schema/evidence-manifest.json',
    jsonSchema(
      manifestSchema,
      'manifest.json of an evidence package',
      'What the package holds, and under which names.',
    ),
  );
  files.set(
    'schema/authorship-record.json',
    jsonSchema(
      workRecordSchema,
      'record.json: a record of authorship claim',
      'What all statements about a work add up to, as far as they are in one evidence package; it follows from them alone, so that whoever has the package can derive it again. RFC 8785 canonical JSON.',
    ),
  );
  files.set(
    'schema/authorship-credential.json',
    pretty({
      $id: CREDENTIAL_SCHEMA_ID,
      title: 'credential.json: a record of authorship claim as a Verifiable Credential',
      description:
        "W3C Verifiable Credentials Data Model 2.0, with a Data Integrity proof of the cryptosuite eddsa-jcs-2022 by the log's Ed25519 key. The log vouches that it recorded what is in it, and for nothing that was declared.",
      ...z.toJSONSchema(credentialSchema, { target: 'draft-2020-12', io: 'input' }),
    }),
  );
  for (const [name, title, schema] of [
    ['usco-worksheet', 'What a worksheet of the U.S. Copyright Office is filled in with', uscoFieldsSchema],
    ['dmca-notice', 'What a notice under 17 USC 512(c)(3) is filled in with', dmcaNoticeFieldsSchema],
    [
      'dmca-counter-notice',
      'What a counter notification under 17 USC 512(g)(3) is filled in with',
      counterNoticeFieldsSchema,
    ],
    ['dispute-dossier', 'What a dossier of disputes is filled in with', disputeDossierFieldsSchema],
  ] as const)
    files.set(
      `schema/document-fields/${name}.json`,
      jsonSchema(
        schema,
        title,
        'What the record of a work does not know; every field that is required must be there.',
      ),
    );
  files.set('schema/contexts/authorship-record.json', pretty({ '@context': RECORD_CONTEXT }));
  files.set(
    'schema/originality-statement.json',
    jsonSchema(
      originalityStatementSchema,
      'A statement of what a search found',
      "The third line of the signed note that OriginalityReport.statement gives: RFC 8785 canonical JSON, after a line that names the format and one that names the log's origin.",
    ),
  );
  files.set(
    'schema/erasure-receipt.json',
    jsonSchema(
      erasureReceiptSchema,
      'A receipt of an erasure',
      "The third line of the signed note that eraseOpenings gives: RFC 8785 canonical JSON, after a line that names the format and one that names the log's origin.",
    ),
  );
  files.set(
    'schema/forgetting-receipt.json',
    jsonSchema(
      forgettingReceiptSchema,
      'A receipt of something that the operator had erased',
      "The third line of the signed note that raisonne forget writes: RFC 8785 canonical JSON, after a line that names the format and one that names the log's origin.",
    ),
  );
  files.set(
    'schema/rule-pack.json',
    jsonSchema(
      rulePackSchema,
      'A pack of rules of authorship',
      'The rules of one jurisdiction, as data. They list authority for and against and decide nothing. The SHA-256 of its RFC 8785 canonical JSON is the digest that an evaluation names.',
    ),
  );
  files.set(
    'schema/authorship-facts.json',
    jsonSchema(
      factsSchema,
      'Facts that the rules of authorship ask for',
      'What `raisonne rights` takes: who is named, what people did, what machines did, what shows it. What is not known is null or left out.',
    ),
  );
  for (const pack of RULE_PACKS)
    files.set(`schema/rule-packs/${pack.jurisdiction.toLowerCase()}.json`, pretty(pack));
  for (const { kind, description, body } of REQUEST_KINDS)
    files.set(
      `schema/requests/${kind}.json`,
      jsonSchema(body, `Body of a request of the kind ${kind}`, description),
    );
  for (const { kind, description, body } of STATEMENT_KINDS)
    files.set(
      `schema/statements/${kind}.json`,
      jsonSchema(body, `Body of a statement of the kind ${kind}`, description),
    );
  return files;
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const jsonSchema = (schema: z.ZodType, title: string, description: string): string =>
  pretty({ title, description, ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) });
