import { assemblePackage } from '../../../src/evidence/assemble-package.js';
import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { sourceOfPackage } from '../../../src/evidence/documents/source-of-package.js';
import { aSource } from './a-work-record.js';

describe('sourceOfPackage', () => {
  const packed = async () => {
    const source = await aSource();
    return {
      source,
      ...assemblePackage({
        ...source,
        leftOut: [],
        files: [],
        documents: new Map(),
        timestamp: null,
        receipts: new Map(),
      }),
    };
  };

  it('gives from a package the record that it was made from', async () => {
    const { source, manifest, parts } = await packed();
    expect(deriveRecord(sourceOfPackage(manifest, parts))).toEqual(deriveRecord(source));
  });

  it.each(['checkpoint.txt', 'anchor.json', 'entries/', 'proofs/', 'statements/'])(
    'refuses a package whose %s is not there or cannot be read',
    async (start) => {
      const { manifest, parts } = await packed();
      const name = [...parts.keys()].find((one) => one.startsWith(start)) ?? '';
      const without = new Map(parts);
      without.delete(name);
      const refused = expect.objectContaining({ code: 'BAD_PACKAGE', details: { part: name } }) as Error;
      expect(() => sourceOfPackage(manifest, without)).toThrow(refused);
      if (start === 'checkpoint.txt') return;
      expect(() => sourceOfPackage(manifest, new Map([...parts, [name, Uint8Array.of(0xff)]]))).toThrow(
        refused,
      );
    },
  );

  it('refuses a statement that is not I-JSON', async () => {
    const { manifest, parts } = await packed();
    const name = [...parts.keys()].find((one) => one.startsWith('statements/')) ?? '';
    const text = new TextDecoder().decode(parts.get(name)).replace('Sunrise', String.raw`\ud800`);
    const refused = expect.objectContaining({ code: 'BAD_PACKAGE' }) as Error;
    expect(() =>
      sourceOfPackage(manifest, new Map([...parts, [name, new TextEncoder().encode(text)]])),
    ).toThrow(refused);
  });
});
