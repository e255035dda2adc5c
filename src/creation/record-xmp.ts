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
}

export const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * The record as an rdf:Description (ISO 16684-1): Dublin Core, XMP Rights, and the fields of IPTC Photo Metadata 2025.1 that tell of machines.
 * What is private in the claim is not in it.
 */
export function recordXmp({
  work,
  url,
  title,
  makers,
  digitalSourceType,
  generations,
}: PictureRecord): string {
  const [first] = generations;
  const prompt = first?.prompt && 'text' in first.prompt ? first.prompt.text : null;
  const single = (name: string, value: string | null | undefined) =>
    value == null ? '' : `<${name}>${escaped(value)}</${name}>`;
  const alternative = (name: string, value: string | null | undefined) =>
    value == null
      ? ''
      : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(value)}</rdf:li></rdf:Alt></${name}>`;
  const list = (name: string, values: readonly string[]) =>
    values.length === 0
      ? ''
      : `<${name}><rdf:Seq>${values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`).join('')}</rdf:Seq></${name}>`;
  return [
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
    single('dc:identifier', work),
    alternative('dc:title', title),
    list('dc:creator', makers),
    single('xmpRights:WebStatement', url),
    single('Iptc4xmpExt:DigitalSourceType', digitalSourceType && SOURCE_TYPES + digitalSourceType),
    single('Iptc4xmpExt:AISystemUsed', first?.tool),
    single('Iptc4xmpExt:AISystemVersionUsed', first?.toolVersion),
    single('Iptc4xmpExt:AIPromptInformation', prompt),
    '</rdf:Description>',
  ].join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML 1.0 §2.2 has no control characters but three. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
