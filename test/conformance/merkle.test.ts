import { isEqualBytes } from '../../src/lib/bytes.js';
import { isConsistent, rootOfInclusion } from '../../src/lib/merkle.js';
import { describeVectors, readVector, vectorsIn } from './vectors.js';

const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const read = <T>(name: string): T => JSON.parse(readVector(name).toString('utf8')) as T; // the vectors' own form
const proofOf = (proof: readonly string[] | null) => (proof ?? []).map(bytes);

interface InclusionCase {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyCase {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

describeVectors('merkle', () => {
  it.each(vectorsIn('merkle/inclusion'))('%s', (name) => {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = read<InclusionCase>(name);
    const found = rootOfInclusion(bytes(leafHash), BigInt(leafIdx), BigInt(treeSize), proofOf(proof));
    expect(found !== null && isEqualBytes(found, bytes(root))).toBe(!wantErr);
  });

  it.each(vectorsIn('merkle/consistency'))('%s', (name) => {
    const { size1, size2, root1, root2, proof, wantErr } = read<ConsistencyCase>(name);
    const earlier = { size: BigInt(size1), root: bytes(root1) };
    const later = { size: BigInt(size2), root: bytes(root2) };
    expect(isConsistent(earlier, later, proofOf(proof))).toBe(!wantErr);
  });
});
