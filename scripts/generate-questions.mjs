// Questions that the pages ask: beside each src/web/**/NAME.graphql a NAME.generated.ts with its operations as texts and the types of their
// variables and answers, from schema/schema.graphql. --check writes nothing, and ends with 1 where a file is otherwise.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print, stripIgnoredCharacters, validate, visit } from 'graphql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const web = path.join(root, 'src', 'web');
const isCheck = process.argv.includes('--check');

const schemaText = readFileSync(path.join(root, 'schema', 'schema.graphql'), 'utf8');
const schema = buildSchema(schemaText);
const schemaDocument = parse(schemaText);
const files = readdirSync(web, { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .toSorted((a, b) => (a < b ? -1 : 1));
const documents = new Map(files.map((name) => [name, parse(readFileSync(path.join(web, name), 'utf8'))]));
/** Fragments are shared by all files, by their names. */
const fragments = new Map(
  [...documents].flatMap(([name, { definitions }]) =>
    definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, { name, definition }]),
  ),
);

function fragmentsOf(definition, known = new Map()) {
  visit(definition, {
    FragmentSpread({ name: { value } }) {
      const found = fragments.get(value);
      if (!found) throw new Error(`no file has a fragment ${value}`);
      if (known.has(value)) return;
      known.set(value, found.definition);
      fragmentsOf(found.definition, known);
    },
  });
  return known;
}

const asVariable = (name) => name.charAt(0).toLowerCase() + name.slice(1);

async function generated(name, document) {
  const asked = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const whole = new Map();
  for (const definition of document.definitions)
    for (const [key, value] of fragmentsOf(definition)) whole.set(key, value);
  const own = new Set(
    document.definitions.flatMap(({ kind, name: named }) =>
      kind === Kind.FRAGMENT_DEFINITION ? [named.value] : [],
    ),
  );
  const others = [...whole.values()].filter((fragment) => !own.has(fragment.name.value));
  const problems = validate(schema, {
    kind: Kind.DOCUMENT,
    definitions: [...document.definitions, ...others],
  }).filter(
    // A file may hold nothing but fragments that others use.
    ({ message }) => !/is never used/.test(message),
  );
  if (problems.length > 0) throw new Error(`${name}: ${problems.map(({ message }) => message).join('\n')}`);
  const types = await codegen({
    filename: name,
    schema: schemaDocument,
    documents: [{ location: name, document }],
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    config: {
      immutableTypes: true,
      skipTypename: true,
      scalars: {
        ID: 'string',
        DateTimeISO: 'string',
        SafeInt: 'number',
        JSONObject: 'Readonly<Record<string, unknown>>',
      },
      externalFragments: others.map((node) => ({
        name: node.name.value,
        isExternal: true,
        onType: node.typeCondition.name.value,
        node,
        importFrom: null,
      })),
    },
  });
  const texts = asked.map((definition) => {
    const {
      name: { value },
      operation,
    } = definition;
    const text = stripIgnoredCharacters(
      [definition, ...fragmentsOf(definition).values()].map((one) => print(one)).join('\n'),
    );
    const type = `${value}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
    return `export const ${asVariable(value)}: Question<${type}, ${type}Variables> = { text: ${JSON.stringify(text)} };`;
  });
  const importFrom = path.posix.relative(path.posix.dirname(name), 'ask/question.js');
  const head =
    asked.length > 0
      ? `import type { Question } from '${importFrom.startsWith('.') ? importFrom : `./${importFrom}`}';\n`
      : '';
  const options = await prettier.resolveConfig(path.join(web, 'x.ts'));
  return prettier.format(`${head}${types}\n${texts.join('\n')}\n`, { ...options, parser: 'typescript' });
}

for (const [name, document] of documents) {
  const file = path.join(web, name.replace(/\.graphql$/, '.generated.ts'));
  const text = await generated(name.replaceAll(path.sep, '/'), document);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path.relative(root, file)} is not what npm run generate writes`);
    process.exitCode = 1;
  }
}
