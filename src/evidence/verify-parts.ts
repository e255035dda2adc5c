import { parseVerifierKey } from '../lib/signed-note.js';
import {
  AXES,
  failed,
  lenientAxis,
  notChecked,
  strictAxis,
  type Check,
  type EvidenceReport,
} from './evidence-report.js';
import { MAX_MANIFEST_BYTES, manifestSchema, type Manifest, type PackageParts } from './package-format.js';
import { readJson } from './read-json.js';
import { verifyAnchor, type ChainReader } from './verify-anchor.js';
import { documentChecks } from './document-checks.js';
import { verifyBytes } from './verify-bytes.js';
import { verifyCheckpoint } from './verify-checkpoint.js';
import { verifyInclusion } from './verify-inclusion.js';
import { timeChecks, type TimestampReader } from './verify-time.js';
import { fateChecks } from './verify-fates.js';
import { keyChecks } from './verify-keys.js';
import { keyFateChecks } from './verify-key-fates.js';
import { openStatement, type OpenedStatement } from './verify-signatures.js';
import { signatureCheck } from './verify-wallet.js';

export interface VerifyOptions {
  /** The log's key as `name+id+key`, as the log publishes it; without it the package's own word is taken for it. */
  readonly logKey?: string;
  /** Keys of witnesses, as name+id+key: each must have cosigned the checkpoint. */
  readonly witnessKeys?: readonly string[];
  /** Without it the anchor, and signatures of contract wallets, are never more than "not checked". */
  readonly chain?: ChainReader;
  /** Without it timestamps are never more than "not checked". */
  readonly readTimestamp?: TimestampReader;
  /** The day on which it is verified: only with it permissions can be told to be over. */
  readonly now?: Date;
}

/** Verifies the parts of a package, named below data/, whatever the bag around them says. */
export async function verifyParts(parts: PackageParts, options: VerifyOptions = {}): Promise<EvidenceReport> {
  const bytes = parts.get('manifest.json');
  if (!bytes) return unreadable('manifest.json', 'The package holds no manifest.');
  const manifest = readJson<Manifest>(bytes, manifestSchema, MAX_MANIFEST_BYTES);
  if ('problem' in manifest) return unreadable('manifest.json', manifest.problem);
  return verifyListed(parts, manifest.value, options);
}

async function verifyListed(
  parts: PackageParts,
  manifest: Manifest,
  { logKey, witnessKeys = [], chain, now, readTimestamp }: VerifyOptions,
): Promise<EvidenceReport> {
  const log = parseVerifierKey(manifest.log.verifierKey);
  const statements = manifest.statements.map((listed) => openStatement(parts, listed, log));
  const { head, checks } = verifyCheckpoint(parts, manifest, { statements, logKey, witnessKeys });
  const others = {
    signatures: strictAxis([
      ...(await signatureChecks(statements, chain)),
      ...keyChecks(statements),
      ...keyFateChecks(statements),
    ]),
    inclusion: strictAxis([
      ...manifest.statements.map((listed) => verifyInclusion(parts, listed, head)),
      ...fateChecks(statements, now),
    ]),
    // Cosignatures by keys that nobody vouched for are more than none, and must not keep the rest from passing.
    checkpoint: lenientAxis([...checks, ...(await timeChecks(parts, manifest, readTimestamp))]),
    anchor: strictAxis(await verifyAnchor(parts, manifest, { head, chain })),
  };
  const isSound = Object.values(others).every(({ result }) => result !== 'failed');
  return {
    axes: {
      // Files may be left out on purpose, so that what is absent does not keep the rest from passing.
      bytes: lenientAxis([
        ...(await verifyBytes(parts, manifest, statements)),
        ...documentChecks(parts, manifest, { isSound }),
      ]),
      ...others,
    },
  };
}

/** One wallet after the other, so that no RPC is asked much at once. */
async function signatureChecks(
  statements: readonly OpenedStatement[],
  chain: ChainReader | undefined,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const opened of statements) checks.push(await signatureCheck(opened, chain));
  return checks;
}

/** The report on what cannot even be opened. */
export function unreadable(subject: string, problem: string): EvidenceReport {
  const what = 'The package can be read';
  const rest = strictAxis([
    notChecked({
      when: 'today',
      what,
      subject,
      detail: `Not looked at, since ${subject} could not be read.`,
    }),
  ]);
  const axes = Object.fromEntries(AXES.map((axis) => [axis, rest])) as Record<
    (typeof AXES)[number],
    typeof rest
  >; // AXES lists every name
  return {
    axes: { ...axes, bytes: strictAxis([failed({ when: 'today', what, subject, detail: problem })]) },
  };
}
