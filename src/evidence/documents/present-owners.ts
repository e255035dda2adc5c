import { titleOnDay } from '../../title/ownership.js';
import type { WorkRecord } from './work-record.js';

export interface PresentOwner {
  readonly owner: string;
  /** Exact fraction of the whole. */
  readonly share: string;
  /** In EDTF, as the signer of the transfer dates it; else when the register took it. */
  readonly since: string;
  /** When the register took it: ISO 8601. */
  readonly recordedAt: string;
}

/** Who owns the work after all transfers of a record, and since when, as the register answers it (title/find-ownership.ts). */
export function presentOwners({ work, title }: Pick<WorkRecord, 'work' | 'title'>): PresentOwner[] {
  const transfers = title.transfers.map((transfer) => ({
    ...transfer,
    id: String(transfer.index),
    recordedAt: new Date(transfer.recordedAt),
  }));
  const { owners } = titleOnDay({ transfers, events: [], dateMade: work.dateMade }, Infinity);
  return owners.flatMap(({ party: { person }, share, since, by }) => {
    if (person === undefined || share === null || since === null) return [];
    const transfer = title.transfers.find(({ index }) => String(index) === by);
    return transfer ? [{ owner: person, share, since, recordedAt: transfer.recordedAt }] : [];
  });
}
