import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  BREAK,
  execute,
  getNamedType,
  isAbstractType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Context } from './context.js';

/** A compiled question costs memory and, once, some 20 µs a field: larger ones are interpreted every time. */
const MOST_COMPILED_FIELDS = 500;

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];
type Asked = Parameters<NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>>[0];
type Answer = Promise<ExecutionResult>;
type Run = (context: unknown, variables: Readonly<Record<string, unknown>> | undefined) => Answer;

const SIGNED_REQUEST = 'SignedRequestInput';

/**
 * Runs a question that is asked for the second time as compiled code (graphql-jit), which costs half as much as
 * interpreting it. Only how a question is run is kept, never an answer. Everything else graphql-js runs: mutations,
 * what is asked once, what ends in errors, and what the compiler does not take. Apollo has no other place for an
 * executor than its gateway.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  // Held by the parsed operation, so that a compiled question goes when Apollo's store forgets its text.
  const runs = new WeakMap<OperationDefinitionNode, Run | 'asked once' | null>();

  function runOf(document: DocumentNode, operation: OperationDefinitionNode): Run | null {
    const known = runs.get(operation);
    if (typeof known === 'function') return known;
    const run = known === 'asked once' ? compiled(schema, document, operation) : null;
    runs.set(operation, known === undefined ? 'asked once' : run);
    return run;
  }

  async function executor({ document, operation, operationName, context, request }: Asked): Answer {
    const interpreted: Run = async (contextValue, variableValues) =>
      execute({ schema, document, operationName, contextValue, variableValues });
    // Apollo's type forgets that a document may lack the operation that is asked for.
    const known = operation as OperationDefinitionNode | undefined;
    if (known?.operation !== OperationTypeNode.QUERY) return interpreted(context, request.variables);
    const run = runOf(document, known);
    if (run === null) return interpreted(context, request.variables);
    const result = await run(context, request.variables);
    // The compiler's errors lack what Apollo looks for, and a question may be asked again: what it read is kept.
    return result.errors ? interpreted(context, request.variables) : result;
  }

  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}

function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Run | null {
  if (fieldsIn(document, operation) > MOST_COMPILED_FIELDS || mustBeInterpreted(schema, document))
    return null;
  const query: CompiledQuery | ExecutionResult = compileQuery(schema, document, operation.name?.value);
  if (!isCompiledQuery(query)) return null;
  return async (context, variables) => query.query(undefined, context, variables);
}

/**
 * Whether a field gives an interface or a union: type-graphql tells their types later, which the compiler does not await. Or whether it
 * takes a signed request: each is taken once, so that a question which ended in errors cannot be asked again.
 */
function mustBeInterpreted(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isFound = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        isFound ||=
          isAbstractType(getNamedType(types.getType())) ||
          (types.getFieldDef()?.args ?? []).some(({ type }) => getNamedType(type).name === SIGNED_REQUEST);
        return isFound ? BREAK : undefined;
      },
    }),
  );
  return isFound;
}

/**
 * How many fields the compiler would write code for. It writes a fragment out wherever it is spread, so a short text
 * can stand for very many; validation has refused fragments that spread themselves.
 */
function fieldsIn(document: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const counted = new Map<SelectionSetNode, number>();
  const count = (set: SelectionSetNode | undefined): number => {
    if (!set) return 0;
    const known = counted.get(set);
    if (known !== undefined) return known;
    let fields = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        fields += count(fragments.get(selection.name.value)?.selectionSet);
      else fields += (selection.kind === Kind.FIELD ? 1 : 0) + count(selection.selectionSet);
    }
    counted.set(set, fields);
    return fields;
  };
  return count(operation.selectionSet);
}
