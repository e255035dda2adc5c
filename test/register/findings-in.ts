import { fsck, type FsckNeeds } from '../../src/register/fsck/fsck.js';

/** What fsck reports, each by its code and subject. */
export async function findingsIn(needs: FsckNeeds): Promise<string[]> {
  const found: string[] = [];
  await fsck(needs, { report: ({ code, subject }) => found.push(`${code} ${subject}`) });
  return found;
}
