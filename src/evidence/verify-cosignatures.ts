import { counted } from '../lib/counted.js';
import { cosignaturesBy, parseWitnessKey, type Cosignature } from '../lib/cosignature.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';

interface Keys {
  /** The part that holds the note. */
  readonly subject: string;
  /** Keys that the package names; each has a good cosignature. */
  readonly named: readonly string[];
  /** Keys that whoever verifies was given. */
  readonly trusted: readonly string[];
}

/**
 * Checks the cosignatures on a checkpoint (c2sp.org/tlog-cosignature). Each trusted witness must have cosigned it; what
 * others did is listed and not checked, since a package cannot vouch for the keys that it names.
 */
export function verifyCosignatures(
  { packed, size }: { readonly packed: string; readonly size: bigint },
  { subject, named, trusted }: Keys,
): Check[] {
  const what = 'Cosigned by a witness';
  const wanted = trusted.map((witness) => {
    const found = cosignatureBy(packed, witness);
    return found
      ? passed({
          what,
          subject,
          detail: `${witness} saw the log with ${counted(size, 'entry', 'entries')} at ${timeOf(found)}, consistent with all that it had seen before.`,
        })
      : failed({
          what,
          subject,
          detail: `${witness} was asked for, and the checkpoint does not bear its cosignature.`,
        });
  });
  const others = named
    .filter((witness) => !trusted.includes(witness))
    .map((witness) =>
      notChecked({
        what,
        subject,
        detail: `There is a cosignature of ${timeOf(cosignatureBy(packed, witness))} by ${witness}, a key that the package itself names: compare it with the one that the witness publishes.`,
      }),
    );
  return [...wanted, ...others];
}

/** The one cosignature of a key; null where there is none, several, or a bad one. */
export function cosignatureBy(note: string, witness: string): Cosignature | null {
  const key = parseWitnessKey(witness);
  const [cosignature, ...more] = (key && cosignaturesBy(note, key)) ?? [];
  return cosignature !== undefined && more.length === 0 ? cosignature : null;
}

const timeOf = (cosignature: Cosignature | null): string =>
  cosignature?.cosignedAt.toISOString() ?? 'no time';
