import { PersonLink } from '../parts/person-link.js';
import { dateInWords, dayInWords } from '../parts/words.js';
import { scopeInWords, usesInWords } from '../parts/use-words.js';
import { MayBeUsed } from './may-be-used.js';
import type { ShownWork } from './work-page.js';

/** What is stated of machines: by the name in statements, by the field of the answer, and in words. */
export const TRAINING_USES = [
  { name: 'ai_training', field: 'training', words: 'Training models' },
  {
    name: 'ai_generative_training',
    field: 'generativeTraining',
    words: 'Training models that generate',
  },
  { name: 'ai_inference', field: 'inference', words: 'Use by models' },
  { name: 'data_mining', field: 'dataMining', words: 'Text and data mining' },
] as const;

/** What of them is stated, in words. */
export const PREFERENCES = {
  NOT_ALLOWED: 'Not allowed',
  CONSTRAINED: 'Allowed on terms',
  ALLOWED: 'Allowed',
} as const;

/** On which terms it may be used, what machines may learn from it, and which tokens stand for it. */
export function Rights({ work }: { readonly work: ShownWork }) {
  const { licences, rightTransfers, trainingPreference, tokens } = work;
  return (
    <section id="rights">
      <h2>Rights</h2>
      {licences.length === 0 ? (
        <p className="quiet">No licence is recorded: nothing is permitted by it.</p>
      ) : (
        <ul className="plain">
          {licences.map(({ id, name, url, from, until, withdrawnAt, grantedBy, to, rules }) => (
            <li key={id}>
              {url === null ? (name ?? 'Terms of its own') : <a href={url}>{name ?? url}</a>}
              <span className="quiet">
                {' '}
                granted by <PersonLink id={grantedBy.id} />
                {to && (
                  <>
                    {' '}
                    to <PersonLink id={to.id} />
                  </>
                )}
                {from === null ? '' : `, from ${dateInWords(from)}`}
                {until === null ? '' : `, until ${dateInWords(until)}`}
                {withdrawnAt === null ? '' : `; withdrawn ${dayInWords(withdrawnAt)}`}
              </span>
              {name === null && <Terms rules={rules} />}
            </li>
          ))}
        </ul>
      )}
      {licences.length > 0 && rightTransfers.length > 0 && (
        <p className="quiet">
          Rights passed on (below): whoever grants a licence permits by it what is theirs then. What holds
          now, “May it be used?” tells.
        </p>
      )}
      <MayBeUsed work={work} />
      {rightTransfers.length > 0 && (
        <>
          <h3>Rights that passed on</h3>
          <ul className="plain">
            {rightTransfers.map(({ id, type, from, to, actions, writing, recordation, ...scope }) => (
              <li key={id}>
                {type === 'ASSIGNMENT' ? 'Assigned' : 'Licensed exclusively'} by{' '}
                <Party id={from.id} name={recordation.transferor} /> to{' '}
                <Party id={to.id} name={recordation.transferee} />: {usesInWords(actions)}
                <span className="quiet">
                  , {scopeInWords(scope)}.{' '}
                  {writing && (
                    <a href={new URL(writing.url).pathname} download>
                      The writing
                    </a>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {trainingPreference && (
        <>
          <h3>What machines may learn from it</h3>
          <dl className="facts">
            {TRAINING_USES.map(({ field, words }) => (
              <div key={field}>
                <dt>{words}</dt>
                <dd>{PREFERENCES[trainingPreference[field]]}</dd>
              </div>
            ))}
          </dl>
          {trainingPreference.constraints !== null && <p>The terms: {trainingPreference.constraints}</p>}
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

/** A side of a transfer, by the name that the writing has and by their key. */
const Party = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <>
    {!id.endsWith(name) && (
      <>
        <bdi>{name}</bdi>,{' '}
      </>
    )}
    <PersonLink id={id} />
  </>
);

const Terms = ({ rules }: { readonly rules: ShownWork['licences'][number]['rules'] }) => (
  <ul>
    {rules.map(({ effect, actions, where, purpose, text }, at) => (
      <li key={at}>
        {effect === 'PERMIT' ? 'Permits' : 'Does not permit'}: {usesInWords(actions)}
        {purpose === null ? '' : `, ${purpose === 'COMMERCIAL' ? 'commercially' : 'not commercially'}`}
        {where === null ? '' : `, in ${where.join(', ')}`}
        {text === null ? '' : `. ${text}`}
      </li>
    ))}
  </ul>
);
