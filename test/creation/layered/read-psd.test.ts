import { readLayered } from '../../../src/creation/layered/read-layered.js';
import { fileBytesOf } from '../../../src/lib/file-bytes.js';
import { aTiff, ascii, xmpOf } from '../../fixtures/carrying.js';
import { aPsd, aPsdGroup, planesOf, u32, unicodeName, type PsdLayer } from '../../fixtures/layered.js';

const LIMITS = { limitPixels: 50e6 };
const XMP = 0x0424;
const VERSION = 0x0421;
const read = (file: Uint8Array) => readLayered(fileBytesOf(file), file[5] === 2 ? 'psb' : 'psd', LIMITS);
const layersOf = (file: Uint8Array) => read(file).layered.layers;
const reasons = (file: Uint8Array) =>
  read(file).layered.unread.map(({ where, reason }) => `${where}: ${reason}`);
const block = (key: string): readonly [string, Buffer] => [key, Buffer.alloc(4)];

describe('the layers of a PSD', () => {
  const LAYERS: readonly PsdLayer[] = [
    { name: 'Ground' },
    ...aPsdGroup('Birds', [
      { name: 'Heron', rect: [-5, -10, 35, 40], blend: 'mul ', opacity: 51, flags: 10 },
      ...aPsdGroup('Feathers', [{ name: 'Down', blend: 'scrn' }], 'norm'),
    ]),
    { name: 'Light', blocks: [block('curv')], rect: [0, 0, 0, 0] },
  ];

  it.each([
    ['a PSD', {}],
    ['a PSB', { isLarge: true }],
    ['one of 16 bits, whose layers stand elsewhere', { depth: 16 }],
    ['a PSB of 32 bits', { depth: 32, isLarge: true }],
    ['CMYK', { mode: 4 }],
    ['Lab', { mode: 9 }],
    ['a grey one', { mode: 1 }],
  ])('are listed from the top, groups before what is in them, of %s', (_, wish) => {
    expect(layersOf(aPsd({ layers: LAYERS, ...wish }))).toEqual([
      { name: 'Light', kind: 'adjustment', depth: 0, isVisible: true, opacity: 1, blendMode: 'normal', bounds: null },
      { name: 'Birds', kind: 'group', depth: 0, isVisible: true, opacity: 1, blendMode: 'pass-through', bounds: null },
      { name: 'Feathers', kind: 'group', depth: 1, isVisible: true, opacity: 1, blendMode: 'normal', bounds: null },
      { name: 'Down', kind: 'pixels', depth: 2, isVisible: true, opacity: 1, blendMode: 'screen', bounds: { x: 0, y: 0, width: 16, height: 8 } },
      { name: 'Heron', kind: 'pixels', depth: 1, isVisible: false, opacity: 0.2, blendMode: 'multiply', bounds: { x: -10, y: -5, width: 50, height: 40 } },
      { name: 'Ground', kind: 'pixels', depth: 0, isVisible: true, opacity: 1, blendMode: 'normal', bounds: { x: 0, y: 0, width: 16, height: 8 } },
    ]); // prettier-ignore
  });

  it.each<[string, readonly string[], string]>([
    ['a text', ['TySh'], 'text'],
    ['a smart object', ['SoLd'], 'smart-object'],
    ['a fill with an outline', ['SoCo', 'vmsk'], 'shape'],
    ['a fill', ['GdFl'], 'adjustment'],
    ['an adjustment', ['hue2'], 'adjustment'],
    ['pixels with a vector mask', ['vmsk'], 'pixels'],
  ])('are told apart: %s', (_, keys, kind) => {
    expect(layersOf(aPsd({ layers: [{ blocks: keys.map(block) }] }))).toMatchObject([{ kind }]);
  });

  it.each<[string, string, string]>([
    ['of any script', '鷺と月 🌙', '鷺と月 🌙'],
    ['with NULs', 'a\0b', 'a\ufffdb'],
    ['with half a character', 'a\ud83d', 'a\ufffd'],
    ['of 301 characters', '鷺'.repeat(301), `${'鷺'.repeat(299)}…`],
    ['of 65,535 characters', 'x'.repeat(65_535), `${'x'.repeat(299)}…`],
  ])('have names %s', (_, given, name) => {
    expect(layersOf(aPsd({ layers: [{ blocks: [unicodeName(given)] }] }))).toMatchObject([{ name }]);
  });

  it('have no bounds where these go backwards', () => {
    expect(layersOf(aPsd({ layers: [{ rect: [10, 10, -10, 40] }] }))).toMatchObject([{ bounds: null }]);
  });

  it('are those that are there where the file says that there are more', () => {
    const file = aPsd({ layers: [{ name: 'Ground' }, { name: 'Heron' }], layerCount: 32_000 });
    expect(layersOf(file).map(({ name }) => name)).toEqual(['Heron', 'Ground']);
    expect(reasons(file)).toEqual([expect.stringMatching(/^PSD layers: after the lowest 2 of them/)]);
  });

  it('are counted where they are more than are listed', () => {
    const { layered } = read(aPsd({ layers: Array.from({ length: 1200 }, () => ({})) }));
    expect(layered).toMatchObject({ layerCount: 1200, isTruncated: true });
    expect(layered.layers).toHaveLength(1000);
  });

  it('may be none', () => {
    expect(read(aPsd()).layered).toMatchObject({ layers: [], layerCount: 0, unread: [], isTruncated: false });
  });

  it('may be 10,000 groups, one within the other', () => {
    const frame = aPsdGroup('Deep', []);
    const layers = [...Array<PsdLayer>(10_000).fill(frame[0]!), ...Array<PsdLayer>(10_000).fill(frame[1]!)];
    const { layered } = read(aPsd({ layers }));
    expect(layered).toMatchObject({ layerCount: 10_000, isTruncated: true });
    expect(layered.layers.at(-1)).toMatchObject({ depth: 999 });
  });
});

describe('what a PSD tells of the work', () => {
  const xmp = (inside: string, attributes = '') => {
    const names = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'; // prettier-ignore
    return [XMP, Buffer.from(xmpOf(inside, `${names} ${attributes}`))] as const;
  };

  it('is its history, dates, program and authors, however RDF writes them', () => {
    const file = aPsd({
      resources: [
        xmp(
          '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="created" stEvt:when="2024-01-02T03:04:05+01:00" stEvt:softwareAgent="Adobe Photoshop 25.1"/><rdf:li rdf:parseType="Resource"><stEvt:action>converted</stEvt:action><stEvt:parameters>from image/png to image/tiff</stEvt:parameters><stEvt:when>yesterday</stEvt:when></rdf:li><rdf:li><rdf:Description stEvt:action="saved" stEvt:changed="/"/></rdf:li></rdf:Seq></xmpMM:History><dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>',
          'xmp:CreatorTool="Adobe Photoshop 25.1 (Macintosh)" xmp:CreateDate="2024-01-02T03:04:05+01:00" xmp:ModifyDate="2024-02-03"',
        ),
      ],
    });
    expect(read(file).layered).toMatchObject({
      tool: 'Adobe Photoshop',
      toolVersion: '25.1',
      createdAt: '2024-01-02T03:04:05+01:00',
      modifiedAt: '2024-02-03',
      authors: ['Ada'],
      editingSeconds: null,
      history: [
        { action: 'created', at: '2024-01-02T03:04:05+01:00', tool: 'Adobe Photoshop 25.1' },
        { action: 'converted from image/png to image/tiff', at: null, tool: null },
        { action: 'saved', at: null, tool: null },
      ],
      grade: 'self-declared',
      unread: [],
    });
  });

  it("is Photoshop's log, a line a step", () => {
    const log = '2024-01-02T03:04:05+01:00\tFile heron.jpg opened\nOpen\n\nGaussian Blur\tRadius: 2';
    expect(read(aPsd({ resources: [xmp(`<photoshop:History>${log}</photoshop:History>`)] })).layered.history).toEqual([
      { action: 'File heron.jpg opened', at: '2024-01-02T03:04:05+01:00', tool: null },
      { action: 'Open', at: null, tool: null },
      { action: 'Gaussian Blur Radius: 2', at: null, tool: null },
    ]); // prettier-ignore
  });

  it('is there although a document has 20,000 ancestors', () => {
    const ancestors = '<rdf:li>xmp.did:0123456789</rdf:li>'.repeat(20_000);
    const file = aPsd({
      resources: [
        xmp(
          `<photoshop:DocumentAncestors><rdf:Bag>${ancestors}</rdf:Bag></photoshop:DocumentAncestors><xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/></rdf:Seq></xmpMM:History>`,
        ),
      ],
    });
    expect(read(file).layered).toMatchObject({ history: [{ action: 'saved' }], unread: [] });
  });

  it('is what the XMP says before it is broken off', () => {
    const file = aPsd({
      resources: [
        xmp('<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/><rdf:li stEvt:action="&secret;"/>'),
      ],
      layers: [{ name: 'Ground' }],
    });
    expect(read(file).layered).toMatchObject({
      history: [{ action: 'saved' }],
      layers: [{ name: 'Ground' }],
      unread: [{ where: 'PSD XMP', reason: expect.stringMatching(/no XML/) }],
    });
  });

  it('are texts of EXIF too', () => {
    const file = aPsd({ resources: [[0x0422, aTiff([ascii(0x0131, 'A program')])]] });
    expect(read(file).carried.texts).toMatchObject([{ where: 'EXIF IFD0:Software', text: 'A program' }]);
  });
});

describe('the merged picture of a PSD', () => {
  const rgb = Uint8Array.from({ length: 16 * 8 * 3 }, (_, at) => (at % 3 === 1 ? 7 : (at * 5) % 256));
  const merged = (file: Uint8Array) => {
    const picture = read(file).merged;
    return picture && 'rgb' in picture ? picture.rgb : null;
  };

  it.each([
    ['packed', {}],
    ['packed in a PSB', { isLarge: true }],
    ['as it is', { compression: 0 }],
  ])('is decoded, %s', (_, wish) => {
    expect(merged(aPsd({ planes: planesOf(rgb), layers: [{}], ...wish }))).toEqual(rgb);
  });

  it('has the higher eight of sixteen bits', () => {
    const planes = planesOf(rgb).map((plane) => Buffer.from([...plane].flatMap((value) => [value, 99])));
    expect(merged(aPsd({ planes, depth: 16 }))).toEqual(rgb);
  });

  it('is grey, or has the colours of its palette', () => {
    const plane = Buffer.from(rgb.subarray(0, 128));
    const greys = Uint8Array.from({ length: 384 }, (_, at) => plane[Math.floor(at / 3)]!);
    expect(merged(aPsd({ planes: [plane], mode: 1 }))).toEqual(greys);
    const palette = Buffer.from(Array.from({ length: 768 }, (_, at) => (255 - (at % 256)) ^ (at >> 8)));
    expect(merged(aPsd({ planes: [plane], mode: 2, palette }))).toEqual(
      greys.map((value, at) => (255 - value) ^ (at % 3)),
    );
  });

  const cut = (file: Buffer, bytes: number) => file.subarray(0, file.length - bytes);
  it.each<[string, Buffer, RegExp]>([
    ['CMYK', aPsd({ mode: 4, planes: planesOf(rgb) }), /CMYK of 8 bits/],
    ['32 bits', aPsd({ depth: 32 }), /RGB of 32 bits/],
    ['compressed as none is', aPsd({ compression: 2 }), /method 2/],
    ['cut off', cut(aPsd({ planes: planesOf(rgb) }), 1), /ends within/],
    ['cut off, as it is', cut(aPsd({ compression: 0 }), 1), /ends within/],
    ['not there', cut(aPsd({ compression: 0 }), 16 * 8 * 3 + 2), /ends within/],
    ['larger than is decoded', aPsd({ width: 30_000, height: 30_000, planes: [] }), /900000000 pixels/],
    ['of rows that no picture has', aPsd({ width: 20_000, height: 1, planes: planesOf(rgb) }), /a length that none/],
    ['none, as the file says', aPsd({ resources: [[VERSION, Buffer.concat([u32(1), Buffer.alloc(9)])]] }), /without one/],
  ])('is told not to be had where it is %s', (_, file, reason) => {
    expect(read(file).merged).toBeNull();
    expect(reasons(file)).toEqual([expect.stringMatching(reason)]);
  }); // prettier-ignore
});

describe('a PSD that is cut off', () => {
  it('tells what is there, wherever that is', () => {
    const file = aPsd({ layers: [{ name: 'Ground' }, { name: 'Heron' }] });
    const sizes = Array.from({ length: file.length - 26 }, (_, at) => 26 + at);
    for (const size of sizes) {
      const { layered } = read(file.subarray(0, size));
      expect(layered).toMatchObject({ width: 16, height: 8 });
      expect(layered.unread).not.toEqual([]);
    }
  });

  it('is no layered file before it tells its size', () => {
    expect(() => read(aPsd().subarray(0, 25))).toThrow(/ends within/);
    expect(() => read(aPsd({ width: 0 }))).toThrow(/measures 0 × 8/);
  });
});
