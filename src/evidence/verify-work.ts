import { createHash } from 'node:crypto';
import { ContentDamaged, ContentMissing, type Clock, type ContentStore, type Ledger } from '../ports.js';
import {
  failed,
  lenientAxis,
  notChecked,
  passed,
  type Check,
  type EvidenceReport,
} from './evidence-report.js';
import { exportWork, type ExportNeeds } from './export-work.js';
import { readPackage } from './read-package.js';
import type { ChainReader } from './verify-anchor.js';
import { verifyPackage } from './verify-package.js';

/**
 * Verifies what the register holds of a work by the very verifier that runs on an exported package, against our own
 * content store and ledger. Whoever does not trust this server exports the package and verifies it elsewhere.
 */
export async function verifyWork(
  needs: ExportNeeds & { readonly ledger: Ledger; readonly clock: Clock },
  work: string,
): Promise<EvidenceReport> {
  const evidence = await exportWork(needs, { work, withFiles: false, withDocuments: false });
  const chunks: Uint8Array[] = [];
  for await (const chunk of evidence.read()) chunks.push(chunk);
  const report = await verifyPackage(readPackage(Buffer.concat(chunks)), {
    chain: chainReader(needs.ledger),
    now: needs.clock.now(),
  });
  // The files stay out of the package, which would have to fit into memory, and are read through one by one.
  const files: Check[] = [];
  for (const file of evidence.manifest.files) files.push(await checkFile(needs.content, file));
  const rest = report.axes.bytes.checks.filter(({ result }) => result !== 'not checked');
  return { axes: { ...report.axes, bytes: lenientAxis([...rest, ...files]) } };
}

async function checkFile(
  content: ContentStore,
  { cid, sha256, receipt }: { cid: string; sha256: string; receipt?: string | undefined },
): Promise<Check> {
  const finding = {
    when: 'today' as const,
    what: 'The content store holds the bytes that the statements name',
    subject: `files/${cid}`,
  };
  if (receipt !== undefined) return notChecked({ ...finding, detail: 'Erased on demand.' });
  try {
    const hash = createHash('sha256');
    for await (const chunk of content.read(cid)) hash.update(chunk);
    const found = hash.digest('hex');
    return found === sha256
      ? passed({ ...finding, detail: `SHA-256 ${found}.` })
      : failed({ ...finding, detail: `Their SHA-256 is ${found}, not ${sha256}.` });
  } catch (error) {
    if (error instanceof ContentMissing || error instanceof ContentDamaged)
      return failed({ ...finding, detail: error.message });
    throw error;
  }
}

const chainReader = (ledger: Ledger): ChainReader => ({
  chainId: async () => ledger.chainId,
  askWallet: (question) => ledger.askWallet(question),
  receipt: async (hash) => (await ledger.mined(hash))?.receipt ?? null,
});
