import { plusDataMining, type TrainingPreference } from '../rights/training-preference.js';
import type { GenerationRecord } from './generation-record.js';

/** What a picture that leaves the house says of itself. */
export interface PictureRecord {
  /** The work's id. */
  readonly work: string;
  /** Where the work is looked up. */
  readonly url: string;
  readonly title: string;
  readonly makers: readonly string[];
  /** Names of IPTC's digital source types, such as `trainedAlgorithmicMedia`; null where the claim does not tell. */
  readonly digitalSourceType: string | null;
  /** The claim's; none where no machine is claimed to have had a part. */
  readonly generations: readonly GenerationRecord[];
  /** What is in force; null where nothing is stated. */
  readonly training: TrainingPreference | null;
}

const PLUS_TERMS = 'http://ns.useplus.org/ldf/vocab/';
export const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** A property of XMP, as XML. */
export interface XmpProperty {
  readonly name: string;
  readonly xml: string;
}

/**
 * The record as properties of XMP (ISO 16684-1): Dublin Core, XMP Rights, the fields of IPTC Photo Metadata 2025.1 that tell of machines, and
 * PLUS' Data Mining. What is private in the claim is not among them.
 */
export function recordXmp({
  work,
  url,
  title,
  makers,
  digitalSourceType,
  generations,
  training,
}: PictureRecord): XmpProperty[] {
  const [first] = generations;
  const prompt = first?.prompt && 'text' in first.prompt ? first.prompt.text : null;
  return [
    ...single('dc:identifier', work),
    ...alternative('dc:title', title),
    ...list('dc:creator', makers),
    ...single('xmpRights:WebStatement', url),
    ...single('Iptc4xmpExt:DigitalSourceType', digitalSourceType && SOURCE_TYPES + digitalSourceType),
    ...single('Iptc4xmpExt:AISystemUsed', first?.tool),
    ...single('Iptc4xmpExt:AISystemVersionUsed', first?.toolVersion),
    ...single('Iptc4xmpExt:AIPromptInformation', prompt),
    ...single('plus:DataMining', training && PLUS_TERMS + plusDataMining(training)),
    ...alternative('plus:OtherConstraints', training?.constraints ?? training?.policyUrl),
  ];
}

const property = (name: string, inside: string): XmpProperty[] => [
  { name, xml: `<${name}>${inside}</${name}>` },
];

const single = (name: string, value: string | null | undefined): XmpProperty[] =>
  value == null ? [] : property(name, escaped(value));

const alternative = (name: string, value: string | null | undefined): XmpProperty[] =>
  value == null
    ? []
    : property(name, `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(value)}</rdf:li></rdf:Alt>`);

const list = (name: string, values: readonly string[]): XmpProperty[] =>
  values.length === 0
    ? []
    : property(
        name,
        `<rdf:Seq>${values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`).join('')}</rdf:Seq>`,
      );

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML 1.0 §2.2 has no control characters but three. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
