import { carriedText, type Carried } from '../carriers/carried.js';
import type { Finding } from './finding.js';
import { isOfTrainedMedia } from './machine-in-metadata.js';

/** Programs in which people edit pictures, as they name themselves. */
const EDITORS =
  /photoshop|lightroom|gimp|affinity|pixelmator|krita|paint\.net|capture one|canva|procreate|snapseed|picsart|paintshop|darktable|luminar|clip studio|photopea/i;

/** Whether something was lost: what points to credentials that are gone, or a program that edits and leaves no record. */
export function checkStripping(
  carried: Carried,
  { hasRecord, hasCredentials }: { readonly hasRecord: boolean; readonly hasCredentials: boolean },
): Finding[] {
  if (hasCredentials) return [];
  const pointer = carried.texts.find(
    ({ carrier, name, text }) =>
      carrier === 'XMP' && (name === 'dcterms:provenance' || isOfTrainedMedia(name, text)),
  );
  if (pointer)
    return [
      {
        code: 'PROVENANCE_STRIPPED',
        message: `${pointer.where} tells of content credentials or of a machine, and no credentials are in the file: they were taken out, or it was saved by a program that keeps none. The file before that would clear this.`,
      },
    ];
  const editor = hasRecord ? undefined : editorOf(carried);
  return editor === undefined
    ? []
    : [
        {
          code: 'EDITED_WITHOUT_RECORD',
          message: `It was saved by ${editor}, and tells nothing of how it was made: a record that was there is gone, or there was none. The file before that would clear this, or the act of whoever edited it.`,
        },
      ];
}

function editorOf(carried: Carried): string | undefined {
  const places = [
    carriedText(carried, 'EXIF', 'Software'),
    carriedText(carried, 'PNG', 'Software', 'Comment'),
    carriedText(carried, 'XMP', 'xmp:CreatorTool'),
    carriedText(carried, 'JPEG', 'Comment'),
    carriedText(carried, 'IPTC', 'OriginatingProgram'),
  ];
  const named = places.find((text) => text && EDITORS.test(text.text.slice(0, 200)));
  return named?.text.slice(0, 80).trim();
}
