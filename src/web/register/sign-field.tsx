import { KeyPanel } from '../keys/key-panel.js';
import { useSigner } from '../keys/signer-context.js';
import { WAYS_IN_WORDS } from '../../originality/derivation-ways.js';
import { coClaimants, undeclared, type Draft, type Standing } from './draft.js';
import type { Body } from './draft-bodies.js';
import { SaveOpenings } from './private-field.js';
import { areOpeningsSaved } from './private-fields.js';

interface Given {
  readonly draft: Draft;
  readonly read: Body | null;
  /** Id of the form that is sent. */
  readonly form: string;
  /** Titles of works that the picture looks like, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  readonly isReady: boolean;
  /** Whether it is recorded now. */
  readonly isRecording: boolean;
  /** Whether another claim of the work stands. */
  readonly isAgainst: boolean;
  readonly onChange: (changes: Partial<Draft>) => void;
}

const CLAIMS: Readonly<Record<Exclude<Standing, 'registrar'>, string>> = {
  author: 'you claim to be its author',
  'joint-authors': 'you claim to be its authors',
  'work-made-for-hire': 'you claim it as a work made for hire',
  'transfer-by-author': 'you claim it by transfer from its author',
};

/** What will be signed of a draft, each a statement: what is recorded already is signed no more. */
function statementsOf(
  draft: Draft,
  { titles, isAgainst }: Pick<Given, 'titles' | 'isAgainst'>,
): readonly string[] {
  const { title, standing, work, claim, derives } = draft;
  const others = coClaimants(draft).length;
  return [
    ...(work ? [] : [`you register the work “${title || '…'}” with one file`]),
    ...(claim || standing === 'registrar'
      ? []
      : [
          `${CLAIMS[standing]}${others > 0 ? `, ${others + 1} of you` : ''}${isAgainst ? ', against an earlier claim' : ''}`,
        ]),
    ...undeclared(draft).flatMap((source) => {
      const way = derives[source];
      return way && way !== 'unsaid' ? [`it ${WAYS_IN_WORDS[way]} “${titles.get(source) ?? source}”`] : [];
    }),
  ];
}

/** The key, what it will sign, and the button. */
export function SignField({ draft, read, form, titles, isReady, isRecording, isAgainst, onChange }: Given) {
  const { signer } = useSigner();
  const statements = statementsOf(draft, { titles, isAgainst });
  const isSourceAlone = draft.work !== null && (draft.claim !== null || draft.standing === 'registrar');
  return (
    <>
      <KeyPanel />
      {signer && (
        <>
          {statements.length === 1 ? (
            <p>You sign that {statements[0]}.</p>
          ) : (
            <>
              <p>You sign, each as a statement of its own:</p>
              <ol>
                {statements.map((statement) => (
                  <li key={statement}>that {statement}</li>
                ))}
              </ol>
            </>
          )}
          <p>What is recorded becomes public and cannot be deleted; you can withdraw a claim.</p>
          {!isRecording && <SaveOpenings draft={draft} read={read} onChange={onChange} />}
          <p className="row">
            <button
              type="submit"
              form={form}
              className="main"
              disabled={!isReady || !areOpeningsSaved(draft, read)}
            >
              {isSourceAlone
                ? 'Sign from what it derives'
                : draft.work
                  ? 'Sign the claim'
                  : 'Sign and record'}
            </button>
            {isSourceAlone && (
              <button type="button" disabled={isRecording} onClick={() => onChange({ derives: {} })}>
                Leave that out
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}
