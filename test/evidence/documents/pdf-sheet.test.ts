import { inflateSync } from 'node:zlib';
import { openFonts } from '../../../src/adapters/fonts/open-fonts.js';
import { openSheet, type Sheet } from '../../../src/evidence/documents/pdf-sheet.js';

/** For each page, each text that is set on it: the size of its letters and how many they are. */
async function textsOf(write: (sheet: Sheet) => void): Promise<{ size: number; letters: number }[][]> {
  const faces = await openFonts().facesFor(['']);
  const sheet = openSheet({ title: 'A', subject: 'A', date: new Date(0), faces, head: [] });
  write(sheet);
  const pdf = Buffer.from(await sheet.close());
  const pages = [...pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode\s*>>\s*stream\r?\n/g)].flatMap(
    ({ index, 0: { length } }) => {
      const start = index + length;
      const content = inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1');
      return content.includes('BT\n') ? [content] : [];
    },
  );
  return pages.map((content) =>
    [...content.matchAll(/\/F\d+ ([\d.]+) Tf[^]*?\[([^\]]*)\] TJ/g)].map(([, size, shown = '']) => ({
      size: Number(size),
      letters: [...shown.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex = '']) => hex.length / 4)
        .reduce((a, b) => a + b, 0),
    })),
  );
}

/** What stands in the right column, without the foot of the page. */
const valuesOf = async (value: string) =>
  (await textsOf((sheet) => sheet.row('Key', value)))
    .flat()
    .filter(({ letters, size }) => letters > 3 && size !== 7.5);

describe('a sheet', () => {
  it('sets an id within a row on one line, smaller where it is a little too long for it', async () => {
    expect(await valuesOf('0'.repeat(64))).toEqual([{ size: 7.9, letters: 64 }]);
    const [line, ...more] = await valuesOf('0'.repeat(80));
    expect([line?.letters, more]).toEqual([80, []]);
    expect(line?.size).toBeLessThan(7.9);
    expect(line?.size).toBeGreaterThan(7);
  });

  it('sets an id within a sentence on one line too, in letters of its own', async () => {
    const id = `dispute:${'b'.repeat(59)}`;
    for (const sentence of [
      `Recorded after ${id} was raised, and so on: entry 12.`,
      `Of this claim there is (${id}).`,
    ]) {
      const codes = (await valuesOf(sentence)).filter(({ size }) => size < 10);
      expect(codes).toEqual([{ size: 7.9, letters: sentence.includes('(') ? 70 : 67 }]);
    }
  });

  it('divides a longer one in the middle', async () => {
    expect(await valuesOf('0'.repeat(101))).toEqual([
      { size: 7.9, letters: 50 },
      { size: 7.9, letters: 51 },
    ]);
  });

  it('takes a heading to the page of its first row', async () => {
    const pages = await textsOf((sheet) => {
      for (let line = 0; line < 48; line += 1) sheet.text('A line');
      sheet.heading('Heading', 'CODE');
      sheet.row('Name', 'Value');
      sheet.row('Name', 'Value');
    });
    const headings = pages.map((texts) => texts.filter(({ size }) => size === 12.5).length);
    expect(headings).toEqual([0, 1]);
  });
});
