import { withdrawClaim } from '../claims/withdraw-claim.js';
import { ID_SCHEMAS, idOf, parseId, statementOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { withdrawDerivation } from '../originality/withdraw-derivation.js';
import { withdrawPermission } from '../originality/withdraw-permission.js';
import { readBody } from '../register/statement.js';
import type { StatementKind } from '../register/statement-kind.js';
import { withdrawLicence } from '../rights/licences/withdraw-licence.js';
import { withdrawProvenance } from '../title/history/withdraw-provenance.js';
import type { Client } from './client.js';
import { textOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { readId } from './read-option.js';
import { withProgress } from './progress.js';
import { anyKind, signStatement } from './sign-statement.js';

interface Withdrawal {
  readonly called: keyof typeof ID_SCHEMAS;
  readonly kind: StatementKind<unknown>;
  /** As the mutation has it. */
  readonly name: string;
}

/** By the kind of what is withdrawn, which its id begins with. */
const WITHDRAWALS = new Map<string, Withdrawal>([
  ['claim', { called: 'claim', kind: anyKind(withdrawClaim), name: 'Claim' }],
  ['licence', { called: 'licence', kind: anyKind(withdrawLicence), name: 'Licence' }],
  ['derivation', { called: 'derivation', kind: anyKind(withdrawDerivation), name: 'Derivation' }],
  ['permission', { called: 'permission', kind: anyKind(withdrawPermission), name: 'Permission' }],
  ['event', { called: 'event', kind: anyKind(withdrawProvenance), name: 'Provenance' }],
]);

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'withdraw CLAIM|LICENCE|DERIVATION|PERMISSION|EVENT [--reason TEXT] [--maker KEYFILE]',
  help: `Withdraws what you stated: a claim that you signed, a licence or a permission that you gave, a derivation that you declared, an event of
a history that you told. It stays in the register, withdrawn. A claim that others signed too stands until none of them upholds it; who owns the work does not change. Disputes: raisonne dispute withdraw.

  --reason TEXT    Why; anybody can read it.
  --maker KEYFILE  The key that signed it, or another of the same person (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {withdrawn, status}: the id, and of a claim its status (WITHDRAWN when nobody upholds it any more), else WITHDRAWN. Refuses NOT_ALLOWED, WITHDRAWN_ALREADY,
CLAIM_UNKNOWN, LICENCE_UNKNOWN, DERIVATION_UNKNOWN, PERMISSION_UNKNOWN, EVENT_UNKNOWN.`,
  options: { reason: { type: 'string' }, maker: { type: 'string' }, ...SERVER_OPTION },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const [id = ''] = call.arguments;
    const what = parseId(id)?.kind ?? '';
    const withdrawal = WITHDRAWALS.get(what);
    if (!withdrawal)
      throw new WrongUsage(
        `"${id}" cannot be withdrawn here; it must be the id of one of ${[...WITHDRAWALS.keys()].join(', ')}.`,
      );
    const { kind, name, called } = withdrawal;
    readId(what.toUpperCase(), id, called);
    const reason = textOption(options, 'reason');
    const told = {
      ...(what === 'event' ? { events: [id] } : { [what]: id }),
      ...(reason !== undefined && { reason }),
    };
    // Of an event the statement names the work too, which its id does not tell.
    const bodyOf = (work?: string) =>
      readBody(kind.body, { ...told, ...(work !== undefined && { work }) }, kind.kind);
    const whole = what === 'event' ? null : bodyOf();
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const status = await withServer(call, (client) =>
      withProgress(terminal, 'Withdrawing', async () => {
        const body = whole ?? bodyOf(await workOfEvent(client, id));
        const input = await signStatement(client, wallet, kind, body);
        const asked = ASKED[what] ?? `${what} { withdrawnAt }`;
        const data = await client.ask<Record<string, Record<string, { status?: string }>>>(
          `mutation ($input: Withdraw${name}Input!) { withdraw${name}(input: $input) { ${asked} } }`,
          { input },
        );
        return data[`withdraw${name}`]?.[what]?.status ?? 'WITHDRAWN';
      }),
    );
    return {
      json: { withdrawn: id, status },
      text:
        status === 'WITHDRAWN'
          ? `${id} is withdrawn. It stays in the register.`
          : `You uphold ${id} no more; others who signed it do.`,
    };
  },
};

/** What tells that it is withdrawn, where it is no date. */
const ASKED: Readonly<Record<string, string>> = { claim: 'claim { status }', event: 'work { id }' };

async function workOfEvent(client: Client, event: string): Promise<string> {
  const { statement } = await client.ask<{ statement: { kind: string; subject: string } | null }>(
    'query ($id: ID!) { statement(id: $id) { kind subject } }',
    { id: idOf('statement', statementOf(event)) },
  );
  if (statement?.kind !== 'record-provenance')
    throw new Refusal('EVENT_UNKNOWN', `${event} is not recorded there.`, { event });
  return statement.subject;
}
