import { useState } from 'react';
import { Link } from 'wouter';
import { downloadName } from '../../lib/download-name.js';
import type { NamedOpening } from '../../disclosure/read-openings.js';
import { AskProblem } from '../ask/ask.js';
import { DisclosureField } from '../disclose/disclosure-field.js';
import { fetchPackage } from '../files/fetch-package.js';
import { Problem } from '../parts/problem.js';
import { saveFile } from '../parts/save-file.js';
import type { ShownWork } from './work-page.js';

const DOCUMENTS = [
  { name: 'dueDiligence', label: 'Due-diligence report with flags', value: {} },
  { name: 'fre902', label: 'Draft of a certification (FRE 902(13), (14)), unsigned', value: true },
  { name: 'disputeDossier', label: 'Dossier of disputes', value: {} },
  { name: 'resaleRightOfSales', label: 'Resale-right statement of its sales', value: {} },
] as const;

/** The record as a package that leaves the house and verifies without it, with what whoever asks for it chooses. */
export function Export({
  work,
  mayHaveLedger,
}: {
  readonly work: ShownWork;
  readonly mayHaveLedger: boolean;
}) {
  const [withFiles, setWithFiles] = useState(true);
  const [withMakings, setWithMakings] = useState(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [disclosed, setDisclosed] = useState<readonly NamedOpening[]>([]);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const hasDispute = work.claims.edges.some(({ node }) => node.disputes.length > 0);
  const offered = DOCUMENTS.filter(({ name }) => name !== 'disputeDossier' || hasDispute);

  const make = async () => {
    setMaking(true);
    setProblem(null);
    setMade(null);
    try {
      const name = downloadName({
        title: work.title,
        otherwise: work.id.replace(':', '-'),
        part: 'evidence',
        mediaType: 'application/zip',
      });
      saveFile(name, await packageOf(work.id, { withFiles, withMakings, documents: chosen, disclosed }));
      setMade(name);
    } catch (error) {
      if (!(error instanceof AskProblem)) throw error;
      setProblem(error);
    } finally {
      setMaking(false);
    }
  };
  return (
    <section id="export" className="no-print">
      <h2>Export for legal teams</h2>
      <p>
        A package with the record as PDF (except where something private is disclosed), the signed statements
        and all proofs. It verifies without this server, also on a machine without network. Private fields are
        in it only where you have what opens them, and choose to disclose them.
      </p>
      <fieldset>
        <legend className="sr-only">What goes in</legend>
        <label className="choice">
          <input
            type="checkbox"
            checked={withFiles}
            onChange={({ target }) => setWithFiles(target.checked)}
          />{' '}
          The files themselves, and not their digests alone
        </label>
        {mayHaveLedger && (
          <label className="choice">
            <input
              type="checkbox"
              checked={withMakings}
              onChange={({ target }) => setWithMakings(target.checked)}
            />{' '}
            The ledgers that were kept while it was made
          </label>
        )}
        {offered.map(({ name, label }) => (
          <label className="choice" key={name}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
              }
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <DisclosureField chosen={disclosed} onChoose={setDisclosed} />
      <p className="row">
        <button type="button" disabled={isMaking} onClick={() => void make()}>
          {isMaking ? 'Making the package …' : 'Make the package'}
        </button>
      </p>
      <p role="status">
        {made !== null && (
          <>
            Made; your browser saves it as “{made}”. <Link href="/verify">Verify it</Link> as whoever receives
            it would.
          </>
        )}
      </p>
      {problem && <Problem problem={problem} />}
    </section>
  );
}

interface Chosen {
  readonly withFiles: boolean;
  readonly withMakings: boolean;
  /** Names of documents on request. */
  readonly documents: readonly string[];
  readonly disclosed: readonly NamedOpening[];
}

async function packageOf(
  work: string,
  { withFiles, withMakings, documents, disclosed }: Chosen,
): Promise<Blob> {
  const asked = DOCUMENTS.filter(({ name }) => documents.includes(name)).map(({ name, value }) => [
    name,
    value,
  ]);
  const query = { ...(!withFiles && { files: 'none' }), ...(!withMakings && { makings: 'none' }) };
  const response = await fetchPackage(work, query, { body: Object.fromEntries(asked) });
  if (disclosed.length === 0) return response.blob();
  // Much code, for those who disclose something.
  const { disclosedPackage } = await import('../disclose/disclosed-package.js');
  return disclosedPackage(
    new Uint8Array(await response.arrayBuffer()),
    disclosed.map(({ commitment, salt, content }) => ({ commitment, salt, content })),
  );
}
