import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Known answers of others stand beside the project; where they are absent their tests are skipped, saying so. */
const FOLDER = path.resolve(import.meta.dirname, '../../../shared/vectors');

export const vectorPath = (name: string): string => path.join(FOLDER, name);

export const describeVectors = (name: string, tests: () => void): void => {
  if (existsSync(vectorPath(name))) describe(`vectors/${name}`, tests);
  // Not by running `tests`, which read their cases before the first of them runs.
  else
    describe.skip(`vectors/${name} (not on this machine: ../shared/vectors is absent)`, () => {
      it.todo('is tested where they are');
    });
};

export const readVector = (name: string): Buffer => readFileSync(vectorPath(name));

/** The files below a folder of vectors, by their paths within the vectors. */
export function vectorsIn(folder: string): string[] {
  if (!existsSync(vectorPath(folder))) return [];
  return readdirSync(vectorPath(folder)).flatMap((name) => {
    const inner = `${folder}/${name}`;
    return statSync(vectorPath(inner)).isDirectory() ? vectorsIn(inner) : [inner];
  });
}
