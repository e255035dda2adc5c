import { Link } from 'wouter';
import type { WorkCardFragment } from './parts.generated.js';
import { Picture } from './picture.js';
import { dateInWords, makersInWords } from './words.js';
import './work-cards.css';

export interface WorkCardsGiven<Work extends WorkCardFragment> {
  readonly works: readonly Work[];
  /** What else stands under it. */
  readonly noteOf?: (work: Work) => string | null;
}

/** Works as a wall of pictures, each with its title under it. */
export const WorkCards = <Work extends WorkCardFragment>({ works, noteOf }: WorkCardsGiven<Work>) => (
  <ul className="plain wall">
    {works.map((work) => (
      <li key={work.id}>
        <Link href={`/works/${work.id}`}>
          <Picture
            file={work.files[0]}
            alt={work.altText ?? ''}
            sizes="(min-width: 48rem) 20rem, 100vw"
            tallest="22rem"
          />
          <span className="title">{work.title}</span>
        </Link>
        <span className="quiet">
          {makersInWords(work.makers)}
          {work.dateMade === null ? '' : `, ${dateInWords(work.dateMade)}`}
        </span>
        {noteOf?.(work) && <span className="quiet note">{noteOf(work)}</span>}
      </li>
    ))}
  </ul>
);
