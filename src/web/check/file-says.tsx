import { Link } from 'wouter';
import { AskProblem } from '../ask/ask.js';
import { Problem } from '../parts/problem.js';
import type { Told } from './use-check.js';
import { GRADES } from './words.js';

/** What a picture's file says of how it was made, and how far that can be believed. */
export function FileSays({ told }: { readonly told: Told | AskProblem | null }) {
  if (told === null) return <div className="skeleton" aria-hidden="true" style={{ height: '6rem' }} />;
  if (told instanceof AskProblem) return <Problem problem={told} />;
  const { generation, credentials, evidence, sameGeneration } = told;
  const facts: readonly (readonly [string, string | number | null | undefined])[] = generation
    ? [
        ['Made with', [generation.tool, generation.toolVersion].filter(Boolean).join(' ')],
        ['Model', generation.model?.name],
        ['Prompt', generation.prompt],
        ['Without', generation.negativePrompt],
        ['Seed', generation.seed],
        ['Steps', generation.steps],
        ['Sampler', generation.sampler],
        ['Guidance', generation.cfgScale],
      ]
    : [];
  return (
    <>
      <p>
        {generation ? 'A machine had part in it, by its own words. ' : ''}
        {GRADES[evidence.grade]}
      </p>
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(([name, value]) =>
            value === null || value === undefined || value === '' ? null : (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {credentials && (
        <p>
          Content credentials: {CREDENTIALS[credentials.integrity]}
          {credentials.manifests[0]?.issuer ? ` Signed by ${credentials.manifests[0].issuer}.` : ''}
        </p>
      )}
      {evidence.findings.length > 0 && (
        <ul>
          {evidence.findings.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {sameGeneration.length > 0 && (
        <p>
          The same seed and prompt are claimed for{' '}
          {sameGeneration.map(({ id, title }) => (
            <Link key={id} href={`/works/${id}`}>
              {title}
            </Link>
          ))}
          .
        </p>
      )}
    </>
  );
}

const CREDENTIALS = {
  INTACT: 'they hold for the file as it is.',
  BROKEN: 'they do not hold: the file or they were changed after signing.',
  ELSEWHERE: 'they are said to be elsewhere, and were not fetched.',
  UNREADABLE: 'they are there and cannot be read.',
} as const;
