const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/tiff', 'tif'],
  ['image/avif', 'avif'],
  ['image/vnd.adobe.photoshop', 'psd'],
  ['image/openraster', 'ora'],
  ['application/x-krita', 'kra'],
  ['application/json', 'json'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'zip'],
  ['text/plain', 'txt'],
  ['video/mp4', 'mp4'],
]);

/** What names of files of a media type end with, without the dot. Names inside evidence packages follow from it: none may change. */
export const extensionOf = (mediaType: string): string => EXTENSIONS.get(mediaType) ?? 'bin';
