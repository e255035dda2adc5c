import { readLayered } from '../../../src/creation/layered/read-layered.js';
import { fileBytesOf } from '../../../src/lib/file-bytes.js';
import { aPng, tEXt } from '../../fixtures/carrying.js';
import { anOra, aStack } from '../../fixtures/layered.js';

const read = (file: Uint8Array) => readLayered(fileBytesOf(file), 'ora', { limitPixels: 50e6 });
const reasons = (file: Uint8Array) =>
  read(file).layered.unread.map(({ where, reason }) => `${where}: ${reason}`);

describe('what an ORA tells', () => {
  it.each([false, true])(
    'is its layers from the top, and how large they are (deflated: %s)',
    (isDeflated) => {
      const stack = aStack(
        '<stack name="Birds" opacity="0.5" visibility="hidden"><layer name="Heron" src="data/0.png" x="-3" y="4" opacity="0.25" composite-op="svg:multiply"/></stack><layer name="Ground" src="data/1.png" composite-op="svg:src-over"/>',
      );
      const file = anOra({ 'stack.xml': stack, 'data/0.png': aPng({ width: 5, height: 6 }) }, { isDeflated });
      expect(read(file).layered).toMatchObject({
        width: 16,
        height: 8,
        layerCount: 3,
        unread: [],
        history: [],
        createdAt: null,
      });
      expect(read(file).layered.layers).toEqual([
      { name: 'Birds', kind: 'group', depth: 0, isVisible: false, opacity: 0.5, blendMode: 'normal', bounds: null },
      { name: 'Heron', kind: 'pixels', depth: 1, isVisible: true, opacity: 0.25, blendMode: 'multiply', bounds: { x: -3, y: 4, width: 5, height: 6 } },
      { name: 'Ground', kind: 'pixels', depth: 0, isVisible: true, opacity: 1, blendMode: 'normal', bounds: null },
    ]); // prettier-ignore
    },
  );

  it('is the program that its merged picture names', () => {
    const png = aPng({ before: [tEXt('Software', 'MyPaint 2.0.1')] });
    expect(read(anOra({ 'mergedimage.png': png })).layered).toMatchObject({
      tool: 'MyPaint',
      toolVersion: '2.0.1',
    });
  });

  it.each<[string, Parameters<typeof anOra>[0], RegExp]>([
    ['a layer that is no PNG', { 'data/0.png': 'hello' }, /^ORA data\/0.png: it is no PNG/],
    ['a document type', { 'stack.xml': `<!DOCTYPE image>${aStack('')}` }, /document type/],
    ['no merged picture', { 'mergedimage.png': null }, /not in the file/],
    ['10,000 groups in one another', { 'stack.xml': aStack('<stack>'.repeat(10_000)) }, /200 levels/],
    ['40,000 layers', { 'stack.xml': aStack('<layer/>'.repeat(40_000)) }, /30000 elements/],
    ['1,000 namespaces', { 'stack.xml': aStack(Array.from({ length: 1000 }, (_, at) => `<stack xmlns:n${at}="n">`).join('')) }, /more than 200 levels|more namespaces/],
  ])('is all the rest where there is %s', (_, parts, reason) => {
    const file = anOra(parts);
    expect(read(file).layered).toMatchObject({ width: 16, height: 8 });
    expect(reasons(file)).toEqual([expect.stringMatching(reason)]);
  }); // prettier-ignore
});
