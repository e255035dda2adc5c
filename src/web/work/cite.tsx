import { CopyButton } from '../parts/copy-button.js';
import { dateInWords, makersInWords } from '../parts/words.js';
import type { ShownWork } from './work-page.js';

/** How a text names this record. */
export function Cite({ work }: { readonly work: ShownWork }) {
  const { title, makers, dateMade, statement, id } = work;
  const text = [
    makersInWords(makers),
    `${title}${dateMade === null ? '' : `, ${dateInWords(dateMade)}`}`,
    `Raisonné, entry ${statement.index}, recorded ${statement.recordedAt.slice(0, 10)}`,
    id,
    `${location.origin}/works/${id}`,
  ].join('. ');
  return (
    <section id="cite">
      <h2>Cite this record</h2>
      <p className="citation">{text}</p>
      <p className="row no-print">
        <CopyButton text={text} what="the citation" />
      </p>
    </section>
  );
}
