import { Link } from 'wouter';
import { useAllPages } from '../ask/use-all-pages.js';
import { isOneOf } from '../parts/is-one-of.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { scopeInWords, usesInWords } from '../parts/use-words.js';
import { dateInWords, dayInWords, personInWords } from '../parts/words.js';
import {
  rightsPassedOn,
  titlePassedOn,
  type RightsPassedOnQuery,
  type TitlePassedOnQuery,
} from './mine.generated.js';

type PassedWork = NonNullable<TitlePassedOnQuery['person']>['passedOn']['edges'][number]['node'];
type PassedRight = NonNullable<RightsPassedOnQuery['person']>['rightTransfers']['edges'][number]['node'];
type IsOwn = (person: { readonly id: string }) => boolean;

/** A transfer in words, in which one has a part. */
interface Told {
  readonly id: string;
  readonly work: { readonly id: string; readonly title: string };
  /** Where the page of the work tells of it. */
  readonly at: 'title' | 'rights';
  readonly words: string;
  readonly more: string;
  readonly recordedAt: string;
}

const worksIn = ({ person }: TitlePassedOnQuery) => person?.passedOn ?? null;
const rightsIn = ({ person }: RightsPassedOnQuery) => person?.rightTransfers ?? null;

/** Title and rights that one gave and received, the newest first. `keys`: all of the person's. */
export function MyTransfers({
  address,
  keys,
}: {
  readonly address: string;
  readonly keys: readonly string[];
}) {
  const titles = useAllPages(titlePassedOn, `person:${address}`, worksIn);
  const rights = useAllPages(rightsPassedOn, `person:${address}`, rightsIn);
  const isOwn: IsOwn = (person) => isOneOf(person, keys);
  const told = [
    ...titles.nodes.flatMap((work) => titleInWords(work, isOwn)),
    ...rights.nodes.map((right) => rightInWords(right, isOwn)),
  ].toSorted((a, b) => (a.recordedAt > b.recordedAt ? -1 : 1));
  const failed = [titles, rights].find(({ problem }) => problem !== null);
  if (failed?.problem) return <Problem problem={failed.problem} onAgain={failed.askAgain} />;
  if (told.length === 0) return titles.isAsking || rights.isAsking ? <Loading what="your transfers" /> : null;
  return (
    <section id="transfers">
      <h2>Transfers</h2>
      <p className="quiet">Whoever gives signs; who receives need not, so none waits for you.</p>
      <ul>
        {told.map(({ id, work, at, words, more }) => (
          <li key={id}>
            <Link href={`/works/${work.id}#${at}`}>“{work.title}”</Link> {words}{' '}
            <span className="quiet">({more})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const titleInWords = (work: PassedWork, isOwn: IsOwn): Told[] =>
  work.history
    .filter(({ method }) => method !== 'CREATION' && method !== 'NEW_KEY')
    .flatMap(({ id, from, to, date, recordedAt, method }) => {
      const shared = (share: string) => (share === '1' ? '' : ` (${share})`);
      const more = `${method.toLowerCase()}, ${date === null ? dayInWords(recordedAt) : dateInWords(date)}`;
      const received = to.find(({ owner }) => isOwn(owner));
      if (from && isOwn(from)) {
        const others = to.map(({ owner, share }) => `${personInWords(owner.id)}${shared(share)}`);
        return [{ id, work, at: 'title', recordedAt, more, words: `given to ${others.join(', ')}` }];
      }
      if (!received || !from) return [];
      const words = `received from ${personInWords(from.id)}${shared(received.share)}`;
      return [{ id, work, at: 'title', recordedAt, more, words }];
    });

function rightInWords(
  { id, type, actions, transferredAt: recordedAt, from, to, work, ...scope }: PassedRight,
  isOwn: IsOwn,
): Told {
  const verb = type === 'ASSIGNMENT' ? 'assigned' : 'licensed exclusively';
  const side = isOwn(from) ? `to ${personInWords(to.id)}` : `to you by ${personInWords(from.id)}`;
  return {
    id,
    work,
    at: 'rights',
    recordedAt,
    more: scopeInWords(scope),
    words: `rights ${verb} ${side}: ${usesInWords(actions)}`,
  };
}
