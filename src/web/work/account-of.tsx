import { fieldInWords } from '../disclose/field-words.js';
import { Overlay } from '../parts/overlay.js';
import { Picture } from '../parts/picture.js';
import { nameInStatements } from '../parts/words.js';
import { PersonLink } from '../parts/person-link.js';
import { ACT_KINDS } from '../register/draft.js';
import { EvidenceLinks } from './evidence-links.js';
import { factsOf } from './generation-facts.js';
import { Ledgers } from './ledgers.js';
import type { ShownWork } from './work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];

const actName = (kind: string): string =>
  ACT_KINDS.find((one) => one.kind === nameInStatements(kind))?.name ?? kind;

type Region = NonNullable<Claim['acts'][number]['region']>;

const cornersOf = ({ x, y, width, height }: Region) => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

/** What a claim tells of the making, as a timeline: what machines made, and what people did. */
export function AccountOf({
  claim,
  makings,
  picture,
  isOne,
}: {
  readonly claim: Claim;
  /** Ledgers that it names. */
  readonly makings: Parameters<typeof Ledgers>[0]['makings'];
  /** On which the parts are drawn that acts were done in. */
  readonly picture: ShownWork['files'][number] | undefined;
  readonly isOne: boolean;
}) {
  const { account, generations, acts, withheld, evidence: shownBy, by } = claim;
  const Step = isOne ? 'h3' : 'h4';
  return (
    <div className="account">
      {!isOne && (
        <h3>
          As{' '}
          {by.map(({ person }, at) => (
            <span key={person.id}>
              {at > 0 && ', '}
              <PersonLink id={person.id} />
            </span>
          ))}{' '}
          tells it
        </h3>
      )}
      {account !== null && <p>{account}</p>}
      <ShownBy files={shownBy} />
      <ol className="plain timeline">
        {generations.map((record, at) => (
          <li key={`g${at}`} className="machine">
            <Step className="step">
              Generated with {[record.tool, record.toolVersion].filter(Boolean).join(' ')}
            </Step>
            <dl className="facts">
              {factsOf(record).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {record.corrections.map(({ field, read }) => (
              <p key={field} className="quiet">
                Of {field} the file says otherwise: {read.text ?? 'kept private'}.
              </p>
            ))}
          </li>
        ))}
        {acts.map(({ kind, done, when, by: told, evidence, region }, at) => {
          // By the schema the first claimant, where it is not told.
          const actor = told ?? by[0]?.person;
          return (
            <li key={`a${at}`}>
              <Step className="step">
                {actName(kind)}
                {when === null ? '' : <span className="quiet"> {when}</span>}
              </Step>
              <p>
                {done}
                {/* One claimant alone did it all. */}
                {actor && by.length > 1 && (
                  <span className="quiet">
                    {' '}
                    By <PersonLink id={actor.id} />.
                  </span>
                )}
              </p>
              {region && (
                <figure>
                  <Overlay
                    picture={picture ?? null}
                    regions={[{ name: 'part', points: cornersOf(region) }]}
                    tallest="12rem"
                  >
                    <Picture file={picture} alt="" sizes="20rem" tallest="12rem" />
                  </Overlay>
                  <figcaption className="quiet">
                    In a part of {region.width} × {region.height} pixels, {region.x} from the left and{' '}
                    {region.y} from the top.
                  </figcaption>
                </figure>
              )}
              <ShownBy files={evidence} />
            </li>
          );
        })}
      </ol>
      <Ledgers makings={makings} />
      <Limits claim={claim} />
      {withheld.length > 0 && (
        <p className="quiet">
          Withheld: {withheld.map(({ path }) => fieldInWords(path)).join('; ')}. A commitment to each is
          recorded, by which it can be shown later.
        </p>
      )}
    </div>
  );
}

const ShownBy = ({ files }: { readonly files: Claim['evidence'] }) =>
  files.length === 0 ? null : (
    <p className="quiet">
      Shown by <EvidenceLinks files={files} />
    </p>
  );

const LIMITS = [
  ['authorCreated', 'Created by the author'],
  ['materialExcluded', 'Excluded from the claim'],
  ['newMaterialIncluded', 'New in it'],
] as const;

/** How far the claim goes, in the terms of an application for registration (US Copyright Office), where claimants state it. */
function Limits({ claim }: { readonly claim: Claim }) {
  const stated = LIMITS.filter(([field]) => claim[field].length > 0);
  if (stated.length === 0) return null;
  return (
    <dl className="facts">
      {stated.map(([field, name]) => (
        <div key={field}>
          <dt>{name}</dt>
          <dd>{claim[field].join('; ')}</dd>
        </div>
      ))}
    </dl>
  );
}
