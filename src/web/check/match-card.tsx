import { Link } from 'wouter';
import { KnownNames, NamesNote } from '../parts/known-names.js';
import { PersonLink } from '../parts/person-link.js';
import { Picture } from '../parts/picture.js';
import { dateInWords, instantInWords, makersInWords } from '../parts/words.js';
import { Overlay } from '../parts/overlay.js';
import type { Found } from './use-check.js';
import { RELATIONS } from './words.js';

type Match = Found['matches'][number];

const TALLEST = '60vh';

/** A registered work that the picture is like: what it is, how it stands to it, who claims it and whose it is. */
export function MatchCard({ match, isFirst }: { readonly match: Match; readonly isFirst: boolean }) {
  const { work, relation, overlap, isCertain, methods } = match;
  const file = work.files.find(({ cid }) => cid === match.file) ?? work.files[0];
  const claims = work.claims.edges.map(({ node }) => node).filter(({ status }) => status !== 'WITHDRAWN');
  return (
    <KnownNames makers={work.makers}>
      <article className="match">
        <Link href={`/works/${work.id}`} className="seen">
          <Overlay
            picture={file ?? null}
            tallest={TALLEST}
            regions={overlap ? [{ name: work.id, points: overlap.workRegion }] : []}
          >
            <Picture
              file={file}
              alt={work.altText ?? work.title}
              sizes="(min-width: 60rem) 30rem, 100vw"
              tallest={TALLEST}
              isFirst={isFirst}
            />
          </Overlay>
        </Link>
        <h3>
          <Link href={`/works/${work.id}`}>{work.title}</Link>
        </h3>
        <p>
          {makersInWords(work.makers)}
          {work.dateMade === null ? '' : `, ${dateInWords(work.dateMade)}`}
        </p>
        <dl className="facts">
          <dt>How</dt>
          <dd>
            It {RELATIONS[relation]}.{' '}
            {isCertain
              ? `${methods.length} ways of comparing agree.`
              : 'Only one way of comparing found it: not certain.'}
          </dd>
          <dt>Registered</dt>
          <dd>
            <time dateTime={work.registeredAt}>{instantInWords(work.registeredAt)}</time> by{' '}
            <PersonLink id={work.registrant.id} />
          </dd>
          <dt>Claimed by</dt>
          <dd>
            {claims.length === 0
              ? 'nobody'
              : claims.map(({ id, by, isContested }) => (
                  <span key={id}>
                    {by.map(({ person }, at) => (
                      <span key={person.id}>
                        {at > 0 && ', '}
                        <PersonLink id={person.id} />
                      </span>
                    ))}
                    {isContested ? ' (contested) ' : ' '}
                  </span>
                ))}
          </dd>
          <dt>Owned by</dt>
          <dd>
            {work.owners.length === 0
              ? 'nobody of whom the register knows'
              : work.owners.map(({ owner, share }) => (
                  <span key={owner.id}>
                    <PersonLink id={owner.id} />
                    {share === '1' ? ' ' : ` (${share}) `}
                  </span>
                ))}
          </dd>
        </dl>
        <NamesNote />
      </article>
    </KnownNames>
  );
}
