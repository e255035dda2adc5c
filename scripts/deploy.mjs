// npm run deploy -- [--direct] [--json]: puts the checkpoint registry onto the chain of ETH_RPC_URL, or finds it there.
import { setUp } from './set-up.mjs';

await setUp();
const { runDeploy } = await import('../dist/scripts/run-deploy.js');
process.exitCode = await runDeploy(process.argv.slice(2));
