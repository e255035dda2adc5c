import { Link } from 'wouter';
import { Picture } from '../parts/picture.js';
import type { ShownWork } from './work-page.js';

/** From which works it derives and which derive from it, as persons declare. */
export function Related({ work }: { readonly work: ShownWork }) {
  const { from, to } = work.derivations.registered;
  const lists = [
    {
      name: 'It derives from',
      works: from.edges.map(({ node }) => ({ id: node.id, how: node.how, other: node.source })),
    },
    {
      name: 'What derives from it',
      works: to.edges.map(({ node }) => ({ id: node.id, how: node.how, other: node.work })),
    },
  ].filter(({ works }) => works.length > 0);
  if (lists.length === 0) return null;
  return (
    <section id="related">
      <h2>Derivations</h2>
      {lists.map(({ name, works }) => (
        <div key={name}>
          <h3>{name}</h3>
          <ul className="plain cards">
            {works.map(({ id, how, other }) => (
              <li key={id}>
                <Link href={`/works/${other.id}`}>
                  <Picture file={other.files[0]} alt="" sizes="12rem" />
                  {other.title}
                </Link>
                <p className="quiet">{how.toLowerCase()}</p>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
