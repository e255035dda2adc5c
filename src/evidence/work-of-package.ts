import * as z from 'zod';
import { rawCid } from '../lib/cid.js';
import { idOf } from '../lib/ids.js';
import { sha256 } from '../lib/sha256.js';
import { MAX_STATEMENT_BYTES } from '../register/statement.js';
import { workBodySchema } from '../works/work.js';
import { PAYLOAD, type BagFiles } from './bagit/bag.js';
import { AXES, plainLine, type EvidenceReport } from './evidence-report.js';
import { MAX_MANIFEST_BYTES, manifestSchema, type Manifest, partsOfStatement } from './package-format.js';
import { readJson } from './read-json.js';
import type { PackageProblem } from './read-package.js';

/** Of which work a package says that it is. Nobody vouches for these words but the report on the package. */
export interface NamedWork {
  readonly id: string;
  /** As its registration in the package has them; null where that cannot be read, or its words were erased. */
  readonly words: {
    readonly title: string;
    readonly makers: readonly string[];
    /** Whether the id follows from these very words. */
    readonly isOfId: boolean;
  } | null;
}

const registrationSchema = z.looseObject({
  body: z.looseObject({ title: workBodySchema.shape.title, makers: workBodySchema.shape.makers }),
});

/** The work that a package names, whether it verifies or not; null where not even its manifest can be read. Never throws. */
export function workOfPackage(read: BagFiles | PackageProblem): NamedWork | null {
  if ('problem' in read) return null;
  const part = (name: string) => read.get(`${PAYLOAD}${name}`);
  const bytes = part('manifest.json');
  const manifest = bytes && readJson<Manifest>(bytes, manifestSchema, MAX_MANIFEST_BYTES);
  if (!manifest || 'problem' in manifest) return null;
  const { work, statements } = manifest.value;
  const listed = statements.find(({ kind, forgotten }) => kind === 'register-work' && !forgotten);
  const registration = listed && part(partsOfStatement(listed).path);
  return { id: work, words: registration ? wordsOf(registration, work) : null };
}

function wordsOf(registration: Uint8Array, work: string): NamedWork['words'] {
  const said = readJson(registration, registrationSchema, MAX_STATEMENT_BYTES);
  if ('problem' in said) return null;
  const { title, makers } = said.value.body;
  return {
    title: plainLine(title, 200),
    makers: makers.map(({ name }) => plainLine(name, 200)),
    isOfId: idOf('work', rawCid(sha256(registration))) === work,
  };
}

/** How far the words can be relied on, by what the verification of the same package found. */
export function standingOf({ words }: NamedWork, { axes }: EvidenceReport): string {
  if (words === null) return 'The package holds no words of its registration that can be read.';
  if (!words.isOfId) return 'These are not the words that were registered by this id. Rely on none of them.';
  return AXES.some((axis) => axes[axis].result === 'failed')
    ? 'The package names it so. Something in it failed: see below before you rely on that.'
    : 'Registered in these words, by the signed registration in this package.';
}
