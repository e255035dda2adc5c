import { ask } from '../ask/ask.js';
import { statementOf } from './sign.generated.js';

/** Whether the register has a statement, by its CID: of one whose answer was lost nobody knows before. */
export async function isRecorded(cid: string): Promise<boolean> {
  const { statement } = await ask(statementOf, { id: `statement:${cid}` });
  return statement !== null;
}
