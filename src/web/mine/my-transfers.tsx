import { Link } from 'wouter';
import { useAnswer } from '../ask/use-answer.js';
import { Problem } from '../parts/problem.js';
import { dayInWords, personInWords } from '../parts/words.js';
import { myTransfers, type MyTransfersQuery } from './mine.generated.js';

type Person = NonNullable<MyTransfersQuery['person']>;

/** Title that one gave and received, the newest first. */
export function MyTransfers({ address }: { readonly address: string }) {
  const { answer, problem, askAgain } = useAnswer(myTransfers, { id: `person:${address}` });
  if (problem) return <Problem problem={problem} onAgain={askAgain} />;
  const transfers = answer?.person ? transfersOf(answer.person) : [];
  if (transfers.length === 0) return null;
  return (
    <section id="transfers">
      <h2>Transfers</h2>
      <p className="quiet">Whoever gives signs; who receives need not, so none waits for you.</p>
      <ul>
        {transfers.map(({ id, work, words, method, on }) => (
          <li key={id}>
            <Link href={`/works/${work.id}#title`}>“{work.title}”</Link> {words}{' '}
            <span className="quiet">
              ({method.toLowerCase()}, {on})
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function transfersOf({ keys, passedOn }: Person) {
  const isOwn = ({ id }: { readonly id: string }) => keys.some((key) => id === `person:${key}`);
  return passedOn.edges
    .flatMap(({ node: work }) =>
      work.history
        .filter(({ method }) => method !== 'CREATION' && method !== 'NEW_KEY')
        .flatMap(({ from, to, date, recordedAt, ...transfer }) => {
          const shared = (share: string) => (share === '1' ? '' : ` (${share})`);
          const on = date ?? dayInWords(recordedAt);
          const received = to.find(({ owner }) => isOwn(owner));
          if (from && isOwn(from)) {
            const others = to.map(({ owner, share }) => `${personInWords(owner.id)}${shared(share)}`);
            return [{ ...transfer, work, on, recordedAt, words: `given to ${others.join(', ')}` }];
          }
          if (!received || !from) return [];
          const words = `received from ${personInWords(from.id)}${shared(received.share)}`;
          return [{ ...transfer, work, on, recordedAt, words }];
        }),
    )
    .toSorted((a, b) => (a.recordedAt > b.recordedAt ? -1 : 1));
}
