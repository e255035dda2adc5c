import { useId } from 'react';
import { Link } from 'wouter';
import { DERIVATION_WAYS, WAYS_IN_WORDS } from '../../originality/derivation-ways.js';
import { AskProblem } from '../ask/ask.js';
import { MatchCard } from '../check/match-card.js';
import type { Check, Found } from '../check/use-check.js';
import type { Draft } from './draft.js';

interface Given {
  readonly check: Check | null;
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
}

type Match = Found['matches'][number];

/** The closest match with each work that certainly shares the picture, or a part of it, and of which nobody has said yet that this is another. */
export function unansweredOf(found: Found, { differsFrom }: Draft): readonly Match[] {
  const certain = found.matches.filter(({ isCertain, work }) => isCertain && !differsFrom.includes(work.id));
  return certain.filter(({ work }, at) => certain.findIndex((one) => one.work.id === work.id) === at);
}

/** Why nothing was recorded of a picture that is like registered ones, and what to do. */
export function saysLike(
  matches: readonly { readonly relation: Match['relation']; readonly work: { readonly title: string } }[],
): string {
  const same = matches.find(({ relation }) => relation === 'EXACT_BYTES');
  if (same)
    return `This very file is registered, as “${same.work.title}”: nothing was recorded. Claim it above, if it is yours.`;
  const titles = matches.map(({ work }) => `“${work.title}”`).join(', ');
  return `It looks like ${titles}. Say above whether yours is another work. Nothing was recorded.`;
}

/** Registered works that it looks like. One that is another work is named as such; the same file is never another work. */
export function LooksField({ check, draft, onChange }: Given) {
  const found = check?.found;
  if (!found)
    return <p role="status">{check?.doing ?? 'The picture is being compared with registered ones …'}</p>;
  if (found instanceof AskProblem)
    return (
      <p className="quiet">
        It could not be compared now ({found.message}); the register compares it again when you record it.
      </p>
    );
  if (found.matches.length === 0) return <p>Nothing that is registered looks like it.</p>;
  return (
    <>
      <p>
        These were registered before. If yours is another work, say so for each: else nothing is recorded. If
        it is the same work, it stays the earlier one: open it, and claim it or contest its claim there.
      </p>
      <ol className="plain matches">
        {found.matches.map((match, at) => (
          <li key={`${match.work.id} ${match.file}`}>
            <MatchCard match={match} isFirst={at === 0} />
            {match.relation === 'EXACT_BYTES' ? (
              <p className="notice">
                This very file is registered: it cannot be another work.{' '}
                <Link href={`/works/${match.work.id}`}>Open the registered work</Link>, or{' '}
                <Link href={`/works/new?claim=${encodeURIComponent(match.work.id)}`}>claim it</Link>.
              </p>
            ) : (
              <OtherWork work={match.work} draft={draft} onChange={onChange} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

const UNSAID = 'unsaid' as const;

interface OtherGiven extends Pick<Given, 'draft' | 'onChange'> {
  readonly work: Match['work'];
}

/** That one's own is another work, and whether it derives from that one. */
function OtherWork({ work: { id, title }, draft, onChange }: OtherGiven) {
  const field = useId();
  const { differsFrom, derives } = draft;
  const { [id]: way, ...derivesElse } = derives;
  const isOther = differsFrom.includes(id);
  return (
    <>
      <label className="choice">
        <input
          type="checkbox"
          checked={isOther}
          onChange={({ target }) =>
            onChange(
              target.checked
                ? { differsFrom: [...differsFrom, id] }
                : { differsFrom: differsFrom.filter((one) => one !== id), derives: derivesElse },
            )
          }
        />{' '}
        Mine is another work than “{title}”
      </label>
      {isOther && (
        <>
          <label htmlFor={field}>
            Does it derive from it? <span className="quiet">(signed by you, and public)</span>
          </label>
          <select
            id={field}
            value={way ?? ''}
            required
            onChange={({ target }) => {
              const chosen = ([...DERIVATION_WAYS, UNSAID] as const).find((one) => one === target.value);
              onChange({ derives: chosen ? { ...derivesElse, [id]: chosen } : derivesElse });
            }}
          >
            <option value="">Choose …</option>
            {DERIVATION_WAYS.map((one) => (
              <option key={one} value={one}>
                It {WAYS_IN_WORDS[one]} “{title}”
              </option>
            ))}
            <option value={UNSAID}>I say nothing of that</option>
          </select>
        </>
      )}
    </>
  );
}
