import { unzlibSync } from 'fflate';

/**
 * The file that a PDF of ours carries (record.json), as openSheet writes it; null where none of that size is found. It looks for nothing else in
 * the PDF, and reads none of what its pages say.
 */
export function attachedRecord(pdf: Uint8Array, sizeBytes: number): Uint8Array | null {
  const text = Array.from({ length: Math.ceil(pdf.length / CHUNK) }, (_, at) =>
    String.fromCharCode(...pdf.subarray(at * CHUNK, (at + 1) * CHUNK)),
  ).join('');
  const dictionary = text.indexOf('/Type /EmbeddedFile');
  const start = text.indexOf('\nstream\n', dictionary);
  const end = text.indexOf('\nendstream', start);
  if (dictionary < 0 || start < 0 || end < 0) return null;
  const stream = pdf.subarray(start + '\nstream\n'.length, end);
  try {
    // No more is unpacked than was looked for, however much is packed.
    return unzlibSync(stream, { out: new Uint8Array(sizeBytes) });
  } catch {
    // What does not unpack is no file of ours: whoever asks reports it.
    return null;
  }
}

/** As many arguments as a call takes everywhere. */
const CHUNK = 8192;
