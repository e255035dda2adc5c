import { Link } from 'wouter';
import { Picture } from '../parts/picture.js';
import { KnownNames } from '../parts/known-names.js';
import { PersonLink } from '../parts/person-link.js';
import { dateInWords, dayInWords, makersInWords } from '../parts/words.js';
import type { Claimed, Entry } from './entries.js';
import './catalogue.css';

/** A numbered list with what a catalogue raisonné says of each work, for the screen and for paper. */
export const Catalogue = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <ol className="plain catalogue">
    {entries.map(({ work, claim }, at) => (
      <li key={work.id}>
        <KnownNames makers={work.makers}>
          <Link className="seen" href={`/works/${work.id}`} tabIndex={-1} aria-hidden="true">
            <Picture file={work.files[0]} alt="" sizes="(min-width: 40rem) 14rem, 100vw" tallest="18rem" />
          </Link>
          <div>
            <p className="number">{at + 1}</p>
            <h3>
              <Link href={`/works/${work.id}`}>{work.title}</Link>
            </h3>
            <p>
              {[makersInWords(work.makers), work.dateMade && dateInWords(work.dateMade), work.medium]
                .filter(Boolean)
                .join(', ')}
            </p>
            {work.altText !== null && <p className="quiet">{work.altText}</p>}
            <p className="quiet">
              {CLAIMED[claim.status]}
              {claim.basis === 'WORK_MADE_FOR_HIRE' && ' as a work made for hire'}
              {claim.isContested && <strong>; contested</strong>}
              {'. '}
              Entry {work.statement.index}, {dayInWords(work.registeredAt)}.
            </p>
            {work.owners.length > 0 && (
              <p className="quiet">
                Owned by{' '}
                {work.owners.map(({ share, owner }, place) => (
                  <span key={owner.id}>
                    {place > 0 ? ', ' : ''}
                    <PersonLink id={owner.id} />
                    {share === '1' ? '' : ` (${share})`}
                  </span>
                ))}
              </p>
            )}
            <p className="code quiet on-paper">{work.id}</p>
          </div>
        </KnownNames>
      </li>
    ))}
  </ol>
);

const CLAIMED: Readonly<Record<Claimed['status'], string>> = {
  CLAIMED: 'Claimed',
  AWAITING_CO_SIGNATURES: 'Claimed; waits for co-signatures',
  WITHDRAWN: 'Claim withdrawn',
};
