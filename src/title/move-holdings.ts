import { idOf, parseId } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import type { Recorded } from '../register/entry.js';
import { heldBy, saveMoves, type Move } from './holding-move-store.js';
import { transferredShares } from './holding.js';
import type { Share } from './share.js';

interface KeyChange {
  readonly from: string;
  readonly to: string;
}

interface Moved {
  readonly work: string;
  readonly given: Share;
  /** All shares that change, the former owner's included. */
  readonly shares: readonly Share[];
}

/** What moves from one key to another of the same person. Refuses SHARE_TOO_FINE where both hold of one work. */
export async function movableHoldings(tables: Tables, { from, to }: KeyChange): Promise<Moved[]> {
  const held = await heldBy(tables, [from, to]);
  const ofNew = new Map(held.filter(({ owner }) => owner === to).map((holding) => [holding.work, holding]));
  return held
    .filter(({ owner }) => owner === from)
    .map((own) => {
      const other = ofNew.get(own.work);
      const given = { owner: to, share: own.share };
      return {
        work: own.work,
        given,
        shares: transferredShares(other ? [own, other] : [own], { from, to: [given] }),
      };
    });
}

/** Moves all that one key holds to another key of the same person: an event in each work's history, no change of title. */
export async function moveHoldings(
  tables: Tables,
  { from, to, by }: KeyChange & { by: Pick<Recorded<unknown>, 'index' | 'cid' | 'recordedAt'> },
): Promise<void> {
  const moved = await movableHoldings(tables, { from, to });
  await saveMoves(
    tables,
    moved.map(({ work, given, shares }): Move => {
      const transfer = {
        id: idOf('transfer', moveName(by.cid, work)),
        statementIndex: by.index,
        work,
        from,
        to: [given],
        method: 'new-key' as const,
        date: null,
        note: null,
        recordedAt: by.recordedAt,
      };
      return { transfer, shares };
    }),
  );
}

/** One statement moves many works: its CID, a 0 (which no CID in base32 has), and the end of the work's name. */
const moveName = (cid: string, work: string): string => `${cid}0${(parseId(work)?.name ?? '').slice(-40)}`;
