import { canonicalJson } from '../../lib/canonical-json.js';
import { declareDerivation } from '../act/act.generated.js';
import { ask, AskProblem } from '../ask/ask.js';
import { sendFile, type FileReference, type SentFile } from '../files/send-file.js';
import type { Signer } from '../keys/signer.js';
import { isRecorded } from '../sign/is-recorded.js';
import { cidOf, signStatement } from '../sign/sign-statement.js';
import { isToldHow, undeclared, type Draft } from './draft.js';
import { claimBody, workBody, type Body } from './draft-bodies.js';
import { standingOf } from './standing-claims.js';
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
  /** The claim against which the page says that it is, by its id; null for none. */
  readonly against: string | null;
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
  let isNew = false;
  if (!work) {
    const answer = await register(given);
    if ('matches' in answer) return answer.matches;
    ({ work, isNew } = answer);
    onChange({ work });
  }
  if (!draft.claim) {
    const made = await claim(given, { work: work.id, isNew });
    if (made) onChange({ claim: made });
  }
  await declareSources(given, work.id);
  return [];
}

/** Something that is recorded, with the statement that made it, each by its id. */
type Made = NonNullable<Draft['work']>;

async function register(
  given: Registering,
): Promise<{ work: Made; isNew: boolean } | { matches: readonly EarlierMatch[] }> {
  const { draft, signer, onStep, onChange } = given;
  const says = canonicalJson({
    ...workBody(draft, { picture: NO_FILE, signer: signer.address }),
    signer: signer.address,
  });
  const before = await recordedBefore(given, 'register-work');
  if (before) {
    const { title } = JSON.parse(before.says) as { title: string }; // as it was remembered
    if (before.says !== says) onChange({ title, note: AS_SIGNED_FIRST });
    return { work: madeBy(before.cid, 'work'), isNew: false };
  }
  onStep('Sending the picture');
  const picture = await sentPicture(given);
  onStep(signing(signer, 'the registration'));
  const body = workBody(draft, { picture: picture.reference, signer: signer.address });
  const signed = await signStatement(signer, { kind: 'register-work', body });
  onStep('Recording it');
  remember(given, 'register-work', { cid: cidOf(signed), says });
  const input = { ...signed, uploads: [picture.upload] };
  const { registerWork: answer } = await ask(registerWork, { input });
  if ('matches' in answer) {
    const { 'register-work': _refused, ...others } = draft.sent;
    onChange({ sent: others });
    return answer;
  }
  return { work: { id: answer.work.id, statement: answer.work.statement.id }, isNew: true };
}

/** The claim as it is recorded; null where whoever registers claims nothing. */
async function claim(
  given: Registering,
  { work, isNew }: { readonly work: string; readonly isNew: boolean },
): Promise<Made | null> {
  const { draft, signer, read, against, onStep, onChange } = given;
  const claiming = { work, claimant: signer.address, competesWith: null, read, evidence: new Map() };
  const says = canonicalJson({ ...claimBody(draft, { ...claiming, read: null }), ...beyondBody(draft) });
  const before = await recordedBefore(given, 'claim-authorship');
  if (before) {
    const { basis } = JSON.parse(before.says) as { basis: Draft['standing'] }; // as it was remembered
    if (before.says !== says) onChange({ standing: basis, note: AS_SIGNED_FIRST });
    return madeBy(before.cid, 'claim');
  }
  if (draft.standing === 'registrar') return null;
  // A work that is new has no claims.
  const competesWith = isNew ? null : await earliestClaim(work);
  if (competesWith !== (isNew ? null : against))
    throw new AskProblem(
      CLAIMED_MEANWHILE,
      'Who claims the work changed meanwhile. Read above who does, and sign if you still claim it.',
    );
  const { evidence, uploads } = await sentEvidence(given);
  onStep(signing(signer, 'your claim'));
  const body = privateClaimBody(draft, { ...claiming, competesWith, evidence });
  const signed = await signStatement(signer, { kind: 'claim-authorship', body });
  onStep('Recording your claim');
  remember(given, 'claim-authorship', { cid: cidOf(signed), says });
  const { claimAuthorship: made } = await ask(claimAuthorship, { input: { ...signed, uploads } });
  return { id: made.claim.id, statement: made.claim.statement.id };
}

export const CLAIMED_MEANWHILE = 'CLAIMED_MEANWHILE';
const AS_SIGNED_FIRST =
  'It was recorded as you signed it first, though the answer was lost. What you changed since is not in it.';

/** Of what is remembered of a registration, its picture stays what it is. */
const NO_FILE: FileReference = { cid: '', sha256: '', mediaType: '', sizeBytes: 0 };

/** The earliest claim that stands on a work, against which another must say that it is. */
async function earliestClaim(id: string): Promise<string | null> {
  return standingOf(await ask(claimsOn, { id }))[0]?.id ?? null;
}

/** What a claim says that is not in its body as that is before the file is read and the evidence sent. */
const beyondBody = ({ machine, privately, evidence, acts }: Draft) => ({
  machine,
  privately,
  shown: [{ id: 'claim', evidence }, ...acts].map(({ id, evidence: files }) => ({
    id,
    files: files.map(({ name, size }) => ({ name, size })),
  })),
});

async function declareSources(given: Registering, work: string): Promise<void> {
  const { draft, signer, onStep, onChange } = given;
  const derived = [...draft.derived];
  for (const source of undeclared(draft)) {
    const step = `declare-derivation ${source}`;
    const body = { work, source, how: draft.derives[source] };
    const says = canonicalJson(body);
    const before = await recordedBefore(given, step);
    if (before && before.says !== says) onChange({ note: AS_SIGNED_FIRST });
    if (!before) {
      onStep(signing(signer, 'from what it derives'));
      const signed = await signStatement(signer, { kind: 'declare-derivation', body });
      onStep('Recording from what it derives');
      remember(given, step, { cid: cidOf(signed), says });
      await ask(declareDerivation, { input: signed });
    }
    derived.push(source);
    onChange({ derived: [...derived] });
  }
}

/** Remembers what is about to be sent: its answer may be lost on the way. */
function remember({ draft, onChange }: Registering, step: string, sent: Draft['sent'][string]): void {
  onChange({ sent: { ...draft.sent, [step]: sent } });
}

/** What an earlier try sent in this step, where the register has it though its answer was lost; else null. */
async function recordedBefore({ draft }: Registering, step: string): Promise<Draft['sent'][string] | null> {
  const sent = draft.sent[step];
  return sent && (await isRecorded(sent.cid)) ? sent : null;
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
