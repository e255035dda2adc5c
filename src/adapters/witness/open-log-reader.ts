import type { ReadLog } from '../../witness/follow-log.js';
import { fetchAtMost } from './fetch-at-most.js';

/** A tile has 8 KiB; a bundle of 256 entries as long as entries can be, with their lengths, 16 MiB. */
const MAX_FILE_BYTES = 256 * (65_535 + 2);

/** Reads a log as it serves itself over HTTP (c2sp.org/tlog-tiles). Throws where it does not answer as one. */
export const openLogReader = (url: string): ReadLog => ({
  read: async (path) => {
    const { response, bytes } = await fetchAtMost(`${url}/${path}`, MAX_FILE_BYTES);
    // 410 is what some stores say of what was taken out.
    if (response.status === 404 || response.status === 410) return null;
    if (!response.ok) throw new Error(`${url}/${path} answered ${response.status}.`);
    return bytes;
  },
});
