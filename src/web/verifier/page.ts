import './compile-nothing.js';
import type { VerifyOptions } from '../../evidence/verify-parts.js';
import { parseWitnessKey } from '../../lib/cosignature.js';
import { messageOf } from '../../lib/message-of.js';
import { parseVerifierKey } from '../../lib/signed-note.js';
import { readDrop, readPicked, Unreadable } from './read-drop.js';
import { summaryOf } from '../../evidence/report-groups.js';
import { reportElements, workElements } from './show-report.js';
import { verifyDropped, type Dropped } from './verify-dropped.js';

/** For whoever calls the verifier from the browser's console, or from a program of their own. */
Object.assign(globalThis, {
  raisonne: {
    verify: async (...given: Parameters<typeof verifyDropped>) => (await verifyDropped(...given)).report,
  },
});

if (typeof document !== 'undefined') listen();

function listen(): void {
  const zone = byId('drop');
  const inputs = [byId('zip'), byId('folder')] as HTMLInputElement[]; // as page.html has them
  for (const input of inputs)
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      if (files.length > 0) void answer(async () => readPicked(files));
    });
  for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'])
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle('over', name === 'dragenter' || name === 'dragover');
    });
  document.addEventListener('drop', ({ dataTransfer }) => {
    if (dataTransfer) void answer(() => readDrop(dataTransfer));
  });
}

/** Reads, verifies and shows; what cannot be read is said where the report would be. */
async function answer(read: () => Promise<Dropped>): Promise<void> {
  const [status, report] = [byId('status'), byId('report')];
  report.replaceChildren();
  try {
    const options = givenKeys();
    const reading = read();
    status.textContent = 'Verifying …';
    const dropped = await reading;
    // So that the browser shows the line before it is busy.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { work, report: found } = await verifyDropped(dropped, { ...options, now: new Date() });
    report.replaceChildren(...(work ? workElements(work, found) : []), ...reportElements(found));
    status.textContent = summaryOf(found);
    status.focus();
  } catch (error) {
    status.textContent =
      error instanceof Unreadable ? error.message : `This could not be read: ${messageOf(error)}`;
  }
}

/** The keys that whoever verifies was told by the register and by witnesses themselves. */
function givenKeys(): VerifyOptions {
  const log = (byId('log') as HTMLInputElement).value.trim(); // as page.html has it
  const witnessKeys = (byId('witnesses') as HTMLTextAreaElement).value.split(/\s+/).filter(Boolean); // as page.html has it
  if (log !== '' && parseVerifierKey(log) === null)
    throw new Unreadable(`"${log}" is not the key of a register: name+id+key.`);
  const wrong = witnessKeys.find((key) => parseWitnessKey(key) === null);
  if (wrong !== undefined) throw new Unreadable(`"${wrong}" is not the key of a witness: name+id+key.`);
  return { witnessKeys, ...(log !== '' && { logKey: log }) };
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}
