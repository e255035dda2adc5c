/** What a text is carried in; by these names exiftool tells them too. */
export type Carrier = 'PNG' | 'EXIF' | 'XMP' | 'IPTC' | 'JPEG' | 'stealth' | 'C2PA';

/** A text that a file carries beside its picture. */
export interface CarriedText {
  readonly carrier: Carrier;
  /** Its keyword or tag: `parameters`, `UserComment`, `dc:description`. */
  readonly name: string;
  /** Where it was read, such as `PNG tEXt:parameters` or `EXIF ExifIFD:UserComment`. */
  readonly where: string;
  readonly text: string;
  /** The bytes that the text was decoded from, after decompression. */
  readonly raw: Uint8Array;
}

/** A part that is there and could not be read; all other parts were. */
export interface UnreadPart {
  readonly where: string;
  readonly reason: string;
}

/** All that a file carries beside its picture, as it stands. */
export interface Carried {
  readonly texts: readonly CarriedText[];
  readonly unread: readonly UnreadPart[];
  /** Whether a C2PA manifest store is in the file. */
  readonly hasManifestStore: boolean;
}

export const carriedText = (
  { texts }: Pick<Carried, 'texts'>,
  carrier: Carrier,
  ...names: readonly string[]
): CarriedText | undefined => texts.find((text) => text.carrier === carrier && names.includes(text.name));
