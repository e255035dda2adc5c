import type { Wallet } from 'ethers';
import type { GenerationRecord } from '../creation/generation-record.js';
import { confirmFilled, fillClaim, writeDraft } from './fill-claim.js';
import { claimAuthorship } from '../claims/claim-authorship.js';
import type { ClaimBody } from '../claims/claim.js';
import { registerWork } from '../works/register-work.js';
import { referenceTo, type FileReference } from '../works/file.js';
import type { WorkBody } from '../works/work.js';
import { nameStatement } from '../register/statement.js';
import type { KeptText } from '../disclosure/private-claim.js';
import { keepOpenings, readClaimFile, privateClaim, type ClaimFile } from './claim-file.js';
import type { Client } from './client.js';
import {
  requiredOption,
  textOption,
  textOptions,
  WrongUsage,
  type Answer,
  type Call,
  type Command,
  type Options,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openKey } from './key-file.js';
import { printable } from './printable.js';
import { withMakings } from './fill-makings.js';
import { readLocalFile, readLocalPicture, uploadFile, type LocalFile } from './local-file.js';
import { withProgress } from './progress.js';
import { givenOption, readDateMade } from './read-option.js';
import { signStatement } from './sign-statement.js';

export const registerCommand: Command = {
  name: 'register',
  usage:
    'register FILE --title TITLE [--maker KEYFILE] [--by NAME] [--claim CLAIM.json] [--correct FIELD=VALUE] …',
  help: `Registers a picture and claims its authorship, or answers with the earlier work that it looks like.

  --title TITLE        At most 200 characters.
  --maker KEYFILE      Whose key signs; made on first use (RAISONNE_KEY, ~/.raisonne/key.json).
  --by NAME            The maker's name; for several give it several times. The first is told to be whoever signs, where the claim says that its claimant
                       is the author (basis author, or joint-authors), and otherwise nobody's key is named beside it.
  --date, --medium, --description, --alt TEXT
                       When it was made (EDTF), in what, what it is, what it shows.
  --claim CLAIM.json   How it was made: {basis, account, generations, acts, makings, authorCreated,
                       materialExcluded, newMaterialIncluded} as in schema/statements/claim-authorship.json.
  --correct FIELD=VALUE
                       States a field otherwise than the file does; may be given several times. What the file says is told beside it.
  --making FOLDER      The folder that you watched while it was made (raisonne watch): the claim names its ledger, and where CLAIM.json tells no
                       acts, those that you recorded there of files that led to FILE; may be given several times.
  --evidence FILE      A file that shows how it was made, such as a layered one (PSD, KRA, ORA); it becomes public. May be given several times.
  --no-fill            Leaves out what the file says of how it was made.
  --draft CLAIM.json   Records nothing: writes the claim as it would be, to be looked at, edited and given by --claim; with drafts of what the
                       author created and of what is excluded, from its acts and generation records.
  --yes                Does not ask whether what the file says is right, where somebody sits at the terminal.
  --private            Prompts and raw metadata go in as salted commitments; what opens them is kept in a file beside CLAIM.json, or beside FILE.
  --withhold POINTER   Leaves a field of the claim out and commits to it, such as /account, /acts/1, /generations/0/seed (JSON Pointer into the
                       claim as --draft writes it); may be given several times. What opens it is kept like the rest. A required field
                       is withheld with its whole entry.
  --insist             When it looks like an earlier work, claim that work: the claims then compete, side by side.
  ${SERVER_HELP}

What the file itself says of how it was made (see inspect) is filled in and shown; by signing you confirm it.

--json prints {work, claim, statement, url, earlier}: ids, and filled, the generation record that the file gave, where it gave one; earlier is the registered work that looks the same, or null;
with it comes isOwn, whether you registered that one, by this key or an earlier one.
When there is one and you do not insist, nothing is recorded, work is that one, and claim and statement are null.
The picture itself becomes public: anybody can download it from the server.
Refuses (exit code 1) what is no readable picture, is too large or damaged, and what the register refuses.`,
  options: {
    title: { type: 'string' },
    maker: { type: 'string' },
    by: { type: 'string', multiple: true },
    date: { type: 'string' },
    medium: { type: 'string' },
    description: { type: 'string' },
    alt: { type: 'string' },
    claim: { type: 'string' },
    private: { type: 'boolean' },
    withhold: { type: 'string', multiple: true },
    insist: { type: 'boolean' },
    correct: { type: 'string', multiple: true },
    making: { type: 'string', multiple: true },
    evidence: { type: 'string', multiple: true },
    'no-fill': { type: 'boolean' },
    draft: { type: 'string' },
    yes: { type: 'boolean' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const title = requiredOption(call.options, 'title');
    // Before anything is made or sent.
    givenOption(call.options, 'date', readDateMade);
    const picture = await withProgress(call.terminal, 'Reading the picture', () =>
      readLocalPicture(call.arguments[0] ?? ''),
    );
    const ledgers = await withMakings(
      await readGivenClaim(call.options),
      textOptions(call.options, 'making'),
      picture,
    );
    for (const problem of ledgers.problems) call.terminal.err(`${printable(problem)}\n`);
    const given = ledgers.claim;
    const filled = call.options['no-fill']
      ? { claim: given, record: null, omitted: [], evidence: null }
      : await withProgress(call.terminal, 'Reading what the file says', () =>
          fillClaim(given, call.arguments[0] ?? '', call.options),
        );
    const draft = textOption(call.options, 'draft');
    if (draft !== undefined) return writeDraft(draft, filled, ledgers.tools);
    await confirmFilled(call, filled);
    const own = withOwnTexts(filled.claim, call);
    const evidence = await Promise.all(textOptions(call.options, 'evidence').map(readLocalFile));
    return withServer(call, (client) =>
      withProgress(call.terminal, 'Registering', async () => {
        // Before a key is made: where no server takes the picture, none is left behind.
        const upload = await uploadFile(client, picture);
        const { wallet } = await openKey(call.terminal, textOption(call.options, 'maker'));
        const sent = { picture, upload, title, evidence, filled: filled.record, ...own };
        return register({ client, wallet, call, ...sent });
      }),
    );
  },
};

/** On which a claim rests that says nothing of it. */
const BASIS = 'author';

interface Registering {
  readonly client: Client;
  readonly wallet: Wallet;
  readonly picture: LocalFile;
  /** The id of the picture's upload. */
  readonly upload: string;
  readonly title: string;
  readonly claim: ClaimFile;
  /** Files that show how it was made. */
  readonly evidence: readonly LocalFile[];
  /** Texts that go in as commitments, and beside which file what opens them is kept. */
  readonly hidden: { readonly beside: string; readonly texts: readonly KeptText[] } | null;
  /** What the file gave for the claim; null for nothing. */
  readonly filled: GenerationRecord | null;
  readonly call: Call;
}

async function readGivenClaim(options: Options): Promise<ClaimFile> {
  const file = textOption(options, 'claim');
  return file === undefined ? {} : readClaimFile(file);
}

function withOwnTexts(claim: ClaimFile, call: Call): Pick<Registering, 'claim' | 'hidden'> {
  const texts = call.options['private'] === true;
  const made = privateClaim(claim, { texts, pointers: textOptions(call.options, 'withhold') });
  if (made.kept.length === 0) {
    if (texts)
      throw new WrongUsage(
        '--private has no prompt to keep private: neither --claim nor the file tells one.',
      );
    return { claim, hidden: null };
  }
  return {
    claim: made.claim,
    hidden: { beside: textOption(call.options, 'claim') ?? call.arguments[0] ?? '', texts: made.kept },
  };
}

interface EarlierWork {
  readonly id: string;
  readonly title: string;
  readonly claims: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly status: string } }[];
  };
}

interface Match {
  readonly relation: string;
  /** Registered by this key, or an earlier one of the same person. */
  readonly isOwn: boolean;
  readonly work: EarlierWork;
}

type RegisterWorkResult = {
  registerWork: { work: { id: string } } | { matches: readonly Match[] };
};

const REGISTER = `mutation ($input: RegisterWorkInput!) {
  registerWork(input: $input) {
    ... on RegisteredWork { work { id } }
    ... on LooksLikeEarlierWork { matches { relation isOwn work { id title claims(first: 100) { edges { node { id status } } } } } }
  }
}`;

async function register(registering: Registering): Promise<Answer> {
  const { client, wallet, upload, title, call } = registering;
  const signed = await signStatement(client, wallet, registerWork, workBody(registering));
  const { registerWork: result } = await client.ask<RegisterWorkResult>(REGISTER, {
    input: { ...signed, uploads: [upload] },
  });
  if ('work' in result) return claimFirst(registering, { id: result.work.id, title });
  const [match] = result.matches;
  if (!match) throw new Error('the server found earlier works and named none');
  const { work, relation, isOwn } = match;
  // Of an earlier try that ended between its two statements: what is missing is the claim.
  if (isOwn && relation === 'EXACT_BYTES' && !standingClaim(work)) return claimFirst(registering, work);
  return call.options['insist'] ? compete(registering, match) : lookedAlike(client, match);
}

async function claimFirst(
  registering: Registering,
  { id, title }: Pick<EarlierWork, 'id' | 'title'>,
): Promise<Answer> {
  const claim = await claimWork(registering, { work: id });
  const url = urlOf(registering.client, id);
  return {
    json: {
      work: id,
      claim,
      statement: statementOf(id),
      url,
      earlier: null,
      ...(registering.filled && { filled: registering.filled }),
    },
    text: `"${title}" is registered and claimed.\nwork   ${id}\nclaim  ${claim}\n${url}`,
  };
}

const standingClaim = ({ claims }: EarlierWork): string | undefined =>
  claims.edges.find(({ node }) => node.status !== 'WITHDRAWN')?.node.id;

function lookedAlike(client: Client, { work, relation, isOwn }: Match): Answer {
  const url = urlOf(client, work.id);
  const what = isOwn ? 'your own earlier work' : 'an earlier work';
  const claimed = standingClaim(work);
  return {
    json: { work: work.id, claim: null, statement: null, url, earlier: work.id, isOwn },
    text: [
      `Nothing was registered: the picture looks like ${what} (${relation}).`,
      `"${work.title}"  ${work.id}`,
      url,
      ...(isOwn && claimed
        ? []
        : [`To claim it all the same${claimed ? ', against the earlier claim' : ''}, add --insist.`]),
    ].join('\n'),
  };
}

/** A claim on the earlier work, beside the one that stands; the person's own file goes in as its evidence. */
async function compete(registering: Registering, { work, isOwn }: Match): Promise<Answer> {
  const claim = await claimWork(
    registering,
    { work: work.id, competesWith: standingClaim(work), evidence: [referenceTo(registering.picture)] },
    [registering.upload],
  );
  const url = urlOf(registering.client, work.id);
  return {
    json: {
      work: work.id,
      claim,
      statement: statementOf(claim),
      url,
      earlier: work.id,
      isOwn,
      ...(registering.filled && { filled: registering.filled }),
    },
    text: `Your claim stands beside the earlier one on "${work.title}".\nwork   ${work.id}\nclaim  ${claim}\n${url}`,
  };
}

async function claimWork(
  { client, wallet, claim, evidence, hidden, call }: Registering,
  about: Pick<ClaimBody, 'work' | 'competesWith' | 'evidence'>,
  uploads: readonly string[] = [],
): Promise<string> {
  const files: FileReference[] = [...(about.evidence ?? []), ...evidence.map(referenceTo)];
  const own: string[] = [];
  for (const file of evidence) own.push(await uploadFile(client, file));
  const body: ClaimBody = {
    ...claim,
    ...about,
    ...(files.length > 0 && { evidence: files }),
    basis: claim.basis ?? BASIS,
    claimants: [wallet.address.toLowerCase()],
  };
  const signed = await signStatement(client, wallet, claimAuthorship, body);
  if (hidden) {
    // Before it is sent: once it is recorded, a commitment that nobody can open is worth nothing.
    const file = `${hidden.beside}.${nameStatement(signed.statement).cid.slice(-8)}.openings.json`;
    await keepOpenings(file, hidden.texts);
    call.terminal.err(`What opens the private fields is in ${file}. Nobody else has it: keep it.\n`);
  }
  const { claimAuthorship: result } = await client.ask<{ claimAuthorship: { claim: { id: string } } }>(
    'mutation ($input: ClaimAuthorshipInput!) { claimAuthorship(input: $input) { claim { id } } }',
    { input: { ...signed, uploads: [...uploads, ...own] } },
  );
  return result.claim.id;
}

/** Bases by which whoever claims made the work; by the others somebody else did. */
const BY_AUTHORS: ReadonlySet<ClaimBody['basis']> = new Set(['author', 'joint-authors']);

function workBody({ call: { options }, wallet, picture, title, claim }: Registering): WorkBody {
  const isByAuthor = BY_AUTHORS.has(claim.basis ?? BASIS);
  const person = wallet.address.toLowerCase();
  return {
    title,
    makers: textOptions(options, 'by').map((name, at) => ({
      name,
      ...(at === 0 && isByAuthor && { person }),
    })),
    dateMade: textOption(options, 'date'),
    medium: textOption(options, 'medium'),
    description: textOption(options, 'description'),
    altText: textOption(options, 'alt'),
    files: [referenceTo(picture)],
  };
}

/** A work's id, and a claim's, bears the CID of the statement that made it. */
const statementOf = (id: string): string => id.replace(/^[a-z]+:/, 'statement:');

const urlOf = (client: Client, work: string): string => `${client.publicUrl}/works/${work}`;
