import type { ShownWork } from '../work/work-page.js';
import type { Possible } from './possible.js';

/** What each form of an act is given. */
export interface ActGiven {
  readonly work: ShownWork;
  /** What it can be about, by the key that is open. */
  readonly can: Possible;
  /** Why that key cannot do it; null where it can, or none is open. */
  readonly whyNot: string | null;
  readonly onRecorded: () => void;
}
