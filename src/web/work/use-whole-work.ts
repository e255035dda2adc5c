import { useState } from 'react';
import { useAllPages, type AllPages } from '../ask/use-all-pages.js';
import type { Question } from '../ask/question.js';
import {
  claimsOfWork,
  permissionsOfWork,
  sourcesOfWork,
  type ClaimsOfWorkQuery,
  type PermissionsOfWorkQuery,
  type SourcesOfWorkQuery,
} from './work.generated.js';
import type { ShownWork } from './work-page.js';

/** A list of which a work comes with the first alone. */
export interface LongList {
  /** Whether there is more than is here. */
  readonly isCut: boolean;
  /** Whether all of it was asked for. */
  readonly isWanted: boolean;
  readonly want: () => void;
  readonly asked: Pick<AllPages<unknown>, 'problem' | 'askAgain'>;
  /** Whether the page shows it, and says there why more of it is not here. */
  readonly isShown: boolean;
}

interface WholeWork {
  /** With all of each list, as far as that is here. */
  readonly work: ShownWork;
  readonly claims: LongList;
  readonly permissions: LongList;
  /** Works from which it is declared to derive. */
  readonly sources: LongList;
}

/** A work comes with the first of its lists; the others come when somebody wants them: anybody can make claims without end. */
export function useWholeWork(work: ShownWork): WholeWork {
  const claims = useLongList(work.id, work.claims, claimsOfWork, claimsIn);
  const permissions = useLongList(work.id, work.derivationPermissions, permissionsOfWork, permissionsIn);
  const sources = useLongList(work.id, work.derivations.registered.from, sourcesOfWork, sourcesIn);
  return {
    work: {
      ...work,
      claims: claims.list,
      derivationPermissions: permissions.list,
      derivations: { registered: { from: sources.list } },
    },
    claims: { ...claims, isShown: true },
    permissions: { ...permissions, isShown: true },
    sources: { ...sources, isShown: false },
  };
}

const claimsIn = ({ work }: ClaimsOfWorkQuery) => work?.claims ?? null;
const permissionsIn = ({ work }: PermissionsOfWorkQuery) => work?.derivationPermissions ?? null;
const sourcesIn = ({ work }: SourcesOfWorkQuery) => work?.derivations.registered.from ?? null;

interface List<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

function useLongList<Node, Answer>(
  id: string,
  first: List<Node>,
  question: Question<Answer, { readonly id: string; readonly after?: string | null }>,
  pageOf: Parameters<typeof useAllPages<Answer, Node>>[2],
): Omit<LongList, 'isShown'> & { readonly list: List<Node> } {
  const [isWanted, setWanted] = useState(false);
  const asked = useAllPages(question, isWanted ? id : null, pageOf);
  const list =
    isWanted && asked.isKnown
      ? { pageInfo: { hasNextPage: false }, edges: asked.nodes.map((node) => ({ node })) }
      : first;
  return { list, isCut: list.pageInfo.hasNextPage, isWanted, want: () => setWanted(true), asked };
}
