import { readTokenOwner } from '../adapters/ledger/read-token-owner.js';
import { linkToken } from '../title/tokens/link-token.js';
import { requiredOption, textOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { addressOption, readId } from './read-option.js';

export const tokenCommand: Command = {
  name: 'token',
  usage: 'token WORK --contract ADDRESS --id NUMBER --rpc URL [--block NUMBER] [--maker KEYFILE]',
  help: `States that a token (ERC-721) on any chain stands for a work, and whose it was at a block: asks its contract (ownerOf), and records the answer as
your statement. It is evidence, and moves no title: whoever has a token need not own the work.

  --contract ADDRESS  The token's contract.
  --id NUMBER         The token's number, in decimal.
  --rpc URL           An RPC of its chain.
  --block NUMBER      At which block; the newest final one where it is not given. An older one may need an archive node.
  --maker KEYFILE     Your key: of who registered or claims the work, or owns a share of it or did (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {work, chainId, contract, tokenId, owner, blockNumber, blockHash, blockTime, statement}. Refuses RPC_UNREACHABLE, NO_SUCH_BLOCK,
NO_SUCH_TOKEN, WORK_UNKNOWN, NOT_ALLOWED.`,
  options: {
    contract: { type: 'string' },
    id: { type: 'string' },
    rpc: { type: 'string' },
    block: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const contract = addressOption(options, 'contract');
    const tokenId = requiredOption(options, 'id');
    const block = textOption(options, 'block');
    if (!/^(?:0|[1-9]\d{0,77})$/.test(tokenId))
      throw new WrongUsage(`--id ${tokenId} is not the number of a token in decimal.`);
    if (block !== undefined && !/^\d{1,15}$/.test(block))
      throw new WrongUsage(`--block ${block} is not the number of a block.`);
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const rpc = requiredOption(options, 'rpc');
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const { blockTime, ...found } = await withProgress(terminal, 'Asking the chain', () =>
      readTokenOwner(rpc, { contract, tokenId, block: block === undefined ? null : Number(block) }),
    );
    const body = {
      work,
      contract,
      tokenId,
      ...found,
      blockTime: blockTime.toISOString(),
    };
    const statement = await withServer(call, async (client) => {
      const input = await signStatement(client, wallet, linkToken, body);
      const data = await client.ask<{ linkToken: { statement: { id: string } } }>(
        'mutation ($input: LinkTokenInput!) { linkToken(input: $input) { statement { id } } }',
        { input },
      );
      return data.linkToken.statement.id;
    });
    return {
      json: { ...body, statement },
      text: `Token ${tokenId} of ${contract} on chain ${body.chainId} was owned by ${body.owner} at block ${body.blockNumber} (${body.blockTime}).\nThat it stands for the work is recorded: ${statement}`,
    };
  },
};
