import { readWatchList } from '../title/provenance/flags/read-watch-list.js';
import type { WatchList } from '../title/provenance/flags/watch-list.js';
import { textOptions, type Options } from './command.js';
import { readTextFile } from './text-file.js';

/** The watch lists that --watch-list names. */
export const readWatchLists = (options: Options): Promise<WatchList[]> =>
  Promise.all(
    textOptions(options, 'watch-list').map(async (list) => readWatchList(await readTextFile(list), list)),
  );
