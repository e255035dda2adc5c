import { readLayered } from '../../../src/creation/layered/read-layered.js';
import { fileBytesOf } from '../../../src/lib/file-bytes.js';
import { aPng, tEXt } from '../../fixtures/carrying.js';
import { aDocumentInfo, aKra, aMaindoc, KRITA_TYPE } from '../../fixtures/layered.js';

const read = (file: Uint8Array) => readLayered(fileBytesOf(file), 'kra', { limitPixels: 50e6 });
const reasons = (file: Uint8Array) =>
  read(file).layered.unread.map(({ where, reason }) => `${where}: ${reason}`);

describe('what a KRA tells', () => {
  it('is its layers from the top, with their masks and groups', () => {
    const layers =
      '<layer name="Sky" nodetype="grouplayer" opacity="255" visible="1" compositeop="normal"><layers>' +
      '<layer name="Heron" nodetype="paintlayer" opacity="51" visible="0" compositeop="multiply"><masks><mask name="Edge" nodetype="transparencymask" visible="1"/></masks></layer>' +
      '<layer name="Photo" nodetype="filelayer"/></layers></layer><layer name="Line" nodetype="shapelayer"/><layer name="Blur" nodetype="adjustmentlayer"/><layer name="Twin" nodetype="clonelayer"/>';
    const { layered } = read(aKra({ 'maindoc.xml': aMaindoc(layers) }));
    const plain = { isVisible: true, opacity: 1, blendMode: 'normal', bounds: null };
    expect(layered.layers).toEqual([
      { ...plain, name: 'Sky', kind: 'group', depth: 0 },
      { name: 'Heron', kind: 'pixels', depth: 1, isVisible: false, opacity: 0.2, blendMode: 'multiply', bounds: null },
      { ...plain, name: 'Edge', kind: 'mask', depth: 2 },
      { ...plain, name: 'Photo', kind: 'file', depth: 1 },
      { ...plain, name: 'Line', kind: 'shape', depth: 0 },
      { ...plain, name: 'Blur', kind: 'adjustment', depth: 0 },
      { ...plain, name: 'Twin', kind: 'other', depth: 0 },
    ]); // prettier-ignore
    expect(layered).toMatchObject({ width: 16, height: 8, tool: 'Krita', toolVersion: '5.2.2', unread: [] });
  });

  it('is how long and how often it was worked on, when, and by whom', () => {
    const about =
      '<initial-creator>Ada</initial-creator><editing-cycles>13</editing-cycles><editing-time>5025</editing-time><date>2024-05-06T07:08:09</date><creation-date>2024-01-02T03:04:05</creation-date><abstract><![CDATA[<editing-time>9</editing-time>]]></abstract>';
    expect(
      read(aKra({ 'documentinfo.xml': aDocumentInfo(about, '<full-name>Ada L</full-name>') })).layered,
    ).toMatchObject({
      editingSeconds: 5025,
      editingCycles: 13,
      createdAt: '2024-01-02T03:04:05',
      modifiedAt: '2024-05-06T07:08:09',
      authors: ['Ada', 'Ada L'],
      unread: [],
    });
  });

  it.each([
    ['RGBA', 'RGB, 8 bits'],
    ['RGBA16', 'RGB, 16 bits'],
    ['RGBAF32', 'RGB, 32 bits of floating point'],
    ['GRAYAU16', 'Grayscale, 16 bits'],
    ['CMYK', 'CMYK, 8 bits'],
    ['CMYKAF32', 'CMYK, 32 bits of floating point'],
    ['LABA', 'Lab, 16 bits'],
    ['constructor', null],
  ])('is its colour space: %s', (space, colour) => {
    const image = `width="16" height="8" colorspacename="${space}"`;
    expect(read(aKra({ 'maindoc.xml': aMaindoc('', image) })).layered.colour).toBe(colour);
  });

  it('is its merged picture, and the texts in that', () => {
    const png = aPng({ width: 16, height: 8, before: [tEXt('parameters', 'a heron')] });
    const found = read(aKra({ 'mergedimage.png': png }, { isDeflated: true }));
    expect(Buffer.from(found.merged as Uint8Array)).toEqual(png);
    expect(found.carried.texts).toMatchObject([{ where: 'PNG tEXt:parameters', text: 'a heron' }]);
  });

  it.each<[string, Parameters<typeof aKra>[0], RegExp]>([
    ['no editing time that is a number', { 'documentinfo.xml': aDocumentInfo('<editing-time>-5</editing-time>') }, /editing-time is -5/],
    ['no document info', { 'documentinfo.xml': null }, /^documentinfo.xml: it is not in/],
    ['a type that declares entities', { 'documentinfo.xml': `<!DOCTYPE a [<!ENTITY b "c">]><document-info><about><date>&b;</date></about></document-info>` }, /document type/],
    ['an entity of no type', { 'documentinfo.xml': aDocumentInfo('<date>&b;</date>') }, /no XML/],
    ['no merged picture', { 'mergedimage.png': null }, /^mergedimage.png: it is not in/],
    ['a merged picture that is none', { 'mergedimage.png': 'hello' }, /no PNG/],
    ['a merged picture of 900 megapixels', { 'mergedimage.png': hugePng() }, /900000000 pixels/],
    ['a maindoc that breaks off', { 'maindoc.xml': aMaindoc('<layer name="Paint"/>').slice(0, -10) }, /no XML/],
    ['410 levels', { 'maindoc.xml': aMaindoc(`<layer name="Paint"/>${'<layers>'.repeat(410)}`) }, /400 levels/],
    ['a size of nothing', { 'maindoc.xml': `${KRITA_TYPE}<DOC editor="Krita" kritaVersion="5.2.2"><IMAGE width="NaN"><layers><layer name="Paint"/></layers></IMAGE>` }, /no XML/],
  ])('is all the rest where there is %s', (_, parts, reason) => {
    const file = aKra(parts);
    expect(read(file).layered).toMatchObject({ width: 16, height: 8, layers: [{ name: 'Paint' }] });
    expect(reasons(file)).toEqual([expect.stringMatching(reason)]);
  }); // prettier-ignore

  it('is nothing where neither layers nor merged picture can be read', () => {
    expect(() => read(aKra({ 'maindoc.xml': null, 'mergedimage.png': null }))).toThrow(/neither/);
  });
});

function hugePng(): Buffer {
  const png = aPng();
  png.writeUInt32BE(30_000, 16);
  png.writeUInt32BE(30_000, 20);
  return png;
}
