import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { openFonts } from '../../../src/adapters/fonts/open-fonts.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeRecordPdf } from '../../../src/evidence/documents/write-record-pdf.js';
import { canonicalJson } from '../../../src/lib/canonical-json.js';
import { aToldRecord } from './a-told-work.js';
import { aWorkRecord } from './a-work-record.js';

const fonts = openFonts();
const latin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

/** The decompressed streams of a PDF, with the dictionary of each. */
function streamsOf(pdf: Uint8Array): { dictionary: string; content: Buffer }[] {
  const bytes = Buffer.from(pdf);
  return [...latin1(pdf).matchAll(/<<((?:(?!endobj)[\s\S])*?)>>\s*stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length;
    const dictionary = match[1] ?? '';
    const content = bytes.subarray(start, bytes.indexOf('endstream', start));
    return { dictionary, content: dictionary.includes('FlateDecode') ? inflateSync(content) : content };
  });
}

describe('the PDF of a record', () => {
  let record: WorkRecord;
  let pdf: Uint8Array;
  beforeAll(async () => {
    record = await aWorkRecord();
    pdf = await writeRecordPdf(record, { fonts });
  });

  it('is PDF/A-3b by its own word, with an intent for its colours and every font embedded', () => {
    const text = latin1(pdf);
    expect(text).toMatch(/^%PDF-1\.7/);
    const xmp = streamsOf(pdf)
      .find(({ dictionary }) => dictionary.includes('/Type /Metadata'))
      ?.content.toString('utf8');
    expect(xmp).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(text).toContain('/S /GTS_PDFA1');
    expect(text).not.toMatch(/\/Encrypt|\/JavaScript|\/Launch/);
    const fontsNamed = [...text.matchAll(/\/Type \/FontDescriptor/g)].length;
    expect([...text.matchAll(/\/FontFile2 /g)]).toHaveLength(fontsNamed);
    expect(fontsNamed).toBeGreaterThan(2);
  });

  it('holds record.json as an associated file, to the byte', () => {
    const attached = streamsOf(pdf).find(({ dictionary }) => dictionary.includes('/EmbeddedFile'));
    expect(attached?.dictionary).toContain('/Subtype /application#2Fjson');
    expect(attached?.content.toString('utf8') === canonicalJson(record)).toBe(true);
    expect(latin1(pdf)).toMatch(/\/AFRelationship \/Data/);
  });

  it('holds what is told, licensed and disputed, too', async () => {
    const told = await aToldRecord();
    const streams = streamsOf(await writeRecordPdf(told, { fonts }));
    const attached = streams.find(({ dictionary }) => dictionary.includes('/EmbeddedFile'));
    expect(attached?.content.toString('utf8') === canonicalJson(told)).toBe(true);
  });

  it('is the same bytes when it is written again', async () => {
    expect(Buffer.from(await writeRecordPdf(record, { fonts: openFonts() })).equals(pdf)).toBe(true);
  });

  it('is of the day of the record, by no clock', () => {
    expect(latin1(pdf)).toContain(`/CreationDate (D:${record.asOf.replaceAll(/\D/g, '').slice(0, 14)}Z)`);
  });

  it('bears the picture', async () => {
    const channels = { width: 40, height: 30, channels: 3, background: '#886644' } as const;
    const picture = new Uint8Array(await sharp({ create: channels }).jpeg().toBuffer());
    const withPicture = await writeRecordPdf(record, { fonts, picture });
    expect(latin1(withPicture)).toContain('/Filter /DCTDecode');
  });

  it('refuses a picture in the colours of a press', async () => {
    const channels = { width: 40, height: 30, channels: 3, background: '#886644' } as const;
    const picture = new Uint8Array(await sharp({ create: channels }).toColourspace('cmyk').jpeg().toBuffer());
    await expect(writeRecordPdf(record, { fonts, picture })).rejects.toMatchObject({ code: 'BAD_PICTURE' });
  });

  it('refuses what is no picture', async () => {
    await expect(writeRecordPdf(record, { fonts, picture: Uint8Array.of(1, 2, 3) })).rejects.toMatchObject({
      code: 'BAD_PICTURE',
    });
  });

  it.each([
    ['Greek and Cyrillic', 'Ανατολή Восход', ['SourceSerif4']],
    ['Chinese, Japanese and Korean', '晨曦 カタカナ 해돋이', ['NotoSansSC', 'NotoSansKR']],
    ['Arabic and Hebrew', 'شروق זריחה', ['NotoNaskhArabic', 'NotoSansHebrew']],
    ['Devanagari and Thai', 'सूर्योदय พระอาทิตย์', ['NotoSansDevanagari', 'NotoSansThai']],
  ])('has letters for %s', async (_, title, names) => {
    const text = latin1(await writeRecordPdf(await aWorkRecord({ title }), { fonts }));
    for (const name of names) expect(text).toContain(`+${name}`);
  });

  it('takes marks in an order that no language has', async () => {
    const title = 'ॷंडูमฬู้ผฃ๫ऻय़ढ़ॖ॥๴ว४๟फศञคॣฅื๳मईบาखสॽแउिऩบ฽ฃก๨।ऋऄ़॓ज๷औफ๏थयฝ๣ล๥';
    await expect(writeRecordPdf(await aWorkRecord({ title }), { fonts })).resolves.toBeInstanceOf(Uint8Array);
  });

  it('takes a title of 200 characters without a place to break', async () => {
    const long = await writeRecordPdf(await aWorkRecord({ title: 'W'.repeat(200) }), { fonts });
    expect(long.length).toBeGreaterThan(20_000);
  });

  it('goes on over pages with an account of 10,000 characters', async () => {
    const account = 'A word and another one. '.repeat(416).trim();
    const text = latin1(await writeRecordPdf(await aWorkRecord({ account }), { fonts }));
    expect([...text.matchAll(/\/Type \/Page\b(?!s)/g)].length).toBeGreaterThan(6);
  });
});

describe('the fonts', () => {
  it('are few for what is in Latin letters alone, and there for text of none', async () => {
    expect((await fonts.facesFor([''])).length).toBe(3);
    expect((await fonts.facesFor(['日'])).length).toBeGreaterThan(3);
  });

  it('say what they have no glyph for', async () => {
    const faces = await fonts.facesFor(['\u{1F305}']);
    expect(faces.some((face) => face.covers(0x1f305))).toBe(false);
  });
});
