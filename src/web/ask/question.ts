/** A question to the API, with the types of its variables and its answer: made of a .graphql file by `npm run generate`. */
export interface Question<Answer, Variables> {
  readonly text: string;
  /** Never there; it carries the types. */
  readonly types?: (variables: Variables) => Answer;
}
