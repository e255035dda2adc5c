import { counted } from '../lib/counted.js';
import { idOf } from '../lib/ids.js';
import type { ForgettingReceipt } from '../register/forgetting/forgetting-receipt.js';

/** What a receipt says, for whoever verifies it. */
export function forgottenText({ forgotten, erased, reason, forgottenAt }: ForgettingReceipt): string {
  const what =
    forgotten.what === 'file'
      ? `the bytes of ${forgotten.id}`
      : `the words of ${forgotten.id}, entry ${forgotten.index} (${forgotten.remains.kind}),`;
  return `on ${forgottenAt} that ${what} are erased, ${erasedInWords(erased)}: ${reason}${filesThatStay(forgotten)}`;
}

/** Files that a statement named, which are erased by their own ids alone; `erased` are ids that were. */
export function filesThatStay(
  forgotten: ForgettingReceipt['forgotten'],
  erased: readonly string[] = [],
): string {
  if (forgotten.what === 'file') return '';
  const stay = forgotten.remains.files
    .map(({ cid }) => idOf('file', cid))
    .filter((id) => !erased.includes(id));
  return stay.length === 0
    ? ''
    : `. Files that it named stay until they are erased by their own ids: ${stay.join(', ')}`;
}

/** What of it was erased where; what only lost its words counts too. */
export function erasedInWords({ blocks, sharedBlocks, rows }: ForgettingReceipt['erased']): string {
  const stored = Object.entries(rows).map(([table, count]) => counted(count, ...(ROWS[table] ?? OTHER)));
  const shared =
    sharedBlocks > 0
      ? ` (${counted(sharedBlocks, 'other stays', 'others stay')}, since something else has the same)`
      : '';
  return `${counted(blocks, 'block')} of content${shared} and in the database ${stored.join(', ') || 'nothing'}`;
}

type Words = readonly [one: string, several: string];

/** By table, as a receipt names them. */
const ROWS: Readonly<Record<string, Words>> = {
  log_statements: ['statement', 'statements'],
  works: ['work', 'works'],
  claims: ['claim', 'claims'],
  makings: ['making', 'makings'],
  transfers: ['transfer of title', 'transfers of title'],
  provenance_events: ['event of a history', 'events of a history'],
  token_links: ['link to a token', 'links to tokens'],
  disputes: ['dispute', 'disputes'],
  dispute_entries: ['statement in a dispute', 'statements in disputes'],
  licences: ['licence', 'licences'],
  right_transfers: ['transfer of a right', 'transfers of rights'],
  training_preferences: ['preference on training', 'preferences on training'],
  derivations: ['derivation', 'derivations'],
  derivation_permissions: ['permission to derive', 'permissions to derive'],
  openings: ['opening of a private field', 'openings of private fields'],
  files: ['file', 'files'],
  uploads: ['upload', 'uploads'],
  fingerprints: ['fingerprint', 'fingerprints'],
  picture_hashes: ['picture hash', 'picture hashes'],
  picture_colours: ['colour', 'colours'],
  found_likenesses: ['likeness to another work', 'likenesses to other works'],
};

const OTHER: Words = ['row of another kind', 'rows of another kind'];
