import { AskProblem } from '../ask/ask.js';

/** The id of a work out of what somebody pasted: the id, or the address of its page. Refuses BAD_WORK. */
export function readWork(text: string, what: string): string {
  const [id] = /work:[a-z2-7]+/.exec(text.replaceAll('%3A', ':')) ?? [];
  if (id === undefined)
    throw new AskProblem('BAD_WORK', `${what} is named by the address of its page, or by its id: work:…`);
  return id;
}
