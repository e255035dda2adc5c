import graphql from '@graphql-eslint/eslint-plugin';

/** Types without an identity of their own: parts of others, lists' machinery, and what a mutation answers. */
const VALUES = [
  'Halt',
  'PageInfo',
  'Maker',
  'File',
  'EmbeddingModel',
  'Match',
  'OriginalityReport',
  'PicturePoint',
  'Overlap',
  'VerdictReason',
  'FingerprintBox',
  'TrimmedPdq',
  'Fingerprints',
  'SearchedRegister',
  'SearchProgress',
  'FoundLikeness',
  'FoundDerivations',
  'Claimant',
  'PrivateText',
  'GenerationRecord',
  'Region',
  'HumanAct',
  'Holding',
  'ShareOfTitle',
  'KeyRotation',
  'VerifiedAt',
  'InclusionProof',
  'ConsistencyProof',
  'TreeHead',
  'Anchor',
  'AnchorAttempt',
  'Anchoring',
  'Checkpoint',
  'Cosignature',
  'Witness',
  'Log',
  'StatementToSign',
  'Check',
  'Axis',
  'EvidenceReport',
  'RegisteredWork',
  'LooksLikeEarlierWork',
  'WorkDerivations',
  'RegisteredDerivations',
  'DerivationGraph',
];

/** The rules that @graphql-eslint recommends for schemas, and those of Relay. */
export default [
  {
    files: ['schema/schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Lists are read forward: `first` is required, so `last` and `before` would have no meaning.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // What cannot grow without bound, such as the files of a work, is a plain list.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { exceptions: { types: VALUES, suffixes: ['Connection', 'Edge', 'Result'] } },
      ],
    },
  },
];
