import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawOverlay } from '../adapters/images/draw-overlay.js';
import { counted } from '../lib/counted.js';
import { idOf } from '../lib/ids.js';
import type { Point } from '../lib/polygon.js';
import { Refusal } from '../lib/refusal.js';
import type { Client } from './client.js';
import { textOption, WrongUsage, type Call, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { readLocalPicture, uploadFile, type LocalFile } from './local-file.js';
import { countedProgress, withProgress } from './progress.js';
import { givenOption, readAddress } from './read-option.js';

const SEARCH = `query ($upload: ID!, $person: ID, $follow: ID) {
  originality(input: { upload: $upload, person: $person, follow: $follow }) {
    matches {
      isOwn isCertain relation methods pdqDistance embeddingSimilarity orientation falseAlarms file
      overlap { matrix askedRegion { x y } workRegion { x y } askedShare workShare pairs inliers denseScore }
      work { id title registeredAt }
    }
    coverage tooPlain isTruncated verdict reasons { code message work { id } }
    fingerprints { version imageCode features model { sha256 side mean deviation least } trimmed { box { left top width height } hash quality } }
    register { size pictures searched checkpoint { size root } }
    file { cid pdq pdqQuality width height }
    statement
  }
}`;

const PROGRESS = 'query ($follow: ID!) { searchProgress(follow: $follow) { stage candidates indexed } }';
const ASK_EVERY_MS = 1000;

interface Overlap {
  readonly askedRegion: readonly Point[];
  readonly workRegion: readonly Point[];
  readonly askedShare: number;
  readonly workShare: number;
  readonly inliers: number;
  readonly denseScore: number | null;
}

interface FoundMatch {
  readonly isOwn: boolean | null;
  readonly isCertain: boolean;
  readonly relation: string;
  readonly methods: readonly string[];
  readonly pdqDistance: number | null;
  readonly embeddingSimilarity: number | null;
  readonly orientation: string;
  readonly falseAlarms: number | null;
  readonly file: string;
  readonly overlap: Overlap | null;
  readonly work: { readonly id: string; readonly title: string; readonly registeredAt: string };
}

interface Originality {
  readonly matches: readonly FoundMatch[];
  readonly coverage: number;
  readonly tooPlain: boolean;
  readonly isTruncated: boolean;
  readonly verdict: string;
  readonly reasons: readonly { code: string; message: string; work: { id: string } | null }[];
  readonly register: { readonly pictures: number; readonly searched: number; readonly size: number };
  readonly statement: string | null;
}

/** More pairs than a person looks at. */
const MOST_ROWS = 8;

const RELATIONS: Readonly<Record<string, string>> = {
  EXACT_BYTES: 'the very same file',
  NEAR_DUPLICATE: 'the same picture',
  MIRRORED_OR_ROTATED: 'the same picture, mirrored or turned',
  CROP: 'your picture is a part of it',
  EMBEDDED_IN: 'it is within your picture',
  DERIVATIVE: 'the two share a part',
  LOOK_ALIKE: 'a model calls the two alike, and does not say where',
};

export const searchCommand: Command = {
  name: 'search',
  usage: 'search FILE [--as ADDRESS] [--overlay FILE.png] [--statement FILE.txt]',
  help: `Looks for registered works that a picture is like, in whole or in part: copies, crops, mirrored or turned ones, and works
within it, such as on a page. Records nothing.

  --as ADDRESS          Your key (0x…, or person:0x…): tells your own works, registered by any of your keys, from others'.
  --overlay FILE.png    Draws the picture and each work beside one another, with what they share outlined on both; the
                        first ${MOST_ROWS} works. A file that is there is written over; none is written where nothing is found.
  --statement FILE.txt  Writes what was found as a note that the register signs, to keep and to show: see verify.
  ${SERVER_HELP}

--json prints {matches: [{work, title, registeredAt, relation, methods, isCertain, isOwn, pdqDistance, embeddingSimilarity, orientation, falseAlarms, file,
overlap: {matrix, askedRegion, workRegion, askedShare, workShare, pairs, inliers, denseScore} | null}], coverage, tooPlain, isTruncated,
verdict, reasons: [{code, message, work}], fingerprints, register: {size, pictures, searched, checkpoint}, file}; matrix [a b c d e f] takes
a pixel x, y of your picture to a x + b y + c, d x + e y + f of the work; regions are corners {x, y} in pixels, shares are 0 to 1, isOwn is
null without --as. relation is one of ${Object.keys(RELATIONS).join(', ')}.
Exit code 0 whether something is found or not. Pictures whose bytes were erased (raisonne forget) are not among those that are searched.
 No match means that none was found, not that there is none.`,
  options: {
    as: { type: 'string' },
    overlay: { type: 'string' },
    statement: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const person = personOption(call);
    const picture = await withProgress(call.terminal, 'Reading the picture', () =>
      readLocalPicture(call.arguments[0] ?? ''),
    );
    const overlay = textOption(call.options, 'overlay');
    const statement = textOption(call.options, 'statement');
    if (overlay !== undefined && !/\.png$/i.test(overlay))
      throw new WrongUsage(`--overlay ${overlay} must end in .png, which is what is written.`);
    for (const file of [overlay, statement]) if (file !== undefined) await checkFolder(file);
    return withServer(call, async (client) => {
      const { statement: note, ...found } = await search(client, call, { picture, person });
      const written: string[] = [];
      if (overlay !== undefined)
        written.push(
          (await writeOverlay(client, overlay, { picture, found }))
            ? `Written: ${overlay}`
            : `Not written, since there is nothing to draw: ${overlay}`,
        );
      if (statement !== undefined) {
        if (note === null)
          throw new Refusal(
            'REGISTER_HALTED',
            'The register is halted and signs nothing: there is no statement.',
          );
        await writeFile(statement, note);
        written.push(`Written: ${statement}`);
      }
      const matches = found.matches.map(({ work: { id, ...work }, ...match }) => ({
        work: id,
        ...work,
        ...match,
      }));
      const reasons = found.reasons.map(({ work, ...reason }) => ({ ...reason, work: work?.id ?? null }));
      return {
        json: { ...found, matches, reasons },
        text: [describe(found), ...written].join('\n'),
      };
    });
  },
};

/** Before the search, which takes longer than to ask for another name. */
async function checkFolder(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new Refusal('NO_SUCH_FOLDER', `${file} cannot be written: there is no folder ${folder}.`, {
      folder,
    });
}

function personOption({ options }: Call): string | null {
  const key = givenOption(options, 'as', readAddress);
  return key === undefined ? null : idOf('person', key);
}

/** Searches, and tells meanwhile how far it is. */
async function search(
  client: Client,
  { terminal }: Call,
  { picture, person }: { picture: LocalFile; person: string | null },
): Promise<Originality> {
  const upload = await withProgress(terminal, 'Sending the picture', () => uploadFile(client, picture));
  const follow = randomUUID().replaceAll('-', '');
  return countedProgress(terminal, 'Searching', async (tell) => {
    const timer = setInterval(() => void tellStage(client, follow, tell), ASK_EVERY_MS);
    try {
      return (await client.ask<{ originality: Originality }>(SEARCH, { upload, person, follow })).originality;
    } finally {
      clearInterval(timer);
    }
  });
}

async function tellStage(client: Client, follow: string, tell: (done: string) => void): Promise<void> {
  const { searchProgress: at } = await client
    .ask<{ searchProgress: { stage: string; candidates: number | null; indexed: number } | null }>(PROGRESS, {
      follow,
    })
    // What is asked by the way may fail; the search itself tells why it did.
    .catch(() => ({ searchProgress: null }));
  if (at?.stage === 'EXAMINING') tell('the picture is examined');
  else if (at?.stage === 'SHORTLISTING') tell(`${at.indexed} registered pictures are in the index`);
  else if (at) tell(`${at.candidates} pictures are compared`);
}

/** False where there is nothing to draw. */
async function writeOverlay(
  client: Client,
  file: string,
  { picture, found: { matches } }: { picture: LocalFile; found: Pick<Originality, 'matches'> },
): Promise<boolean> {
  const drawn = matches.filter(({ overlap }) => overlap !== null).slice(0, MOST_ROWS);
  if (drawn.length === 0) return false;
  const pairs = await Promise.all(
    drawn.map(async ({ overlap, file: cid }) => ({
      asked: { bytes: picture.bytes, region: overlap?.askedRegion ?? [] },
      work: {
        bytes: new Uint8Array(await (await client.get(`/files/${cid}`)).arrayBuffer()),
        region: overlap?.workRegion ?? [],
      },
    })),
  );
  await writeFile(file, await drawOverlay(pairs));
  return true;
}

const VERDICTS: Readonly<Record<string, string>> = {
  FIRST_CLAIM: 'first claim',
  OWN_VARIANT: 'a variant of your own work',
  LICENSED_DERIVATIVE: 'a derivative that the records permit',
  UNLICENSED_NEAR_COPY: "another's work, and no permission is recorded",
  UNRESOLVED: 'unresolved',
};

function describe({
  matches,
  coverage,
  tooPlain,
  verdict,
  reasons,
  register,
}: Omit<Originality, 'statement'>): string {
  if (register.pictures === 0)
    return 'It was compared with nothing: no registered picture is here. Whether somebody registered it before, a search cannot say.';
  const searched =
    register.searched < register.pictures
      ? `${register.searched} of ${register.pictures} registered pictures were searched by all their fingerprints`
      : `${counted(register.pictures, 'registered picture was', 'registered pictures were')} searched`;
  const said = reasons.map(({ message, work }) => `  ${message}${work ? ` (${work.id})` : ''}`);
  const none = tooPlain
    ? 'There is too little in it to be found by its look'
    : 'No registered work looks like it';
  const found =
    matches.length === 0
      ? [`${none}; ${searched}.`]
      : [
          ...matches.map(describeMatch),
          `What is certain covers ${percent(coverage)} of your picture; ${searched}.`,
        ];
  return [...found, `What the records say: ${VERDICTS[verdict] ?? verdict}. A person decides.`, ...said].join(
    '\n',
  );
}

function describeMatch({
  work,
  relation,
  methods,
  pdqDistance,
  embeddingSimilarity,
  falseAlarms,
  isCertain,
  isOwn,
  overlap,
}: FoundMatch): string {
  const ways = methods.map((method) => method.toLowerCase().replaceAll('_', '-')).join(', ');
  const facts = [
    `${isCertain ? 'certain' : 'not certain'}: found by ${ways}${isCertain ? '' : ' alone'}`,
    ...(overlap
      ? [
          `${percent(overlap.askedShare)} of your picture, ${placeOf(overlap.askedRegion)}, and ${percent(overlap.workShare)} of the work`,
        ]
      : []),
    ...(overlap && overlap.inliers > 0 ? [`${overlap.inliers} features agree`] : []),
    ...(overlap && overlap.denseScore !== null
      ? [`fine structure correlates by ${overlap.denseScore.toFixed(2)}`]
      : []),
    ...(pdqDistance === null || !methods.includes('PDQ') ? [] : [`PDQ distance ${pdqDistance} of 256`]),
    ...(embeddingSimilarity === null ? [] : [`similarity by the model ${embeddingSimilarity.toFixed(2)}`]),
    ...(falseAlarms !== null && falseAlarms > 0
      ? [`chance alone would give at most ${falseAlarms.toPrecision(1)} such matches`]
      : []),
  ];
  return `"${work.title}"  ${work.id}\n  ${RELATIONS[relation] ?? relation}; registered ${work.registeredAt}${isOwn ? ', by yourself' : ''}\n  ${facts.join('; ')}`;
}

/** The pixels within which a region lies. */
function placeOf(region: readonly Point[]): string {
  const [xs, ys] = [region.map(({ x }) => Math.round(x)), region.map(({ y }) => Math.round(y))];
  return `from ${Math.min(...xs)}, ${Math.min(...ys)} to ${Math.max(...xs)}, ${Math.max(...ys)}`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
