import { counted } from '../lib/counted.js';
import { idOf } from '../lib/ids.js';
import type { Statement } from '../register/statement.js';
import { failed, judged, passed, type Check } from './evidence-report.js';
import { namedMakings } from './named-makings.js';
import { isAboutKeys, keysAround } from './key-history.js';
import type { Manifest } from './package-format.js';
import { madeOnWork, makesOnWork } from './made-on-work.js';
import type { OpenedStatement } from './verify-signatures.js';

/**
 * Checks that the package holds the registration of the manifest's work, and that every statement is about that
 * work, a claim or another statement on it, a making that a claim names, or a key of somebody in it. A work's id is the CID of its registration. A
 * statement with a bad signature is not judged here: it has failed already, and its CID still names what it made, as its
 * bytes or its entry have it.
 */
export function aboutChecks({ work }: Manifest, statements: readonly OpenedStatement[]): Check[] {
  const registration = statements.find(
    ({ listed, cids }) => listed.kind === 'register-work' && cids.some((cid) => idOf('work', cid) === work),
  );
  const registered = judged(registration ? null : `The package holds no registration whose id is ${work}.`, {
    what: 'The registration of the work is in the package',
    subject: registration?.listed.path ?? 'manifest.json',
    detail: `${work} is the CID of this statement.`,
  });
  const made = statements.flatMap(({ listed: { kind }, cids }) =>
    cids.flatMap((cid) => madeOnWork({ kind, cid })),
  );
  const placed = statements.flatMap(({ listed, statement: signed, remains }) => {
    const statement = signed ?? remains;
    return statement ? [{ index: listed.index, statement }] : [];
  });
  const makings = placed.flatMap(({ statement }) => namedMakings(statement));
  const persons = [...keysAround(placed)].map((key) => idOf('person', key));
  const subjects = new Set([work, ...made, ...makings, ...persons]);
  const what = 'Every statement is about the work, or the keys of whom it names';
  const wrong = statements.flatMap((opened) => {
    const told = opened.statement ?? opened.remains;
    const problem = told && aboutProblem(opened, told, { work, subjects });
    return problem ? [failed({ what, subject: opened.listed.path, detail: problem })] : [];
  });
  const about =
    wrong.length > 0
      ? wrong
      : [
          passed({
            what,
            subject: 'statements/',
            detail: `${counted(statements.length, 'statement')}, about the work, a claim or another statement on it, a making that a claim names, or the keys of whom they name.`,
          }),
        ];
  return [registered, ...about];
}

function aboutProblem(
  { listed, cids }: OpenedStatement,
  statement: Statement,
  { work, subjects }: { work: string; subjects: ReadonlySet<string> },
): string | null {
  const { kind, subject, body } = statement;
  if (kind !== listed.kind) return `The manifest calls it "${listed.kind}", and it is of the kind "${kind}".`;
  if (kind === 'register-work')
    return cids.some((cid) => idOf('work', cid) === work) ? null : 'It registers another work.';
  if (isAboutKeys(statement))
    return subjects.has(subject) ? null : `It is about ${subject}, whom nothing else names.`;
  if (kind === 'begin-making')
    return cids.some((cid) => subjects.has(idOf('making', cid)))
      ? null
      : 'It begins a making that no claim in the package names.';
  // A claim must be on the work itself, or one on another work would let everything about that one in; and so with the rest.
  const isAbout = makesOnWork(kind) ? subject === work : subjects.has(subject);
  if (!isAbout) return `It is about ${subject}.`;
  const named = body.work ?? body.claim ?? body.derivation ?? body.permission ?? body.making ?? body.source;
  return named === undefined || named === subject
    ? null
    : `Its subject is ${subject}, and its body is about another.`;
}
