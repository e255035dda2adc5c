import { ask, AskProblem } from '../ask/ask.js';
import { sendFile, type FileReference, type SentFile } from '../files/send-file.js';
import type { Signer } from '../keys/signer.js';
import { signStatement } from '../sign/sign-statement.js';
import { workBody, type Body, type Draft } from './draft.js';
import { privateClaimBody } from './private-fields.js';
import { claimAuthorship, registerWork, type RegisterWorkMutation } from './register.generated.js';

type Answer = RegisterWorkMutation['registerWork'];
export type EarlierMatch = Extract<Answer, { matches: unknown }>['matches'][number];

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

/** Registers the work and claims it, by two signatures; goes on where an earlier try ended. Gives the earlier works that it looks like, and then nothing was recorded. */
export async function registerDraft(given: Registering): Promise<readonly EarlierMatch[]> {
  const { draft, signer, onStep, onChange } = given;
  let { work } = draft;
  if (!work) {
    onStep('Sending the picture');
    const sent = await sentPicture(given);
    onStep(signer.kind === 'wallet' ? 'Sign the registration in your wallet' : 'Signing the registration');
    const signed = await signStatement(signer, {
      kind: 'register-work',
      body: workBody(draft, sent.reference),
    });
    onStep('Recording it');
    const { registerWork: answer } = await ask(registerWork, {
      input: { ...signed, uploads: [sent.upload] },
    });
    if ('matches' in answer) return answer.matches;
    work = { id: answer.work.id, statement: answer.work.statement.id };
    onChange({ work });
  }
  const { evidence, uploads } = await sentEvidence(given);
  onStep(signer.kind === 'wallet' ? 'Sign your claim in your wallet' : 'Signing your claim');
  const body = privateClaimBody(draft, {
    work: work.id,
    claimant: signer.address,
    read: given.read,
    evidence,
  });
  const signed = await signStatement(signer, { kind: 'claim-authorship', body });
  onStep('Recording your claim');
  const { claimAuthorship: made } = await ask(claimAuthorship, { input: { ...signed, uploads } });
  onChange({ claim: { id: made.claim.id, statement: made.claim.statement.id } });
  return [];
}

/** What was sent while the form was filled in, unless the register has let go of it since. */
async function sentPicture({ draft, arrived }: Registering): Promise<SentFile> {
  return arrived ?? sendFile(draft.picture);
}

async function sentEvidence({ draft, onStep }: Registering) {
  const evidence = new Map<string, readonly FileReference[]>();
  const uploads: string[] = [];
  for (const act of draft.acts) {
    if (act.evidence.length === 0 || draft.privately.includes(act.id)) continue;
    onStep('Sending evidence');
    const sent: SentFile[] = [];
    for (const file of act.evidence) sent.push(await sendFile(file));
    uploads.push(...sent.map(({ upload }) => upload));
    evidence.set(
      act.id,
      sent.map(({ reference }) => reference),
    );
  }
  return { evidence, uploads };
}

/** An upload is good for an hour: whoever took longer sends it anew. */
export const isGone = (error: unknown): boolean =>
  error instanceof AskProblem && /^(?:UPLOAD_UNKNOWN|UPLOAD_EMPTY|FILE_MISSING)$/.test(error.code);
