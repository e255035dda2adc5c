import { create as createQr } from 'qrcode';
import type { GenerationRecord, PrivateText } from '../../creation/generation-record.js';
import { counted } from '../../lib/counted.js';
import { canonicalBytes } from '../../lib/canonical-json.js';
import { Refusal } from '../../lib/refusal.js';
import { standInWords } from '../../claims/disputes/stand-in-words.js';
import { messageOf } from '../../lib/message-of.js';
import type { FontShelf } from './font-face.js';
import { openSheet, type Sheet, type SheetPlace } from './pdf-sheet.js';
import { toldText } from './making-words.js';
import { filesByName } from './files-by-name.js';
import { personLines } from './person-name.js';
import { proofMeanings } from './proof-meanings.js';
import { utcWords } from './utc-words.js';
import { writeDisputes } from './write-disputes.js';
import { writeHistory } from './write-history.js';
import { writeRights } from './write-rights.js';
import { writeTitle } from './write-title.js';
import { CLAIM_NOTICE, type RecordedClaim, type WorkRecord } from './work-record.js';

export interface RecordPdfOptions {
  readonly fonts: FontShelf;
  /** A rendition of the work's picture as JPEG, in grey or RGB, at most some 1500 pixels wide; none where there is none at hand. */
  readonly picture?: Uint8Array | undefined;
  /** Where the work is looked up: what the QR code says; the work's id where it is not given. */
  readonly url?: string | undefined;
}

/** More statements than this are counted, and stand in the record that is attached. */
const MOST_STATEMENTS = 200;

/**
 * record.pdf: the record of authorship claim for people, as PDF/A-3b (ISO 19005-3) with record.json attached. The same record, picture and fonts
 * give the same bytes. Refuses BAD_PICTURE.
 */
export async function writeRecordPdf(
  record: WorkRecord,
  { fonts, picture, url }: RecordPdfOptions,
): Promise<Uint8Array> {
  const { work, asOf } = record;
  const sheet = openSheet({
    title: `Record of authorship claim, ${work.id}`,
    subject: 'What persons declared about a work, with what shows that it was recorded',
    date: new Date(asOf),
    faces: await fonts.facesFor([JSON.stringify(record).normalize('NFC'), url ?? '']),
    head: [`Record of authorship claim · ${work.id}`],
  });
  writeFront(sheet, record, { picture, url });
  for (const claim of record.claims) writeClaim(sheet, record, claim);
  writeFiles(sheet, record);
  writeHistory(sheet, record);
  writeTitle(sheet, record);
  writeRights(sheet, record);
  writeProofs(sheet, record);
  writeStatements(sheet, record);
  sheet.attach({
    name: 'record.json',
    mediaType: 'application/json',
    description: 'The same record as JSON (schema/authorship-record.json)',
    bytes: canonicalBytes(record),
  });
  return sheet.close();
}

function writeFront(
  sheet: Sheet,
  { work, asOf, claims }: WorkRecord,
  { picture, url }: { picture: Uint8Array | undefined; url: string | undefined },
): void {
  sheet.text('Record of authorship claim', { style: 'strong', size: 21 });
  sheet.space(6);
  sheet.text(CLAIM_NOTICE, { colour: 'quiet', size: 9 });
  sheet.space(16);
  sheet.text(work.title, { style: 'strong', size: 15 });
  if (work.makers.length > 0) sheet.text(work.makers.map(({ name }) => name).join(', '), { size: 11 });
  const facts = [work.dateMade, work.medium].filter((fact) => fact !== null);
  if (facts.length > 0) sheet.text(facts.join(' · '), { colour: 'quiet' });
  sheet.space(14);
  const code = createQr(url ?? work.id, { errorCorrectionLevel: 'M' }).modules;
  const caption =
    url === undefined ? "The code holds the work's id." : 'The code leads to where the work is looked up.';
  sheet.beside(picture ? 190 : 128, [
    ...(picture ? [(place: SheetPlace) => drawPicture(sheet, picture, place)] : []),
    (place: SheetPlace) =>
      sheet.squares((row, column) => code.get(row, column) === 1, code.size, { ...place, caption }),
  ]);
  sheet.space(8);
  sheet.row('Work', work.id, { style: 'mono' });
  if (url !== undefined) sheet.row('Looked up at', url);
  sheet.row('Registered', `${utcWords(work.registeredAt)}, entry ${work.index} of the register`);
  sheet.row('By the key', work.registrant, { style: 'mono' });
  if (work.description !== null) sheet.row('Description', work.description);
  if (work.altText !== null) sheet.row('What it shows', work.altText);
  const standing = claims.filter(({ status }) => status !== 'withdrawn');
  const contested = standing.filter(({ isContested }) => isContested).length;
  sheet.row(
    'Claims',
    `${claims.length} recorded, ${standing.length} upheld, ${contested === 0 ? 'none' : contested} of them contested`,
  );
  sheet.row('State of', `${utcWords(asOf)}: the last statement that is in this record`);
}

function drawPicture(sheet: Sheet, picture: Uint8Array, place: SheetPlace): void {
  try {
    sheet.picture(picture, place);
  } catch (cause) {
    throw new Refusal(
      'BAD_PICTURE',
      `The picture cannot be set: ${messageOf(cause)}. Give a JPEG in grey or RGB.`,
      {},
      { cause },
    );
  }
}

const ERASED_BYTES =
  'Erased on demand. The digests stay, so that a copy can be told for the same; the receipt that the log signed is in the package.';

function writeFiles(sheet: Sheet, record: WorkRecord): void {
  sheet.heading('Files');
  for (const { name, file } of filesByName(record)) {
    const { mediaType, sizeBytes, sha256, cid, namedBy, isErased } = file;
    sheet.subheading(name);
    sheet.row(
      'Kind and size',
      `${mediaType}, ${sizeBytes.toLocaleString('en-GB')} bytes; named by entry ${namedBy.join(', ')}`,
    );
    sheet.row('SHA-256', sha256, { style: 'mono' });
    sheet.row('CID', cid, { style: 'mono' });
    if (isErased) sheet.row('Bytes', ERASED_BYTES);
  }
}

const STATES: Readonly<Record<RecordedClaim['status'], string>> = {
  claimed: 'Claimed, signed by all claimants',
  'awaiting-co-signatures': 'Awaiting co-signatures',
  withdrawn: 'Withdrawn',
};

/** Competing claims and disputes contest a claim; of disputes it says how they stand. */
function contest({ contestedBy, isContested, id }: RecordedClaim, { disputes }: WorkRecord): string {
  if (!isContested) return 'not contested';
  const states = disputes.filter(({ claim, isContesting }) => claim === id && isContesting).map(standInWords);
  const ways = [...(contestedBy.length > 0 ? ['by a competing claim'] : []), ...new Set(states)];
  return `contested: ${ways.join('; ')}`;
}

function writeClaim(sheet: Sheet, record: WorkRecord, claim: RecordedClaim): void {
  sheet.heading(claim.competesWith === null ? 'Claim of authorship' : 'Competing claim of authorship');
  sheet.row('Claim', claim.id, { style: 'mono' });
  const state = STATES[claim.status];
  sheet.row('State', claim.status === 'withdrawn' ? state : `${state}\n${contest(claim, record)}`);
  if (claim.contestedBy.length > 0)
    sheet.row('Contested by', claim.contestedBy.join('\n'), { style: 'mono' });
  sheet.row('Recorded', `${utcWords(claim.claimedAt)}, entry ${claim.index}`);
  sheet.row('Basis', claim.basis.replaceAll('-', ' '));
  for (const { person, signedAt, withdrawnAt, withdrawalReason } of claim.claimants) {
    const told = [
      signedAt === null ? 'has not signed' : `signed ${utcWords(signedAt)}`,
      ...(withdrawnAt === null ? [] : [`withdrew ${utcWords(withdrawnAt)}`]),
      ...(withdrawalReason === null ? [] : [`reason: ${withdrawalReason}`]),
    ];
    sheet.row('Claimant', `${personLines(record, person)}\n${told.join('; ')}`);
  }
  const lists = [
    ['Author created', claim.authorCreated],
    ['Material excluded', claim.materialExcluded],
    ['New material', claim.newMaterialIncluded],
  ] as const;
  for (const [name, entries] of lists) if (entries.length > 0) sheet.row(name, entries.join('; '));
  if (claim.account !== null) sheet.row('Account', claim.account);
  if (claim.withheld.length > 0)
    sheet.row(
      'Withheld',
      `${claim.withheld.map(({ path }) => path).join(', ')}: committed to, and not told here`,
    );
  writeActs(sheet, record, claim);
  for (const [at, generation] of claim.generations.entries())
    writeGeneration(sheet, record, { generation, number: at + 1 });
  writeDisputes(sheet, record, claim);
}

function writeActs(sheet: Sheet, record: WorkRecord, { acts, claimants }: RecordedClaim): void {
  for (const [at, act] of acts.entries()) {
    sheet.subheading(`Human act ${at + 1}: ${act ? act.kind.replaceAll('-', ' ') : 'withheld'}`);
    if (!act) continue;
    sheet.row('What was done', act.done);
    const by = act.by ?? claimants[0]?.person;
    if (by !== undefined) sheet.row('By', personLines(record, by));
    if (act.when !== undefined) sheet.row('When', act.when);
    const { region, before, after } = act;
    if (region)
      sheet.row(
        'Where',
        `${region.width} × ${region.height} pixels, from ${region.x}, ${region.y} of the upper left corner`,
      );
    if (before) sheet.row('File before', before.sha256, { style: 'mono' });
    if (after) sheet.row('File after', after.sha256, { style: 'mono' });
  }
}

function writeGeneration(
  sheet: Sheet,
  record: WorkRecord,
  { generation, number }: { generation: GenerationRecord | null; number: number },
): void {
  sheet.subheading(`Generation record ${number}${generation ? '' : ': withheld'}`);
  if (!generation) return;
  const {
    tool,
    toolVersion,
    modelName,
    modelHash,
    prompt,
    negativePrompt,
    inputs = [],
    ...rest
  } = generation;
  sheet.row('Tool', [tool, toolVersion].filter((part) => part !== undefined).join(' '));
  const model = [modelName, modelHash].filter((part) => part !== undefined).join(', ');
  if (model !== '') sheet.row('Model', model);
  for (const [name, text] of [
    ['Prompt', prompt],
    ['Negative prompt', negativePrompt],
  ] as const)
    if (text) sheet.row(name, toldText(record, text) ?? `private; committed to by ${commitmentOf(text)}`);
  const settings = (
    ['seed', 'sampler', 'scheduler', 'steps', 'guidance', 'denoise', 'width', 'height'] as const
  ).flatMap((name) => (rest[name] === undefined ? [] : [`${name} ${rest[name]}`]));
  if (settings.length > 0) sheet.row('Settings', settings.join(', '));
  const parts = [...(rest.loras ?? []), ...(rest.controlNets ?? []), ...(rest.otherModels ?? [])];
  if (parts.length > 0) sheet.row('With', parts.map(({ name }) => name ?? 'unnamed').join(', '));
  for (const { sha256 } of inputs) sheet.row('Went in', sha256, { style: 'mono' });
  if (rest.readFrom) sheet.row('Read from', rest.readFrom.map(({ where }) => where).join(', '));
}

const commitmentOf = (text: PrivateText): string => ('commitment' in text ? text.commitment : '');

function writeProofs(sheet: Sheet, record: WorkRecord): void {
  sheet.heading('What shows it, in plain language');
  for (const { name, found, shows, doesNotShow } of proofMeanings(record)) {
    sheet.subheading(name);
    sheet.row('In this record', found);
    sheet.row('What this shows', shows);
    sheet.row('What it does not', doesNotShow);
  }
  const { checkpoint } = record;
  sheet.subheading('To check it');
  sheet.row('Register', checkpoint.origin);
  sheet.row('Its key', checkpoint.verifierKey, { style: 'mono' });
  sheet.row('Root', checkpoint.root, { style: 'mono' });
  sheet.row(
    'How',
    'The evidence package from which this was made verifies without network: in a browser, by the page that export --verifier writes; or by the command raisonne verify, in a checkout of the project that was set up before. Its README.txt says how to do both, and how to check it with tools of others. This document restates what the signed statements say; the statements are what counts.',
  );
}

function writeStatements(sheet: Sheet, record: WorkRecord): void {
  const { statements } = record;
  sheet.heading('Statements, in the order of the register');
  for (const { index, kind, signer, role, sentence, recordedAt, sha256 } of statements.slice(
    0,
    MOST_STATEMENTS,
  )) {
    sheet.subheading(`Entry ${index}: ${kind.replaceAll('-', ' ')}`);
    sheet.row('Sentence', sentence);
    sheet.row('Signed by', `${personLines(record, signer)}\nas ${role.replaceAll('-', ' ')}`);
    sheet.row('Recorded', utcWords(recordedAt));
    sheet.row('SHA-256', sha256, { style: 'mono' });
  }
  const more = statements.length - MOST_STATEMENTS;
  if (more > 0)
    sheet.text(
      `${counted(more, 'more statement stands', 'more statements stand')} in record.json, which is attached.`,
      { colour: 'quiet' },
    );
}
