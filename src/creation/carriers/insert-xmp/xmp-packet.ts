import type { XmpProperty } from '../../record-xmp.js';
import { decodeText } from '../decode-text.js';

/** What goes where the file's packet is, or where it has none; null where what is there is no such packet. */
export type PacketFor = (before: Uint8Array | null) => Uint8Array | null;

const END_OF_RDF = '</rdf:RDF>';

/** Namespaces of the properties that are given (ISO 16684-1, IPTC Photo Metadata 2025.1, PLUS LDF 2.0.1). */
const NAMESPACES = [
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"',
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
  'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"',
].join(' ');

/** The packet that is there with the properties added that it lacks, or a new one; null where what is there is no such packet. */
export function packetWith(properties: readonly XmpProperty[], before: Uint8Array | null): Uint8Array | null {
  const description = (some: readonly XmpProperty[]) =>
    `<rdf:Description rdf:about="" ${NAMESPACES}>${some.map(({ xml }) => xml).join('')}</rdf:Description>`;
  if (before === null)
    return Buffer.from(
      `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description(properties)}${END_OF_RDF}</x:xmpmeta><?xpacket end="w"?>`,
    );
  const text = decodeText(before);
  const at = text.lastIndexOf(END_OF_RDF);
  // A property may be there once (ISO 16684-1 §7.4); what the file says of itself stands.
  const missing = properties.filter(({ name }) => !text.includes(`<${name}`) && !text.includes(` ${name}=`));
  return at < 0 ? null : Buffer.from(text.slice(0, at) + description(missing) + text.slice(at));
}
