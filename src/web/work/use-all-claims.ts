import { useState } from 'react';
import { useAllPages, type AllPages } from '../ask/use-all-pages.js';
import { claimsOfWork, type ClaimsOfWorkQuery } from './work.generated.js';
import type { ShownWork } from './work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];

interface AllClaims {
  /** The work with all claims on it, as far as they are here; `pageInfo` tells whether they are. */
  readonly work: ShownWork;
  readonly claims: AllPages<Claim>;
  readonly isWanted: boolean;
  readonly want: () => void;
}

const claimsIn = ({ work }: ClaimsOfWorkQuery) => work?.claims ?? null;

/** A work comes with its first claims; the others come when somebody wants them: anybody can make claims without end. */
export function useAllClaims(work: ShownWork): AllClaims {
  const [isWanted, setWanted] = useState(false);
  const claims = useAllPages(claimsOfWork, isWanted ? work.id : null, claimsIn);
  const isAll = isWanted && claims.isKnown;
  return {
    work: isAll
      ? {
          ...work,
          claims: { pageInfo: { hasNextPage: false }, edges: claims.nodes.map((node) => ({ node })) },
        }
      : work,
    claims,
    isWanted,
    want: () => setWanted(true),
  };
}
