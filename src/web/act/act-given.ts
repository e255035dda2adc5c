import type { ShownWork } from '../work/work-page.js';

/** What each form of an act is given. */
export interface ActGiven {
  readonly work: ShownWork;
  readonly onRecorded: () => void;
}
