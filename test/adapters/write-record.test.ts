import { openFonts } from '../../src/adapters/fonts/open-fonts.js';
import { writeRecord } from '../../src/adapters/images/write-record.js';
import { writeRecordPdf } from '../../src/evidence/documents/write-record-pdf.js';
import { isEqualBytes } from '../../src/lib/bytes.js';
import { aWorkRecord } from '../evidence/documents/a-work-record.js';

describe('record.pdf of a package', () => {
  const fonts = openFonts();
  const limits = { limitPixels: 1, timeoutMs: 1 };

  it('names where the work is looked up, but for an address of this machine alone', async () => {
    const record = await aWorkRecord();
    const written = async (url: string) =>
      (await writeRecord({ record, path: null, url, request: {} }, fonts, limits)).pdf;
    const url = 'https://art.example/works/a';
    const [named, unnamed] = [
      await writeRecordPdf(record, { fonts, url }),
      await writeRecordPdf(record, { fonts }),
    ];
    expect(isEqualBytes(await written(url), named)).toBe(true);
    expect(isEqualBytes(await written('http://localhost:45277/works/a'), unnamed)).toBe(true);
    expect(isEqualBytes(named, unnamed)).toBe(false);
  });
});
