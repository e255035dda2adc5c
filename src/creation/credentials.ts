import { isJsonObject, type JsonObject, type JsonValue } from '../lib/relaxed-json.js';
import { CLAIMED_RECORD, readClaimedRecord, type ClaimedRecord } from './claimed-record.js';
import { textOf, wordsOf } from './draft-account.js';
import { objectsOf } from './readers/json-of.js';

/** What was done to a picture, as one who signed says (C2PA 2.2 §18.15). */
export interface CredentialAction {
  /** Such as `c2pa.created`. */
  readonly action: string;
  /** The last part of its IRI, such as `trainedAlgorithmicMedia`. */
  readonly digitalSourceType: string | null;
  readonly softwareAgent: string | null;
  readonly when: string | null;
  /** In the signer's words. */
  readonly description: string | null;
}

export interface CredentialManifest {
  readonly label: string;
  /** What wrote it, such as `OpenAI Media Service API`. */
  readonly generator: string | null;
  readonly issuer: string | null;
  readonly commonName: string | null;
  readonly algorithm: string | null;
  /** When it was signed, by a timestamp; null without one. */
  readonly time: string | null;
  readonly title: string | null;
  readonly actions: readonly CredentialAction[];
  readonly ingredients: readonly {
    readonly title: string | null;
    readonly relationship: string | null;
    readonly manifest: string | null;
  }[];
  /** Labels of all assertions. */
  readonly assertions: readonly string[];
  /** The claim's record of how it was made, where a register like this one put it in; as true as whoever signed. */
  readonly record: ClaimedRecord | null;
}

/** Content credentials (C2PA) of a file. Whether they hold, who signed and when are three matters: an unknown signer is no forgery. */
export interface Credentials {
  /**
   * Whether signature and hashes hold: of the file as it is. `elsewhere` for a manifest that is only pointed to, which is
   * never fetched; `unreadable` for one that is there and cannot be read, or is in a file larger than is read.
   */
  readonly integrity: 'intact' | 'broken' | 'elsewhere' | 'unreadable';
  /** Whether a trust list that was given knows the signer. */
  readonly signerTrust: 'trusted' | 'untrusted' | 'expired' | 'revoked' | null;
  /** Of the timestamp. */
  readonly time: { readonly at: string; readonly trust: 'trusted' | 'untrusted' } | null;
  /** The active one first. */
  readonly manifests: readonly CredentialManifest[];
  /** Codes of what failed of the active manifest (C2PA 2.2 §15.2). */
  readonly failures: readonly string[];
  /** Of what went in, those by which it does not hold; that nobody knows its signer is none. */
  readonly ingredientFailures: readonly string[];
}

/** Of credentials that are there, or somewhere, and were not read. */
export const unreadCredentials = (integrity: 'elsewhere' | 'unreadable'): Credentials => ({
  integrity,
  signerTrust: null,
  time: null,
  manifests: [],
  failures: [],
  ingredientFailures: [],
});

/** Codes about who signed, and when, and not about what. */
const NOT_OF_INTEGRITY =
  /^(signingCredential\.|timeStamp\.|claimSignature\.(outsideValidity|insideValidity)|cawg\.)/;

/** From the report of c2pa-rs, which is the same in all its wrappers. */
export function credentialsFrom(report: JsonValue): Credentials | null {
  if (!isJsonObject(report) || !isJsonObject(report['manifests'])) return null;
  const active = textOf(report['active_manifest']);
  const results = isJsonObject(report['validation_results']) ? report['validation_results'] : {};
  const own = isJsonObject(results['activeManifest']) ? results['activeManifest'] : {};
  const failures = codesIn(own['failure']);
  const told = [...codesIn(own['success']), ...codesIn(own['informational'])];
  const manifests = Object.entries(report['manifests'])
    .flatMap(([label, manifest]) => (isJsonObject(manifest) ? [manifestFrom(label, manifest)] : []))
    .toSorted((a, b) => Number(b.label === active) - Number(a.label === active));
  const time = manifests[0]?.time ?? null;
  return {
    integrity: failures.every((code) => NOT_OF_INTEGRITY.test(code)) ? 'intact' : 'broken',
    signerTrust: trustOf(failures, told),
    time:
      time === null
        ? null
        : { at: time, trust: told.includes('timeStamp.trusted') ? 'trusted' : 'untrusted' },
    manifests,
    failures,
    ingredientFailures: objectsOf(results['ingredientDeltas']).flatMap(({ validationDeltas: deltas }) =>
      isJsonObject(deltas) ? codesIn(deltas['failure']).filter((code) => !NOT_OF_INTEGRITY.test(code)) : [],
    ),
  };
}

function trustOf(failures: readonly string[], told: readonly string[]): Credentials['signerTrust'] {
  if (failures.some((code) => code.endsWith('.revoked'))) return 'revoked';
  if (failures.includes('signingCredential.expired') || failures.includes('claimSignature.outsideValidity'))
    return 'expired';
  return told.includes('signingCredential.trusted') && !failures.includes('signingCredential.untrusted')
    ? 'trusted'
    : 'untrusted';
}

const codesIn = (list: JsonValue | undefined): string[] => [
  ...new Set(objectsOf(list).flatMap(({ code }) => wordsOf(code) ?? [])),
];

function manifestFrom(label: string, manifest: JsonObject): CredentialManifest {
  const assertions = objectsOf(manifest['assertions']);
  const signature = isJsonObject(manifest['signature_info']) ? manifest['signature_info'] : {};
  return {
    label,
    generator: generatorOf(manifest),
    issuer: wordsOf(signature['issuer']),
    commonName: wordsOf(signature['common_name']),
    algorithm: wordsOf(signature['alg']),
    time: wordsOf(signature['time']),
    title: wordsOf(manifest['title']),
    actions: assertions.flatMap(({ label: name, data }) =>
      textOf(name)?.startsWith('c2pa.actions') && isJsonObject(data)
        ? objectsOf(data['actions']).flatMap(actionFrom)
        : [],
    ),
    ingredients: objectsOf(manifest['ingredients']).map(
      ({ title, relationship, active_manifest: parent }) => ({
        title: wordsOf(title),
        relationship: wordsOf(relationship),
        manifest: wordsOf(parent),
      }),
    ),
    assertions: assertions.flatMap(({ label: name }) => wordsOf(name) ?? []),
    record:
      assertions.flatMap(({ label: name, data }) =>
        name === CLAIMED_RECORD ? [readClaimedRecord(data)] : [],
      )[0] ?? null,
  };
}

/** Name and version, of which older manifests hold one text. */
function generatorOf(manifest: JsonObject): string | null {
  const [info] = objectsOf(manifest['claim_generator_info']);
  const named = info && [wordsOf(info['name']), wordsOf(info['version'])].filter(Boolean).join(' ');
  return named || wordsOf(manifest['claim_generator']);
}

function actionFrom(action: JsonObject): CredentialAction[] {
  const name = wordsOf(action['action']);
  const agent = action['softwareAgent'];
  const type = wordsOf(action['digitalSourceType']);
  return name === null
    ? []
    : [
        {
          action: name,
          digitalSourceType: type && type.slice(type.lastIndexOf('/') + 1),
          softwareAgent: isJsonObject(agent)
            ? [wordsOf(agent['name']), wordsOf(agent['version'])].filter(Boolean).join(' ') || null
            : wordsOf(agent),
          when: wordsOf(action['when']),
          description: wordsOf(action['description']),
        },
      ];
}
