import { withdrawClaim } from '../claims/withdraw-claim.js';
import { parseId } from '../lib/ids.js';
import { withdrawDerivation } from '../originality/withdraw-derivation.js';
import { withdrawPermission } from '../originality/withdraw-permission.js';
import { readBody } from '../register/statement.js';
import type { StatementKind } from '../register/statement-kind.js';
import { withdrawLicence } from '../rights/licences/withdraw-licence.js';
import { textOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { anyKind, signStatement } from './sign-statement.js';

/** By the kind of what is withdrawn, which its id begins with. */
const WITHDRAWALS = new Map<string, { readonly kind: StatementKind<unknown>; readonly name: string }>([
  ['claim', { kind: anyKind(withdrawClaim), name: 'Claim' }],
  ['licence', { kind: anyKind(withdrawLicence), name: 'Licence' }],
  ['derivation', { kind: anyKind(withdrawDerivation), name: 'Derivation' }],
  ['permission', { kind: anyKind(withdrawPermission), name: 'Permission' }],
]);

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'withdraw CLAIM|LICENCE|DERIVATION|PERMISSION [--reason TEXT] [--maker KEYFILE]',
  help: `Withdraws what you stated: a claim that you signed, a licence or a permission that you gave, a derivation that you declared. It stays in the register,
withdrawn. A claim that others signed too stands until none of them upholds it; who owns the work does not change. Disputes: raisonne dispute withdraw.

  --reason TEXT    Why; anybody can read it.
  --maker KEYFILE  The key that signed it, or another of the same person (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {withdrawn, status}: the id, and of a claim its status (WITHDRAWN when nobody upholds it any more), else WITHDRAWN. Refuses NOT_ALLOWED, WITHDRAWN_ALREADY,
CLAIM_UNKNOWN, LICENCE_UNKNOWN, DERIVATION_UNKNOWN, PERMISSION_UNKNOWN.`,
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
    const { kind, name } = withdrawal;
    const reason = textOption(options, 'reason');
    const body = readBody(kind.body, { [what]: id, ...(reason !== undefined && { reason }) }, kind.kind);
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const status = await withServer(call, (client) =>
      withProgress(terminal, 'Withdrawing', async () => {
        const input = await signStatement(client, wallet, kind, body);
        const asked = what === 'claim' ? 'status' : 'withdrawnAt';
        const data = await client.ask<Record<string, Record<string, { status?: string }>>>(
          `mutation ($input: Withdraw${name}Input!) { withdraw${name}(input: $input) { ${what} { ${asked} } } }`,
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
