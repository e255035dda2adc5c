import { idOf } from '../lib/ids.js';
import { openCheckpoint } from '../register/checkpoint.js';
import { isEqualBytes } from '../lib/bytes.js';
import { cidOf } from './documents/cid-of.js';
import type { RecordSource } from './documents/derive-record.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';
import { namedMakings } from './named-makings.js';
import { README, type Manifest, type PackageParts } from './package-format.js';
import { readmeText } from './readme-text.js';

/**
 * Whether README.txt is the text that follows from the other parts, to the byte: whoever is told by it what to trust must not be told
 * something else. None where it is missing, which the manifest tells.
 */
export function readmeCheck(
  parts: PackageParts,
  manifest: Manifest,
  { source, isSound }: { readonly source: RecordSource; readonly isSound: boolean },
): Check[] {
  const bytes = parts.get(README);
  if (!bytes) return [];
  // Documents that were added by whoever exported a package without them change no word of it.
  const isSame = [true, false].some((hasDocuments) =>
    isEqualBytes(bytes, readmeAgain(manifest, source, hasDocuments)),
  );
  const finding = {
    when: 'today',
    what: 'It says what the parts of the package say',
    subject: README,
  } as const;
  if (isSame) return [passed({ ...finding, detail: 'It was made again from them, to the byte.' })];
  // Where a part fails that it is made of, it is not known which of the two was altered.
  return [
    isSound
      ? failed({
          ...finding,
          detail: 'It is otherwise than what follows from them: altered, or of another version.',
        })
      : notChecked({ ...finding, detail: 'Parts that it is made of do not hold, so it was not compared.' }),
  ];
}

const readmeAgain = (manifest: Manifest, source: RecordSource, hasDocuments: boolean): Uint8Array =>
  new TextEncoder().encode(
    readmeText({
      ...source,
      leftOut: leftOutOf(source),
      checkpoint: {
        ...source.checkpoint,
        size: Number(openCheckpoint(source.checkpoint.note, source.log)?.size ?? 0),
      },
      timestamp: manifest.timestamp === undefined ? null : new Uint8Array(),
      files: manifest.files,
      receipts: new Map(),
      documents: new Map(hasDocuments ? [['', new Uint8Array()]] : []),
    }),
  );

/** Makings that claims name and that are not begun in the package. */
function leftOutOf({ statements }: RecordSource): string[] {
  const begun = new Set(
    statements
      .filter(({ statement }) => statement.kind === 'begin-making')
      .map((placed) => idOf('making', cidOf(placed))),
  );
  const named = new Set(statements.flatMap(({ statement }) => namedMakings(statement)));
  return [...named].filter((making) => !begun.has(making));
}
