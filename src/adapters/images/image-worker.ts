import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../lib/message-of.js';
import { Refusal } from '../../lib/refusal.js';
import { compareWithAll } from '../../originality/compare-with-all.js';
import type { ImageTasks } from '../../originality/fingerprint.js';
import { openEmbedder, tryEmbedder, type Embedder, type ModelFile } from './open-embedder.js';
import { examineImage, inspectImage } from './inspect-image.js';
import type { InspectLimits } from './open-picture.js';
import type { FontShelf } from '../../evidence/documents/font-face.js';
import type { CredentialKey } from './sign-picture.js';
import { renderPicture } from './render-picture.js';

/** What the pool asks; one at a time. */
export type ImageQuestion = {
  readonly [Task in keyof ImageTasks]: {
    readonly task: Task;
    readonly given: Parameters<ImageTasks[Task]>[0];
    readonly limits: InspectLimits;
  };
}[keyof ImageTasks];

/** An error class does not survive structured cloning, so a refusal crosses as its fields. */
export type ImageAnswer =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'refusal';
      readonly code: string;
      readonly message: string;
      readonly details: Refusal['details'];
    }
  | { readonly kind: 'failure'; readonly cause: unknown };

/** What a worker has for all its life. */
export interface WorkerData {
  readonly model: ModelFile | null;
  /** Certificates (PEM) whose signers of content credentials are trusted; null for none. */
  readonly anchors: string | null;
  /** By which content credentials are signed, or the folder in which a key of our own making is; null where none are. */
  readonly credentialKey: CredentialKey | { readonly folder: string } | null;
}

if (parentPort === null) throw new Error('image-worker is the entry of a worker thread.');
const pool = parentPort;

/** What the pool gives its workers. */
const { model, anchors, credentialKey } = workerData as WorkerData;
let embedder: Promise<Embedder> | null = null;
/** Loaded by the first picture that needs it. */
const embedderOf = (file: ModelFile): Promise<Embedder> => (embedder ??= openEmbedder(file));

async function perform(question: ImageQuestion): Promise<unknown> {
  if (question.task === 'inspect')
    return inspectImage(question.given, question.limits, model && (await embedderOf(model)));
  if (question.task === 'examine') return examineImage(question.given, question.limits);
  // What few pictures need takes three times as long to load as all else here, so that it comes with the first of them.
  if (question.task === 'signPicture') {
    const { signPicture } = await import('./sign-picture.js');
    return signPicture(question.given, await (signer ??= openSigner()), question.limits);
  }
  if (question.task === 'writeRecord') {
    const { writeRecord } = await import('./write-record.js');
    return writeRecord(question.given, await (fonts ??= openShelf()), question.limits);
  }
  if (question.task === 'readAccount') {
    const { readAccount } = await import('./read-account.js');
    return readAccount(question.given, question.limits, anchors);
  }
  if (question.task === 'render') return renderPicture(question.given, question.limits);
  return question.task === 'compare' ? compareWithAll(question.given) : model && tryModel(model);
}

/** Opened by the first record that is written. */
let fonts: Promise<FontShelf> | null = null;
const openShelf = async (): Promise<FontShelf> => (await import('../fonts/open-fonts.js')).openFonts();

let signer: Promise<CredentialKey> | null = null;
/** Opened by the first picture that is signed. */
async function openSigner(): Promise<CredentialKey> {
  if (!credentialKey)
    throw new Refusal('NO_CREDENTIAL_KEY', 'There is no key here that signs content credentials.');
  if (!('folder' in credentialKey)) return credentialKey;
  return (await import('../open-credential-key.js')).ownCredentialKey(credentialKey.folder);
}

async function tryModel(file: ModelFile): Promise<void> {
  try {
    await tryEmbedder(await embedderOf(file));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new Refusal('BAD_MODEL', `The model ${file.path} cannot be used: ${reason}`, {}, { cause });
  }
}

async function answer(question: ImageQuestion): Promise<ImageAnswer> {
  try {
    return { kind: 'done', result: await perform(question) };
  } catch (cause) {
    if (!(cause instanceof Refusal)) return { kind: 'failure', cause };
    return { kind: 'refusal', code: cause.code, message: cause.message, details: cause.details };
  }
}

pool.on('message', (question: ImageQuestion) => {
  void answer(question).then((found) => pool.postMessage(found));
});
