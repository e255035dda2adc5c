import { answerDispute } from '../claims/disputes/answer-dispute.js';
import { DISPUTE_GROUNDS, GROUND_MEANINGS, OUTCOMES } from '../claims/disputes/dispute.js';
import { openDispute } from '../claims/disputes/open-dispute.js';
import { shownStandInWords } from '../claims/disputes/stand-in-words.js';
import { stateOutcome } from '../claims/disputes/state-outcome.js';
import { withdrawDispute } from '../claims/disputes/withdraw-dispute.js';
import { Refusal } from '../lib/refusal.js';
import type { StatementKind } from '../register/statement-kind.js';
import { readBody } from '../register/statement.js';
import { referenceTo } from '../works/file.js';
import type { Client } from './client.js';
import {
  requiredOption,
  requiredWord,
  textOption,
  textOptions,
  WrongUsage,
  type Call,
  type Command,
  type Options,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { readLocalFile, uploadFile, type LocalFile } from './local-file.js';
import { withProgress } from './progress.js';
import { anyKind, signStatement } from './sign-statement.js';
import { dayOption, givenOption, readDay, readId } from './read-option.js';

const VERBS = ['open', 'answer', 'outcome', 'withdraw'] as const;
type Verb = (typeof VERBS)[number];

interface Stated {
  readonly dispute: {
    readonly id: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly answerBy: string;
  };
}

export const disputeCommand: Command = {
  name: 'dispute',
  usage:
    'dispute open CLAIM --ground GROUND --account TEXT [--evidence FILE]… | answer DISPUTE --account TEXT | outcome DISPUTE --outcome OUTCOME --decided-by WHO --decided-on DAY | withdraw DISPUTE',
  help: `Disputes a claim, or goes on with a dispute. The claim, and what derives from it, are shown as contested until that is withdrawn or decided. Nothing is
deleted, and silence decides nothing. Anybody may dispute a claim, without a bond, and have five disputes open.

  --ground GROUND      ${DISPUTE_GROUNDS.map((ground) => `${ground} (${GROUND_MEANINGS[ground].toLowerCase()})`).join(', ')}.
  --account TEXT       What you say, in words.
  --evidence FILE      A document; it is uploaded, and anybody can read it. May be given several times; of an outcome one, the decision itself.
  --answer-by DAY      By when you ask for an answer: in seven days at the earliest, in thirty where it is not given.
  --outcome OUTCOME    ${OUTCOMES.join(', ')}: upheld is for who raised it. It counts as decided where both sides state the same, or one
                       states what is against it.
  --decided-by WHO     A court with its case number, an arbitrator, or the parties. --decided-on DAY when.
  --maker KEYFILE      Your key (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {dispute, state, outcome, answerBy}. Refuses CLAIM_UNKNOWN, DISPUTE_UNKNOWN, NOT_ALLOWED, SELF_DISPUTE, DISPUTED_ALREADY, WITHDRAWN_ALREADY,
DECIDED_ALREADY, TOO_MANY_ANSWERS, TOO_SHORT_A_TIME, TOO_MANY_DISPUTES, DATED_IN_THE_FUTURE, OUT_OF_SCHEMA.`,
  options: {
    ground: { type: 'string' },
    account: { type: 'string' },
    evidence: { type: 'string', multiple: true },
    'answer-by': { type: 'string' },
    outcome: { type: 'string' },
    'decided-by': { type: 'string' },
    'decided-on': { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 2,
  async run(call) {
    const [name = '', about = ''] = call.arguments;
    const verb = VERBS.find((one) => one === name);
    if (!verb) throw new WrongUsage(`dispute can ${VERBS.join(', ')}, and not "${name}".`);
    readId(verb === 'open' ? 'CLAIM' : 'DISPUTE', about, verb === 'open' ? 'claim' : 'dispute');
    const evidence = await Promise.all(textOptions(call.options, 'evidence').map(readLocalFile));
    const said = saidBy(verb, call.options, evidence);
    const { dispute } = await withServer(call, (client) =>
      withProgress(call.terminal, 'Stating it', () => state(client, call, { verb, about, said, evidence })),
    );
    const { id, outcome, answerBy } = dispute;
    return {
      json: { dispute: id, state: dispute.state, outcome, answerBy },
      text: `${id}: ${shownStandInWords(dispute)}.${verb === 'open' ? ` An answer is asked for by ${answerBy}; silence decides nothing.` : ''}`,
    };
  },
};

interface Step {
  readonly verb: Verb;
  readonly about: string;
  /** What is said, without what it is said of. */
  readonly said: object;
  readonly evidence: readonly LocalFile[];
}

async function state(client: Client, call: Call, step: Step): Promise<Stated> {
  const { verb, about, said, evidence } = step;
  const kind = KINDS[verb];
  const body =
    verb === 'open'
      ? { claim: about, ...said }
      : { claim: await claimOf(client, about), dispute: about, ...said };
  const { wallet } = await openOwnersKey(call.terminal, textOption(call.options, 'maker'), {
    option: '--maker',
  });
  const uploads = await Promise.all(evidence.map((file) => uploadFile(client, file)));
  const signed = await signStatement(client, wallet, kind, readBody(kind.body, body, kind.kind));
  const name = kind.kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await client.ask<Record<string, Stated>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { dispute { id state outcome answerBy } } }`,
    { input: { ...signed, uploads } },
  );
  return data[name] as Stated; // GraphQL answers with the field that was asked for
}

async function claimOf(client: Client, dispute: string): Promise<string> {
  const found = await client.ask<{ dispute: { claim: { id: string } } | null }>(
    'query ($id: ID!) { dispute(id: $id) { claim { id } } }',
    { id: dispute },
  );
  if (!found.dispute) throw new Refusal('DISPUTE_UNKNOWN', `${dispute} is not recorded there.`, { dispute });
  return found.dispute.claim.id;
}

/** Each verb is a kind of statement. */
const KINDS: Readonly<Record<Verb, StatementKind<unknown>>> = {
  open: anyKind(openDispute),
  answer: anyKind(answerDispute),
  outcome: anyKind(stateOutcome),
  withdraw: anyKind(withdrawDispute),
};

/** What a verb says, as the options tell it. */
function saidBy(verb: Verb, options: Options, files: readonly LocalFile[]): object {
  const references = files.map(referenceTo);
  const evidence = references.length > 0 ? { evidence: references } : {};
  const account = textOption(options, 'account');
  if (verb === 'open') {
    const answerBy = givenOption(options, 'answer-by', readDay);
    return {
      ground: requiredWord(options, 'ground', DISPUTE_GROUNDS),
      account: requiredOption(options, 'account'),
      ...evidence,
      ...(answerBy !== undefined && { answerBy }),
    };
  }
  if (verb === 'answer') return { account: requiredOption(options, 'account'), ...evidence };
  if (verb === 'withdraw') return account === undefined ? {} : { reason: account };
  return {
    outcome: requiredWord(options, 'outcome', OUTCOMES),
    decidedBy: requiredOption(options, 'decided-by'),
    decidedOn: dayOption(options, 'decided-on'),
    ...(account !== undefined && { account }),
    ...(references[0] && { document: references[0] }),
  };
}
