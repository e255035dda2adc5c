import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from './context.js';

/** Fields that an answer may have; a list counts as often as its `first` asks for. */
const MOST_FIELDS = 50_000;

/** What costs more than reading rows: as many fields as it takes the time of. */
const DEAR: ReadonlyMap<string, number> = new Map([
  ['verify', 5000],
  // All statements about a work, and each of its files that was not read before: at most three fit one question.
  ['flagsOfRecord', 15_000],
  ['originality', 2500],
  ['inspection', 2500],
  ['typedData', 500],
  ['derivationGraph', 500],
  // Both may read ten thousand steps of each making.
  ['iterations', 2500],
  ['makings', 2000],
  ['making', 500],
  // Both read all events of a work.
  ['ownership', 250],
  ['permission', 250],
  ['contestedBy', 100],
  // It may read ten thousand steps of each making.
  ['authorshipRules', 2500],
  ['provenance', 1000],
  ...[
    'declareUpload',
    'registerWork',
    'claimAuthorship',
    'coSignClaim',
    'transferTitle',
    'withdrawClaim',
    'nameRecoveryKeys',
    'rotateKey',
    'declareDerivation',
    'withdrawDerivation',
    'permitDerivation',
    'withdrawPermission',
    'stateTrainingPreference',
    'beginMaking',
    'recordSteps',
    'recordProvenance',
    'withdrawProvenance',
    'linkToken',
    'grantLicence',
    'withdrawLicence',
    'transferRight',
    'report',
    'withholdFile',
    'showFileAgain',
    'counterNotice',
    'openDispute',
    'answerDispute',
    'stateOutcome',
    'withdrawDispute',
    'discloseOpenings',
    'disclosedOpenings',
    'eraseOpenings',
  ].map((mutation) => [mutation, 2500] as const),
]);

/**
 * Refuses a question whose answer could be larger than MOST_FIELDS before any of it is read: a short text of lists
 * within lists, or of one field under many aliases, can otherwise keep the server busy for minutes.
 */
export const checkCost: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request }) => {
      // Without an operation Apollo answers that there is none.
      if (!operation) return;
      requireCost(document, operation, request.variables ?? {});
    },
  }),
};

/** Refuses TOO_COSTLY. */
export function requireCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const cost = costOf(document, operation, variables);
  if (cost > MOST_FIELDS)
    throw new GraphQLError(
      `The answer could have ${cost} fields; the most is ${MOST_FIELDS}. Ask for fewer at once, or for smaller pages.`,
      { extensions: { code: 'TOO_COSTLY', http: { status: 400 } } },
    );
}

export function costOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.selectionSet] as const]
        : [],
    ),
  );
  const given = { ...defaultsOf(operation), ...variables };
  // A fragment may be spread very often: each selection is counted once, and multiplied.
  const counted = new Map<SelectionSetNode, number>();
  const costOfSet = (set: SelectionSetNode | undefined): number => {
    if (!set) return 0;
    const known = counted.get(set);
    if (known !== undefined) return known;
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD)
        cost +=
          (DEAR.get(selection.name.value) ?? 1) +
          timesOf(selection, given) * costOfSet(selection.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) cost += costOfSet(selection.selectionSet);
      else cost += costOfSet(fragments.get(selection.name.value));
    }
    counted.set(set, cost);
    return cost;
  };
  return costOfSet(operation.selectionSet);
}

/** The whole numbers that the question itself gives for variables that the caller leaves out. */
const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
    ),
  );

/** How often what is within a field can come: `first` of a list, otherwise once. */
function timesOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Math.max(0, Number(value.value));
  if (value?.kind === Kind.VARIABLE) {
    const given = variables[value.name.value];
    return typeof given === 'number' ? Math.max(0, given) : 1;
  }
  return 1;
}
