import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { describeVectors, readVector, vectorsIn } from './vectors.js';

describeVectors('jcs', () => {
  it.each(vectorsIn('jcs/input'))('%s', (name) => {
    const canonical = canonicalBytes(JSON.parse(readVector(name).toString('utf8')));
    expect(Buffer.from(canonical)).toEqual(readVector(name.replace('/input/', '/output/')));
    const hex = readVector(name.replace('/input/', '/outhex/').replace('.json', '.txt')).toString('utf8');
    expect(Buffer.from(canonical).toString('hex')).toBe(hex.replace(/\s/g, ''));
  });
});
