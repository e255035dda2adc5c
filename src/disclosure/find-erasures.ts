import { idOf } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { erasuresAbout, type Erasure } from './opening-store.js';

/** Erasures of private fields of a statement: by its own id, or of the making whose steps it holds. */
export const findErasures = (
  tables: Tables,
  { cid, subject }: { readonly cid: string; readonly subject: string },
): Promise<Erasure[]> =>
  erasuresAbout(tables, [idOf('statement', cid), ...(subject.startsWith('making:') ? [subject] : [])]);
