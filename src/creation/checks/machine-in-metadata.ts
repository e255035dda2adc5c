import type { Carried } from '../carriers/carried.js';

/** That a file's metadata says that a machine had part in its picture. */
export interface MachineInMetadata {
  /** Such as `XMP Iptc4xmpExt:DigitalSourceType`. */
  readonly where: string;
  /** Which it names; null where it names none. */
  readonly tool: string | null;
}

const SOURCE_TYPE = /(?:^|:)DigitalSourceType$/i;
/** Its value is an address of IPTC's, or its end: compositeWithTrainedAlgorithmicMedia too. */
const TRAINED = /trainedAlgorithmicMedia\s*$/i;
const SYSTEM = /(?:^|[:/])AISystemUsed$/;
const OF_MACHINES = /(?:^|[:/])(?:AISystemUsed|AISystemVersionUsed|AIPromptInformation)$/;

/** Whether a text is of IPTC's digital source type, by its property's name and its value. */
export const isOfTrainedMedia = (name: string, text: string): boolean =>
  SOURCE_TYPE.test(name) && TRAINED.test(text.slice(0, 300));

/** By IPTC's digital source type, or by its fields of machines (IPTC Photo Metadata 2025.1); null where neither is there. */
export function machineInMetadata({ texts }: Pick<Carried, 'texts'>): MachineInMetadata | null {
  const told = texts.filter(
    ({ carrier, name, text }) =>
      carrier === 'XMP' && text.trim() !== '' && (isOfTrainedMedia(name, text) || OF_MACHINES.test(name)),
  );
  const [first] = told;
  if (!first) return null;
  const system = told.find(({ name }) => SYSTEM.test(name));
  return { where: first.where, tool: system?.text.trim().slice(0, 120) ?? null };
}
