import type { Asked } from '../ask/use-answer.js';
import { usePersonWords } from '../parts/known-names.js';
import { PersonLink } from '../parts/person-link.js';
import { Problem } from '../parts/problem.js';
import { codeInWords, dateInWords, dayInWords, withShortNames } from '../parts/words.js';
import { EvidenceLinks } from './evidence-links.js';
import type { EvidenceFileFragment, WorkHistoryQuery } from './work.generated.js';
import type { ShownWork } from './work-page.js';

type History = NonNullable<WorkHistoryQuery['work']>;
type Event = History['provenance']['events'][number];

/** Whose it is and was: by transfers that owners signed, by what persons state, and what a person should look at in it. */
export function Title({
  work,
  history: { answer, problem, isAsking, askAgain },
}: {
  readonly work: ShownWork;
  readonly history: Asked<WorkHistoryQuery>;
}) {
  return (
    <section id="title">
      <h2>Whose it is</h2>
      {work.owners.length === 0 ? (
        <p className="quiet">No title is recorded.</p>
      ) : (
        <ul className="plain">
          {work.owners.map(({ owner, share, since, heldFrom }) => (
            <li key={owner.id}>
              <PersonLink id={owner.id} />
              {share === '1' ? '' : ` (${share})`}{' '}
              <span className="quiet">
                {since === null ? '' : `since ${dateInWords(since)}, as it was stated; `}recorded{' '}
                {dayInWords(heldFrom)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {work.history.length > 0 && (
        <>
          <h3>Registered title</h3>
          <ol className="plain timeline">
            {work.history.map(({ id, method, date, from, to, recordedAt, note }) => (
              <li key={id}>
                <h4>
                  {methodInWords(method)}{' '}
                  <span className="quiet">
                    {date === null ? '' : `${dateInWords(date)}, as it was stated; `}recorded{' '}
                    {dayInWords(recordedAt)}
                  </span>
                </h4>
                <p>
                  {from && (
                    <>
                      From <PersonLink id={from.id} />{' '}
                    </>
                  )}
                  {from ? 'to ' : 'To '}
                  {to.map(({ owner, share }, at) => (
                    <span key={owner.id}>
                      {at > 0 && ', '}
                      <PersonLink id={owner.id} />
                      {share !== '1' && ` (${share})`}
                    </span>
                  ))}
                  {note === null ? '' : `. ${note}`}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      {problem && <Problem problem={problem} onAgain={askAgain} />}
      {isAsking && <div className="skeleton" aria-hidden="true" style={{ height: '4rem' }} />}
      {answer?.work && <Stated history={answer.work} />}
    </section>
  );
}

const flagsOf = ({ provenance, flagsOfRecord }: History) => [...provenance.flags, ...flagsOfRecord.flags];

/** What nobody who relies on the work should overlook, such as a theft that is stated, with the way to all of it. `isContested`: the page tells of that already. */
export function Grave({
  history,
  isContested,
}: {
  readonly history: History;
  readonly isContested: boolean;
}) {
  const [first, ...others] = flagsOf(history).filter(
    ({ severity, code }) => severity === 'HIGH' && !(isContested && code === 'CONFLICTING_CLAIMS'),
  );
  if (!first) return null;
  return (
    <p className="notice problem">
      There is something grave to look at ({codeInWords(first.code)}): {withShortNames(first.message)}{' '}
      {others.length > 0 && `And ${others.length} more. `}
      See <a href="#title">its history</a>.
    </p>
  );
}

function Stated({ history }: { readonly history: History }) {
  const { events, text } = history.provenance;
  const flags = flagsOf(history);
  return (
    <>
      {events.length > 0 && (
        <>
          <h3>History, as it is stated</h3>
          <p className="quiet">Events as persons tell them; they move no title that is registered.</p>
          <ol className="plain timeline">
            {events.map((event) => (
              <li key={event.id} data-uncertain={event.uncertain.length > 0}>
                <EventOf event={event} />
              </li>
            ))}
          </ol>
          {text !== '' && (
            <details>
              <summary>As a label has it</summary>
              <p>{text}</p>
            </details>
          )}
        </>
      )}
      {flags.length > 0 && (
        <>
          <h3>What to look at</h3>
          <p className="quiet">Questions for a person. None is a finding, and a gap implies nothing.</p>
          <ul className="plain flags">
            {flags.map(({ code, severity, message, clears }, at) => (
              <li key={`${code} ${at}`} data-severity={severity.toLowerCase()}>
                <p>
                  {withShortNames(message)} <span className="quiet">({codeInWords(code)})</span>
                </p>
                <p className="quiet">What would clear it: {withShortNames(clears)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What each type of event may tell, by schema/statements/record-provenance.json, to which the register held it. */
interface ToldOfEvent {
  readonly place?: string;
  readonly note?: string;
  readonly sources?: readonly { readonly citation?: string; readonly file?: EvidenceFileFragment }[];
}

/** As schema/statements/record-provenance.json has it. */
const searchInWords = ({ searched, found }: Readonly<Record<string, unknown>>): string =>
  typeof searched === 'string' && typeof found === 'string' ? `${searched}: found ${found}. ` : '';

function EventOf({ event }: { readonly event: Event }) {
  const inWords = usePersonWords();
  const nameOf = ({ name, person }: (typeof event.from)[number]): string =>
    name ?? (person ? inWords(person.id) : 'somebody');
  const { type, method, begin, end, from, to, uncertain, movesTitle, object, statedBy, content } = event;
  const { place, note, sources = [] } = content as ToldOfEvent;
  const names = to.map(
    ({ party, share }) => `${nameOf(party)}${share === null || share === '1' ? '' : ` (${share})`}`,
  );
  const what =
    type === 'PASSAGE'
      ? `${codeInWords(method ?? 'came')}${names.length > 0 ? ` to ${names.join(', ')}` : ''}${from.length > 0 ? `, from ${from.map(nameOf).join(', ')}` : ''}`
      : TYPES[type];
  return (
    <>
      <h4>
        {what}{' '}
        <span className="quiet">
          {[begin, end].flatMap((date) => (date ? [dateInWords(date)] : [])).join(' – ') || 'undated'}
        </span>
      </h4>
      {note !== undefined && <p>{note}</p>}
      <p className="quiet">
        {object === null ? '' : `Of ${object}. `}
        {place === undefined ? '' : `In ${place}. `}
        {type === 'PASSAGE' && !movesTitle ? 'Custody alone; title stayed. ' : ''}
        {type === 'SEARCH' ? searchInWords(content) : ''}
        {uncertain.length > 0 ? `Uncertain: ${uncertain.join(', ')}. ` : ''}
        Stated by <PersonLink id={statedBy.id} />.
      </p>
      {sources.length > 0 && (
        <ul className="quiet">
          {sources.map(({ citation, file }, at) => (
            <li key={at}>
              {citation} {file && <EvidenceLinks files={[file]} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const TYPES = { OFFER: 'offered', SEARCH: 'searched', EXAMINATION: 'examined', PASSAGE: 'came' } as const;

/** As a heading of what happened: "Sale". */
function methodInWords(method: string): string {
  const words = codeInWords(method);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
