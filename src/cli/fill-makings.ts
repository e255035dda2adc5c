import { counted } from '../lib/counted.js';
import { Refusal } from '../lib/refusal.js';
import { actsOfMaking } from '../making/acts-of-making.js';
import { leadingTo } from '../making/leading-to.js';
import { madeFiles } from '../making/made-files.js';
import type { ClaimFile } from './claim-file.js';
import { WrongUsage } from './command.js';
import { readWatchedFolder } from './watched-folder.js';

/** What watched folders gave for a claim. */
export interface FilledMakings {
  readonly claim: ClaimFile;
  /** Tools by which files were generated that led to the picture. */
  readonly tools: readonly string[];
  /** What is odd, in words. */
  readonly problems: readonly string[];
}

/**
 * The claim with the ledgers of watched folders, and where it tells no acts with those that led to the picture. Refuses NO_MAKING where a folder was
 * not watched. Whoever made it together claims it together: each folder is of the same maker.
 */
export async function withMakings(
  claim: ClaimFile,
  folders: readonly string[],
  picture: { readonly sha256: string },
): Promise<FilledMakings> {
  const makings = new Set(claim.makings ?? []);
  const makers = new Set<string>();
  const acts = [];
  const tools: string[] = [];
  const problems: string[] = [];
  for (const folder of folders) {
    const { making, steps } = await readWatchedFolder(folder);
    if (!making)
      throw new Refusal('NO_MAKING', `${folder} was not watched: raisonne watch begins its ledger.`, {
        folder,
      });
    makings.add(making.making);
    makers.add(making.maker);
    const files = madeFiles(steps.map(({ step }) => ({ step, maker: making.maker })));
    const leading = leadingTo(files, picture.sha256);
    if (leading.length === 0)
      problems.push(
        `The picture is no file of the ledger in ${folder}, so nothing there leads to it: no act is taken from it.`,
      );
    else if (leading.length < files.length)
      problems.push(
        `In the ledger of ${folder} ${leading.length} of ${counted(files.length, 'file')} ${leading.length === 1 ? 'leads' : 'lead'} to the picture; acts are taken from what does. Of others say from what they came, in FILE.step.json.`,
      );
    // What was chosen among is no part of what came of it.
    const judged =
      leading.length === 0
        ? []
        : files.filter((file) => file.outcome !== undefined && !leading.includes(file));
    acts.push(...actsOfMaking([...leading, ...judged.map((file) => ({ ...file, act: undefined }))]));
    tools.push(...leading.flatMap(({ tool, how }) => (tool !== undefined && how !== 'edit' ? [tool] : [])));
  }
  if (makers.size > 1)
    throw new WrongUsage(
      '--making names folders of several makers: each claims their own, and co-signs the claim of the other.',
    );
  return {
    claim:
      folders.length === 0 ? claim : { ...(acts.length > 0 && { acts }), ...claim, makings: [...makings] },
    tools: [...new Set(tools)],
    problems,
  };
}
