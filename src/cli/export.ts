import { createWriteStream } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { projectPath } from '../adapters/project-path.js';
import { Refusal } from '../lib/refusal.js';
import type { Client } from './client.js';
import type { DisclosedOpening } from '../disclosure/opening.js';
import type { DocumentRequest } from '../evidence/documents/requested/requested-documents.js';
import type { Sightings } from '../evidence/documents/requested/sightings.js';
import { completePackage } from './complete-package.js';
import { documentRequestOf, WITH_HELP } from './document-request.js';
import { checkNewFile } from './new-file.js';
import { renditionIn } from './package-picture.js';
import { readOpenings } from './openings-file.js';
import {
  requiredOption,
  textOption,
  textOptions,
  WrongUsage,
  type Answer,
  type Call,
  type Command,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { withProgress } from './progress.js';
import { readId } from './read-option.js';

/** How long to wait for the newest statement's anchor; a real chain takes longer, and the package then goes without. */
const WAIT_MS = 30_000;
const ASK_EVERY_MS = 250;

export const exportCommand: Command = {
  name: 'export',
  usage:
    'export WORK -o FILE.zip [--disclose OPENINGS.json]… [--only FIELD]… [--without-files] [--without-makings] [--without-documents] [--with DOCUMENT[=FILE]]… [--verifier FILE.html] | export WORK --picture FILE',
  help: `Writes the evidence package of a work, a BagIt 1.0 bag in a zip: statements, proofs, checkpoint, anchor, files,
and the record as documents that people and other programs read.

  -o, --output FILE.zip  Where to. A file that is there is refused; --overwrite writes over it.
  --picture FILE         Writes the work's picture instead, with its record inside: XMP, and content credentials (C2PA) that the server
                         signs. Pixels, and what else the file carries, stay as they are.
  --disclose OPENINGS.json
                         Puts private fields into the package: what opens them, as register, watch and disclosed give it. It never goes to
                         the server. --only FIELD chooses among them; both may be given several times.
  --without-files        Only the digests of the files go in.
  --without-makings      The ledgers of its making stay out; a long one is thousands of statements.
  --without-documents    The documents stay out that are made of the rest: the record as PDF (PDF/A-3), JSON and Verifiable Credential,
                         PROV-JSON, Linked Art, provenance text and custody log.
  ${WITH_HELP}
  --verifier FILE.html   Writes besides a page that verifies packages in a browser, from disk and with no network. It is the same for every
                         package, and nothing of this one is in it.
  --overwrite            Files that are there under the names that you give are written over.
  --no-wait              Do not wait (at most 30 s) for the anchor of the newest statement; the package may go without.
  ${SERVER_HELP}

--json prints {file, sizeBytes, anchored}, with --verifier the page's name as verifier, or {file, sizeBytes} of a picture. Refuses FILE_EXISTS, CANNOT_WRITE, WORK_UNKNOWN, NOT_COMMITTED, and of
documents on request FIELDS_MISSING, CREATED_AND_EXCLUDED, NO_CLAIM; of a picture NOT_CLAIMED (no
claim stands), NOT_AN_IMAGE (none of JPEG, PNG, WebP, GIF, TIFF, AVIF) and PICTURE_UNSIGNABLE (a TIFF of several pages).`,
  options: {
    output: { type: 'string', short: 'o' },
    picture: { type: 'string' },
    disclose: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    verifier: { type: 'string' },
    'without-files': { type: 'boolean' },
    'without-makings': { type: 'boolean' },
    'without-documents': { type: 'boolean' },
    with: { type: 'string', multiple: true },
    'watch-list': { type: 'string', multiple: true },
    overwrite: { type: 'boolean' },
    'no-wait': { type: 'boolean' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const picture = textOption(call.options, 'picture');
    if (picture !== undefined) return exportPicture(call, { work, picture });
    const output = requiredOption(call.options, 'output');
    const verifier = textOption(call.options, 'verifier');
    await checkPlaces(call, verifier === undefined ? [output] : [output, verifier]);
    const disclosed = await disclosedIn(call);
    const asked = await documentRequestOf(call.options);
    return withServer(call, async (client) => {
      const waitMs = call.options['no-wait'] ? 0 : WAIT_MS;
      const isAnchored = await withProgress(call.terminal, 'Waiting for the anchor', () =>
        waitForAnchor(client, work, waitMs),
      );
      const request = await withSightings(client, work, asked);
      const query = new URLSearchParams({
        ...(call.options['without-files'] === true && { files: 'none' }),
        ...(call.options['without-makings'] === true && { makings: 'none' }),
        ...(call.options['without-documents'] === true && { documents: 'none' }),
      });
      const sizeBytes = await withProgress(call.terminal, 'Exporting', () =>
        download(client, `/works/${encodeURIComponent(work)}/evidence.zip?${query}`, {
          output,
          finish: (draft) =>
            disclosed.length > 0 || Object.keys(request).length > 0
              ? completePackage(draft, {
                  openings: disclosed,
                  request,
                  url: `${client.publicUrl}/works/${work}`,
                  pictureOf: (record, parts) => renditionIn(client, { record, parts }),
                })
              : null,
        }),
      );
      // Made by the build (scripts/build-verifier.mjs).
      if (verifier !== undefined) await copyFile(projectPath('dist', 'verifier.html'), verifier);
      const anchored = isAnchored
        ? ''
        : '\nIts newest statement is not anchored yet: export again later to have the anchor in it.';
      return {
        json: { file: output, sizeBytes, anchored: isAnchored, ...(verifier !== undefined && { verifier }) },
        text: `${output}: ${sizeBytes} bytes. Check it with: raisonne verify ${output}${verifier === undefined ? '' : `, or in a browser with ${verifier}`}${anchored}`,
      };
    });
  },
};

const SIGHTINGS = `query ($work: ID!) { work(id: $work) { flagsOfRecord {
  machineMade { file tool } unread { file why } samePictures { work isEarlier relation }
} } }`;

/** A due-diligence report says what is seen in files and in other works, which the server alone knows. */
async function withSightings(
  client: Client,
  work: string,
  request: DocumentRequest,
): Promise<DocumentRequest> {
  const { dueDiligence } = request;
  if (!dueDiligence) return request;
  const { work: found } = await client.ask<{ work: { flagsOfRecord: Sightings } | null }>(SIGHTINGS, {
    work,
  });
  return { ...request, dueDiligence: { ...dueDiligence, sightings: found?.flagsOfRecord } };
}

/** Before anything is made: whatever cannot be written in the end is refused, and nothing of a person's is written over that they do not mean. */
async function checkPlaces({ options }: Call, files: readonly string[]): Promise<void> {
  if (new Set(files.map((file) => path.resolve(file))).size < files.length)
    throw new WrongUsage('The package and the page that verifies it are two files: give them two names.');
  for (const file of files) await checkNewFile(file, { isReplaced: options['overwrite'] === true });
}

/** What opens the private fields that go in. */
async function disclosedIn({ options }: Call): Promise<DisclosedOpening[]> {
  const files = textOptions(options, 'disclose');
  const only = textOptions(options, 'only');
  if (only.length > 0 && files.length === 0) throw new WrongUsage('--only is for --disclose.');
  const read = await Promise.all(files.map((file) => readOpenings(file, only)));
  return [...new Map(read.flat().map((opening) => [opening.commitment, opening])).values()];
}

/** The picture with its record inside. */
async function exportPicture(
  call: Call,
  { work, picture }: { work: string; picture: string },
): Promise<Answer> {
  const other = [
    'output',
    'disclose',
    'only',
    'without-files',
    'without-makings',
    'without-documents',
    'with',
    'verifier',
  ].find((name) => call.options[name] !== undefined);
  if (other !== undefined)
    throw new WrongUsage(`Give either --${other}, which is for the evidence package, or --picture.`);
  await checkPlaces(call, [picture]);
  return withServer(call, async (client) => {
    const sizeBytes = await withProgress(call.terminal, 'Signing the picture', () =>
      download(client, `/works/${encodeURIComponent(work)}/picture`, { output: picture, finish: () => null }),
    );
    return {
      json: { file: picture, sizeBytes },
      text: `${picture}: ${sizeBytes} bytes. See what it says with: raisonne inspect ${picture}`,
    };
  });
}

interface Anchoring {
  readonly work: {
    readonly history: readonly { readonly statement: Anchored }[];
    readonly claims: { readonly edges: readonly { readonly node: { readonly statement: Anchored } }[] };
    readonly statement: Anchored;
  } | null;
}

interface Anchored {
  readonly anchor: { readonly state: string } | null;
}

const ANCHORS = `query ($work: ID!) {
  work(id: $work) {
    statement { ...A } history { statement { ...A } } claims(first: 100) { edges { node { statement { ...A } } } }
  }
}
fragment A on Statement { anchor { state } }`;

/** Waits until everything about a work is on the chain; false when that takes too long. */
async function waitForAnchor(client: Client, work: string, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const { work: found } = await client.ask<Anchoring>(ANCHORS, { work });
    if (!found) throw new Refusal('WORK_UNKNOWN', `${work} is not registered there.`, { work });
    const statements = [
      found.statement,
      ...found.history.map(({ statement }) => statement),
      ...found.claims.edges.map(({ node }) => node.statement),
    ];
    if (statements.every(({ anchor }) => anchor?.state === 'MINED' || anchor?.state === 'FINAL')) return true;
    if (performance.now() >= deadline) return false;
    await pause(ASK_EVERY_MS);
  }
}

interface Download {
  readonly output: string;
  /** What is still done to it before it has its name; gives the size where that changes. */
  readonly finish: (draft: string) => Promise<number> | null;
}

async function download(client: Client, from: string, { output, finish }: Download): Promise<number> {
  const response = await client.get(from);
  if (!response.ok || !response.body) {
    const { code, message, details } = (await response.json()) as {
      code: string;
      message: string;
      details?: Record<string, unknown>;
    }; // as evidence-route says
    throw new Refusal(code, message, details);
  }
  // Beside it first: a download that breaks off must not leave half a package under the name.
  const draft = `${output}.part`;
  let sizeBytes = 0;
  try {
    const { body } = response;
    await pipeline(async function* count() {
      for await (const chunk of body) {
        sizeBytes += chunk.length;
        yield chunk;
      }
    }, createWriteStream(draft));
    sizeBytes = (await finish(draft)) ?? sizeBytes;
    await rename(draft, output);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return sizeBytes;
}
