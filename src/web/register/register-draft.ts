import { declareDerivation } from '../act/act.generated.js';
import { ask, AskProblem } from '../ask/ask.js';
import { sendFile, type FileReference, type SentFile } from '../files/send-file.js';
import type { Signer } from '../keys/signer.js';
import { isRecorded } from '../sign/is-recorded.js';
import { cidOf, signStatement, type Signed } from '../sign/sign-statement.js';
import { isToldHow, undeclared, type Draft } from './draft.js';
import { workBody, type Body } from './draft-bodies.js';
import { privateClaimBody } from './private-fields.js';
import { claimAuthorship, claimsOn, registerWork, type RegisterWorkMutation } from './register.generated.js';

export type EarlierMatch = Extract<
  RegisterWorkMutation['registerWork'],
  { matches: unknown }
>['matches'][number];

interface Registering {
  readonly draft: Draft;
  readonly signer: Signer;
  /** The picture at the register; null: it is sent again. */
  readonly arrived: SentFile | null;
  /** What the file says of how it was made. */
  readonly read: Body | null;
  readonly onStep: (words: string) => void;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/**
 * Registers the work, claims it and declares from what it derives, each by a signature; goes on where an earlier try ended. Gives the earlier
 * works that it looks like, and then nothing was recorded.
 */
export async function registerDraft(given: Registering): Promise<readonly EarlierMatch[]> {
  const { draft, onChange } = given;
  let { work } = draft;
  if (!work) {
    const answer = await register(given);
    if ('matches' in answer) return answer.matches;
    ({ work } = answer);
    onChange({ work });
  }
  if (!draft.claim && draft.standing !== 'registrar')
    onChange({ claim: await claim(given, { work: work.id, isNew: !draft.work }) });
  await declareSources(given, work.id);
  return [];
}

/** Something that is recorded, with the statement that made it, each by its id. */
type Made = NonNullable<Draft['work']>;

async function register(given: Registering): Promise<{ work: Made } | { matches: readonly EarlierMatch[] }> {
  const { draft, signer, onStep } = given;
  const before = await recordedBefore(given, 'register-work');
  if (before) return { work: madeBy(before, 'work') };
  onStep('Sending the picture');
  const picture = await sentPicture(given);
  onStep(signing(signer, 'the registration'));
  const body = workBody(draft, picture.reference);
  const signed = await signStatement(signer, { kind: 'register-work', body });
  onStep('Recording it');
  remember(given, 'register-work', signed);
  const input = { ...signed, uploads: [picture.upload] };
  const { registerWork: answer } = await ask(registerWork, { input });
  if ('matches' in answer) return answer;
  return { work: { id: answer.work.id, statement: answer.work.statement.id } };
}

async function claim(
  given: Registering,
  { work, isNew }: { readonly work: string; readonly isNew: boolean },
): Promise<Made> {
  const { draft, signer, read, onStep } = given;
  const before = await recordedBefore(given, 'claim-authorship');
  if (before) return madeBy(before, 'claim');
  // A work that is new has no claims.
  const competesWith = isNew ? null : await earliestClaim(work);
  const { evidence, uploads } = await sentEvidence(given);
  onStep(signing(signer, 'your claim'));
  const body = privateClaimBody(draft, { work, claimant: signer.address, competesWith, read, evidence });
  const signed = await signStatement(signer, { kind: 'claim-authorship', body });
  onStep('Recording your claim');
  remember(given, 'claim-authorship', signed);
  const { claimAuthorship: made } = await ask(claimAuthorship, { input: { ...signed, uploads } });
  return { id: made.claim.id, statement: made.claim.statement.id };
}

/** The earliest claim that stands on a work, against which another must say that it is. */
async function earliestClaim(id: string): Promise<string | null> {
  const { work } = await ask(claimsOn, { id });
  return work?.claims.edges.find(({ node }) => node.status !== 'WITHDRAWN')?.node.id ?? null;
}

async function declareSources(given: Registering, work: string): Promise<void> {
  const { draft, signer, onStep, onChange } = given;
  const derived = [...draft.derived];
  for (const source of undeclared(draft)) {
    const step = `declare-derivation ${source}`;
    if (!(await recordedBefore(given, step))) {
      onStep(signing(signer, 'from what it derives'));
      const body = { work, source, how: draft.derives[source] };
      const signed = await signStatement(signer, { kind: 'declare-derivation', body });
      onStep('Recording from what it derives');
      remember(given, step, signed);
      await ask(declareDerivation, { input: signed });
    }
    derived.push(source);
    onChange({ derived: [...derived] });
  }
}

/** Remembers what is about to be sent: its answer may be lost on the way. */
function remember({ draft, onChange }: Registering, step: string, signed: Signed): void {
  onChange({ sent: { ...draft.sent, [step]: cidOf(signed) } });
}

/** The CID of what an earlier try sent in this step, where the register has it though its answer was lost; else null. */
async function recordedBefore({ draft }: Registering, step: string): Promise<string | null> {
  const cid = draft.sent[step];
  return cid !== undefined && (await isRecorded(cid)) ? cid : null;
}

/** What a statement makes is named after it. */
const madeBy = (cid: string, what: 'work' | 'claim'): Made => ({
  id: `${what}:${cid}`,
  statement: `statement:${cid}`,
});

const signing = ({ kind }: Signer, what: string): string =>
  kind === 'wallet' ? `Sign ${what} in your wallet` : `Signing ${what}`;

/** What was sent while the form was filled in, unless the register has let go of it since. */
async function sentPicture({ draft, arrived }: Registering): Promise<SentFile> {
  return arrived ?? sendFile(draft.picture);
}

/** The evidence of the claim, under "claim", and of each act that is told. */
async function sentEvidence({ draft, onStep }: Registering) {
  const evidence = new Map<string, readonly FileReference[]>();
  const uploads: string[] = [];
  const shown = [
    ...(isToldHow(draft) ? [{ id: 'claim', evidence: draft.evidence }] : []),
    ...draft.acts.filter(({ id }) => !draft.privately.includes(id)),
  ];
  for (const { id, evidence: files } of shown) {
    if (files.length === 0) continue;
    onStep('Sending evidence');
    const sent: SentFile[] = [];
    for (const file of files) sent.push(await sendFile(file));
    uploads.push(...sent.map(({ upload }) => upload));
    evidence.set(
      id,
      sent.map(({ reference }) => reference),
    );
  }
  return { evidence, uploads };
}

/** An upload is good for an hour: whoever took longer sends it anew. */
export const isGone = (error: unknown): boolean =>
  error instanceof AskProblem && /^(?:UPLOAD_UNKNOWN|UPLOAD_EMPTY|FILE_MISSING)$/.test(error.code);
