import { dayInWords, personInWords } from '../parts/words.js';
import type { ShownWork } from './work-page.js';

const USES = [
  ['training', 'Training models'],
  ['generativeTraining', 'Training models that generate'],
  ['inference', 'Use by models'],
  ['dataMining', 'Text and data mining'],
] as const;

/** On which terms it may be used, what machines may learn from it, and which tokens stand for it. */
export function Rights({ work }: { readonly work: ShownWork }) {
  const { licences, trainingPreference, tokens } = work;
  return (
    <section id="rights">
      <h2>Rights</h2>
      {licences.length === 0 ? (
        <p className="quiet">No licence is recorded: nothing is permitted by it.</p>
      ) : (
        <ul className="plain">
          {licences.map(({ id, name, url, from, until, withdrawnAt, grantedBy, to }) => (
            <li key={id}>
              {url === null ? (name ?? 'Terms of its own') : <a href={url}>{name ?? url}</a>}
              <span className="quiet">
                {' '}
                granted by {personInWords(grantedBy.id)}
                {to ? ` to ${personInWords(to.id)}` : ''}
                {from === null ? '' : `, from ${from}`}
                {until === null ? '' : `, until ${until}`}
                {withdrawnAt === null ? '' : `; withdrawn ${dayInWords(withdrawnAt)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {trainingPreference && (
        <>
          <h3>What machines may learn from it</h3>
          <dl className="facts">
            {USES.map(([use, name]) => (
              <div key={use}>
                <dt>{name}</dt>
                <dd>{trainingPreference[use].toLowerCase().replaceAll('_', ' ')}</dd>
              </div>
            ))}
          </dl>
          {trainingPreference.constraints !== null && <p>{trainingPreference.constraints}</p>}
        </>
      )}
      {tokens.length > 0 && (
        <>
          <h3>Tokens</h3>
          <p className="quiet">Evidence, and no title: whoever has a token need not own the work.</p>
          <ul className="plain">
            {tokens.map(({ id, chainId, contract, tokenId, owner, blockNumber }) => (
              <li key={id}>
                Number {tokenId} of <code>{contract}</code>, chain {chainId}; its owner at block {blockNumber}
                : <code>{owner}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
