import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What is to be stated */
export type TypedDataInput = {
  /** Kind of statement: register-work, claim-authorship, co-sign-claim, transfer-title, withdraw-claim, name-recovery-keys, rotate-key, declare-derivation, withdraw-derivation, permit-derivation, withdraw-permission, state-training-preference, begin-making, record-steps, record-provenance, withdraw-provenance, link-token, grant-licence, withdraw-licence, transfer-right, open-dispute, answer-dispute, state-outcome, withdraw-dispute; or of request: disclose-openings, read-disclosed, erase-openings, withhold-file, show-file-again, counter-notice, read-reports, erase-report, read-notice, erase-notice */
  readonly kind: string;
  /** Address of the key that will sign */
  readonly signer: string;
  /** The body, by the schema of the kind in schema/statements or schema/requests */
  readonly body: Readonly<Record<string, unknown>>;
};

export type StatementToSignQueryVariables = Exact<{
  input: TypedDataInput;
}>;

export type StatementToSignQuery = {
  readonly typedData: {
    readonly statement: Readonly<Record<string, unknown>>;
    readonly document: Readonly<Record<string, unknown>>;
    readonly cid: string;
  };
};

export type LogOriginQueryVariables = Exact<{ [key: string]: never }>;

export type LogOriginQuery = { readonly log: { readonly origin: string } };

export type StatementOfQueryVariables = Exact<{
  id: string;
}>;

export type StatementOfQuery = { readonly statement: { readonly id: string } | null };

export const statementToSign: Question<StatementToSignQuery, StatementToSignQueryVariables> = {
  text: 'query StatementToSign($input:TypedDataInput!){typedData(input:$input){statement document cid}}',
};
export const logOrigin: Question<LogOriginQuery, LogOriginQueryVariables> = {
  text: 'query LogOrigin{log{origin}}',
};
export const statementOf: Question<StatementOfQuery, StatementOfQueryVariables> = {
  text: 'query StatementOf($id:ID!){statement(id:$id){id}}',
};
