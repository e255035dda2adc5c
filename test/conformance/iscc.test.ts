import { imageCode, type ImageCodeBits } from '../../src/originality/image-code.js';
import { describeVectors, readVector, vectorsIn } from './vectors.js';

interface Case {
  readonly inputs: readonly [grey: readonly number[], bits: ImageCodeBits];
  readonly outputs: { readonly iscc: string };
}

const casesIn = (name: string): [string, Case][] => {
  const read = JSON.parse(readVector(name).toString('utf8')) as Record<string, unknown>;
  return Object.entries((read['gen_image_code_v0'] ?? read) as Record<string, Case>);
};

describeVectors('iscc', () => {
  it.each(
    vectorsIn('iscc').flatMap((name) => casesIn(name).map(([label, one]) => [label, name, one] as const)),
  )('%s of %s', (_, _name, { inputs: [grey, bits], outputs }) => {
    expect(imageCode(grey, bits)).toBe(outputs.iscc);
  });
});
