import type { ClaimsOnQuery } from './register.generated.js';

export type StandingClaim = NonNullable<ClaimsOnQuery['work']>['claims']['edges'][number]['node'];

/** The claims of a work that stand, the earliest first. */
export const standingOf = (answer: ClaimsOnQuery | null): readonly StandingClaim[] =>
  (answer?.work?.claims.edges ?? []).map(({ node }) => node).filter(({ status }) => status !== 'WITHDRAWN');
