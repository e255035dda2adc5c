import { idPart, type LinkedArt } from './linked-art-terms.js';
import type { WorkRecord } from './work-record.js';

/** A reference to that in which title is held: a physical object by its name, or whatever it is. Nothing is said of its matter. */
export const heldObject = ({ id, title }: WorkRecord['work'], object: string | null): LinkedArt => ({
  id: object === null ? `${id}#held` : `${id}#object-${idPart(object)}`,
  type: 'HumanMadeObject',
  _label: object ?? `That in which title to ${title} is held`,
});
