import { useId, useState, type FormEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { counted } from '../../lib/counted.js';
import { useAnswer } from '../ask/use-answer.js';
import { LICENCES } from '../parts/licences.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { WorkCards } from '../parts/work-cards.js';
import { browseWorks, toolsInUse, type BrowseWorksQueryVariables } from './browse.generated.js';
import './browse-page.css';

const COLOURS = [
  ['#b3261e', 'Red'],
  ['#d9822b', 'Orange'],
  ['#e6c84b', 'Yellow'],
  ['#4c7a3d', 'Green'],
  ['#2f6f8f', 'Blue'],
  ['#6a4c93', 'Violet'],
  ['#7a5a3a', 'Brown'],
  ['#1c1c1c', 'Black'],
  ['#8c8c8c', 'Grey'],
  ['#f2efe8', 'White'],
] as const;
const STATES = [
  ['CLAIMED', 'Claimed'],
  ['CONTESTED', 'Contested'],
  ['UNCLAIMED', 'Claimed by nobody'],
] as const;

/** Registered works, narrowed by what one looks for; the address holds the question, so that it can be kept and sent. */
export function BrowsePage() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const { answer, problem, isAsking, askAgain } = useAnswer(browseWorks, variablesOf(asked));
  const to = (changes: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(asked);
    for (const [name, value] of Object.entries(changes))
      if (value === '') next.delete(name);
      else next.set(name, value);
    go(`/works?${next.toString()}`);
  };
  const told = useFocusAt<HTMLParagraphElement>(asked.toString());
  const works = answer?.works.edges.map(({ node }) => node) ?? [];
  const contested = new Set(
    works.filter(({ claims }) => claims.edges.some(({ node }) => node.isContested)).map(({ id }) => id),
  );
  const { hasNextPage = false, endCursor = null } = answer?.works.pageInfo ?? {};
  return (
    <section className="stack">
      <title>Browse – Raisonné</title>
      <h1>Registered works</h1>
      {/* Made anew when the question is another, so that its fields show what is asked. */}
      <Filters key={asked.toString()} asked={asked} onAsk={(fields) => to({ ...fields, after: '' })} />
      {problem && <Problem problem={problem} onAgain={askAgain} />}
      {isAsking && <Loading what="works" />}
      <p role="status" className="quiet" ref={told} tabIndex={-1}>
        {!isAsking && works.length > 0 && countInWords(works.length, asked.has('after'), hasNextPage)}
      </p>
      {answer && works.length === 0 && (
        <p>
          Nothing that is registered fits. <a href="/works">Show all works</a>
        </p>
      )}
      <WorkCards works={works} noteOf={({ id }) => (contested.has(id) ? 'Who made it is contested' : null)} />
      {(hasNextPage || asked.has('after')) && (
        <nav className="row" aria-label="Pages of works">
          {asked.has('after') && (
            <button type="button" onClick={() => to({ after: '' })}>
              The newest
            </button>
          )}
          {hasNextPage && (
            <button type="button" onClick={() => to({ after: endCursor ?? '' })}>
              Earlier ones
            </button>
          )}
        </nav>
      )}
    </section>
  );
}

function countInWords(shown: number, isLater: boolean, hasNext: boolean): string {
  if (isLater) return `${counted(shown, 'more work')}${hasNext ? '; there are more' : ''}`;
  if (hasNext) return `The newest ${shown} works of more`;
  return counted(shown, 'work');
}

function variablesOf(asked: URLSearchParams): BrowseWorksQueryVariables {
  const text = (name: string) => asked.get(name) || null;
  const year = (name: string) => {
    const value = text(name);
    return value !== null && /^-?\d{1,4}$/.test(value) ? Number(value) : null;
  };
  const state = STATES.find(([name]) => name === text('state'))?.[0] ?? null;
  return {
    after: text('after'),
    search: text('search'),
    tool: text('tool'),
    madeFrom: year('from'),
    madeTo: year('to'),
    licence: text('licence'),
    state,
    colour: text('colour'),
  };
}

/** What narrows the works besides words, so that it is seen when its fields are not. */
function narrowingInWords(asked: URLSearchParams): string {
  const { tool, madeFrom, madeTo, licence, state, colour } = variablesOf(asked);
  return [
    tool,
    madeFrom != null && `from ${madeFrom}`,
    madeTo != null && `to ${madeTo}`,
    licence,
    state && STATES.find(([name]) => name === state)?.[1].toLowerCase(),
    colour && (COLOURS.find(([hex]) => hex === colour)?.[1].toLowerCase() ?? colour),
  ]
    .filter(Boolean)
    .join(', ');
}

const FIELDS = ['search', 'tool', 'from', 'to', 'licence', 'state', 'colour'] as const;

function Filters({
  asked,
  onAsk,
}: {
  readonly asked: URLSearchParams;
  readonly onAsk: (fields: Readonly<Record<string, string>>) => void;
}) {
  const id = useId();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const valueOf = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const fields = Object.fromEntries(FIELDS.map((name) => [name, valueOf(name)]));
    const { from = '', to = '' } = fields;
    // Years that were typed the wrong way round mean the same.
    const isTurned = from !== '' && to !== '' && Number(from) > Number(to);
    onAsk(isTurned ? { ...fields, from: to, to: from } : fields);
  };
  const isNarrowed = FIELDS.some((name) => asked.has(name));
  const narrowed = narrowingInWords(asked);
  const [isOpen, setOpen] = useState(false);
  // All claims are counted for it.
  const { answer } = useAnswer(toolsInUse, isOpen ? {} : null);
  const tools = answer?.toolsInUse ?? [];
  const chosen = asked.get('tool') ?? '';
  return (
    <form role="search" className="filters" onSubmit={onSubmit}>
      <div className="words">
        <label htmlFor={`${id}-search`}>Words of title, maker or description</label>
        <input
          id={`${id}-search`}
          name="search"
          type="search"
          defaultValue={asked.get('search') ?? ''}
          maxLength={200}
        />
      </div>
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {narrowed === '' ? 'Tool, date, colour, licence, state' : `Narrowed by ${narrowed}`}
        </summary>
        <div className="fields">
          <div>
            <label htmlFor={`${id}-tool`}>Made with</label>
            <select id={`${id}-tool`} name="tool" key={tools.length} defaultValue={chosen}>
              <option value="">any tool, or none</option>
              {chosen !== '' && !tools.some(({ tool }) => tool === chosen) && <option>{chosen}</option>}
              {tools.map(({ tool, works }) => (
                <option key={tool} value={tool}>
                  {tool} ({works})
                </option>
              ))}
            </select>
          </div>
          <div>
            <label htmlFor={`${id}-licence`}>Licence</label>
            <select id={`${id}-licence`} name="licence" defaultValue={asked.get('licence') ?? ''}>
              <option value="">any, or none</option>
              {LICENCES.map(([name]) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </div>
          <div>
            <label htmlFor={`${id}-from`}>Made from the year</label>
            <input
              id={`${id}-from`}
              name="from"
              inputMode="numeric"
              pattern="-?[0-9]{1,4}"
              defaultValue={asked.get('from') ?? ''}
            />
          </div>
          <div>
            <label htmlFor={`${id}-to`}>to the year</label>
            <input
              id={`${id}-to`}
              name="to"
              inputMode="numeric"
              pattern="-?[0-9]{1,4}"
              defaultValue={asked.get('to') ?? ''}
            />
          </div>
          <div>
            <label htmlFor={`${id}-state`}>State</label>
            <select id={`${id}-state`} name="state" defaultValue={asked.get('state') ?? ''}>
              <option value="">any</option>
              {STATES.map(([state, name]) => (
                <option key={state} value={state}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <fieldset className="wide colours">
            <legend>Colour</legend>
            <label>
              <input type="radio" name="colour" value="" defaultChecked={!asked.get('colour')} /> any
            </label>
            {COLOURS.map(([hex, name]) => (
              <label key={hex}>
                <input type="radio" name="colour" value={hex} defaultChecked={asked.get('colour') === hex} />
                <span className="swatch" style={{ background: hex }} aria-hidden="true" /> {name}
              </label>
            ))}
          </fieldset>
        </div>
      </details>
      <div className="row">
        <button type="submit" className="main">
          Search
        </button>
        {isNarrowed && (
          <button
            type="button"
            className="link"
            onClick={() => onAsk(Object.fromEntries(FIELDS.map((name) => [name, ''])))}
          >
            Show all
          </button>
        )}
      </div>
    </form>
  );
}
