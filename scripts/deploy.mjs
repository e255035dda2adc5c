// npm run deploy -- [--direct] [--json]: puts the checkpoint registry onto the chain of ETH_RPC_URL, or finds it there.
import { build, install } from './set-up.mjs';

install();
await build();
const { runDeploy } = await import('../dist/scripts/run-deploy.js');
process.exitCode = await runDeploy(process.argv.slice(2));
