import { fileBytesOf } from '../../src/lib/file-bytes.js';
import { documentTypeOf } from '../../src/works/document-type.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const typeOf = (bytes: Uint8Array): string | null => documentTypeOf(fileBytesOf(bytes));

describe('the type of a document', () => {
  it.each([
    ['a letter', utf8('Dear Ada,\r\n\tI painted it.\n'), 'text/plain'],
    ['a text in other letters, with its mark', utf8('\uFEFFПисьмо 手紙\f'), 'text/plain'],
    ['a long text whose letters lie across portions', utf8('é'.repeat(70_000)), 'text/plain'],
    ['a PDF', utf8('%PDF-1.7\n%\xE2\n'), 'application/pdf'],
    ['a zip', utf8('PK\x03\x04and so on'), 'application/zip'],
    ['a film', utf8('\0\0\0\x18ftypmp42\0\0'), 'video/mp4'],
  ])('is known of %s', (_, bytes, type) => {
    expect(typeOf(bytes)).toBe(type);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a text with a zero byte', utf8('a\0b')],
    ['a text with an escape of a terminal', utf8('\x1B[2J')],
    ['a control character far behind', utf8(`${'a'.repeat(70_000)}\x9F`)],
    ['letters in Latin-1', Uint8Array.of(0x63, 0x61, 0x66, 0xe9)],
    ['a text that ends within a letter', utf8('é').subarray(0, 1)],
  ])('is not told of %s', (_, bytes) => {
    expect(typeOf(bytes)).toBeNull();
  });
});
