import { readReports } from '../claims/reports/accept-report.js';
import { eraseReport } from '../claims/reports/erase-report.js';
import { DISPUTE_GROUNDS } from '../claims/disputes/dispute.js';
import {
  numberOf,
  requiredOption,
  requiredWord,
  textOption,
  type Answer,
  type Call,
  type Command,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { printable } from './printable.js';
import { signStatement } from './sign-statement.js';
import { readId } from './read-option.js';

interface Report {
  readonly number: number;
  readonly subject: string;
  readonly ground: string;
  readonly account: string;
  readonly contact: string | null;
  readonly at: string;
}

export const reportCommand: Command = {
  name: 'report',
  usage:
    'report SUBJECT --ground GROUND --account TEXT [--contact TEXT] | report read [--maker KEYFILE] | report erase --number N [--maker KEYFILE]',
  help: `Tells the operators of the server that something is wrong with a work, a claim or a file (file: and its CID). Anybody may, without a key, ten times an hour.
It is in no register and contests nothing: for that, raisonne dispute.

  --ground GROUND  ${DISPUTE_GROUNDS.join(', ')}.
  --account TEXT   What is wrong.
  --contact TEXT   How an operator may answer; nobody else sees it.
  read             Shows an operator what was reported, the last 100: OPERATORS in the server's configuration names them.
  erase            Erases the report with --number, for an operator: who sent it, and what it says.
  ${SERVER_HELP}

--json prints {subject}, {reports: [{number, subject, ground, account, contact, at}]}, or {erased}. Refuses OUT_OF_SCHEMA, TOO_MANY_REPORTS, NOT_ALLOWED, REPORT_UNKNOWN.`,
  options: {
    ground: { type: 'string' },
    account: { type: 'string' },
    contact: { type: 'string' },
    number: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const subject = call.arguments[0] ?? '';
    if (subject === 'read') return read(call);
    if (subject === 'erase') return erase(call);
    const { options } = call;
    readId('SUBJECT', subject, 'work', 'claim', 'file');
    const ground = requiredWord(options, 'ground', DISPUTE_GROUNDS);
    const input = {
      subject,
      ground: ground.toUpperCase().replaceAll('-', '_'),
      account: requiredOption(options, 'account'),
      contact: textOption(options, 'contact'),
    };
    await withServer(call, (client) =>
      client.ask('mutation ($input: ReportInput!) { report(input: $input) { isTaken } }', { input }),
    );
    return {
      json: { subject },
      text: 'The operators have it. It contests nothing by itself: see raisonne dispute.',
    };
  },
};

async function read(call: Call): Promise<Answer> {
  const { wallet } = await openOwnersKey(call.terminal, textOption(call.options, 'maker'), {
    option: '--maker',
  });
  const { reports } = await withServer(call, async (client) =>
    client.ask<{ reports: Report[] }>(
      'query ($input: SignedRequestInput!) { reports(input: $input) { number subject ground account contact at } }',
      { input: await signStatement(client, wallet, readReports, {}) },
    ),
  );
  const lines = reports.map(
    ({ number, at, subject, ground, account, contact }) =>
      `${number}  ${at}  ${subject} (${ground.toLowerCase()})${contact === null ? '' : `, ${contact}`}\n    ${account}`,
  );
  return { json: { reports }, text: printable(lines.join('\n') || 'Nothing was reported.') };
}

async function erase(call: Call): Promise<Answer> {
  const report = numberOf(requiredOption(call.options, 'number'));
  const { wallet } = await openOwnersKey(call.terminal, textOption(call.options, 'maker'), {
    option: '--maker',
  });
  await withServer(call, async (client) =>
    client.ask('mutation ($input: SignedRequestInput!) { eraseReport(input: $input) { number } }', {
      input: await signStatement(client, wallet, eraseReport, { report }),
    }),
  );
  return { json: { erased: report }, text: `Report ${report} is erased.` };
}
