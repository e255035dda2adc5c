import type { WorkRecord } from './work-record.js';
import { counted } from '../../lib/counted.js';
import { utcWords } from './utc-words.js';

/** A proof in plain language, for whoever is no engineer. */
export interface ProofMeaning {
  readonly name: string;
  /** What there is in this record. */
  readonly found: string;
  readonly shows: string;
  readonly doesNotShow: string;
}

/** What each proof of a record shows and does not show. */
export function proofMeanings({ statements, files, checkpoint, anchor }: WorkRecord): ProofMeaning[] {
  const witnesses = checkpoint.witnesses.filter(({ cosignedAt }) => cosignedAt !== null);
  return [
    {
      name: 'Digests of files',
      found: `${counted(files.length, 'file is', 'files are')} named by SHA-256 and CID.`,
      shows: 'A file whose digest is the same has exactly the same bytes, to the last one.',
      doesNotShow:
        'Who made the file, or what it shows. A file with one other byte, though it looks the same, has another digest.',
    },
    {
      name: 'Signatures',
      found: `${counted(statements.length, 'statement')}, each signed with the key of whoever made it (EIP-712).`,
      shows: 'Whoever holds that key signed this very text, and nobody has altered it since.',
      doesNotShow: 'That what was declared is true; that the holder of the key is a certain person.',
    },
    {
      name: 'Inclusion in the register',
      found: `Each statement has an entry among the ${counted(checkpoint.size, 'entry', 'entries')} that the checkpoint closes (RFC 6962).`,
      shows: 'The statement was entered at its place, and is part of the one list that the register signed.',
      doesNotShow: 'That nothing else was declared about the work later, or under another work.',
    },
    {
      name: 'Checkpoint',
      found: `The head of ${checkpoint.origin} with ${counted(checkpoint.size, 'entry', 'entries')}, signed by the register (Ed25519).`,
      shows:
        'The register bound itself to these entries in this order; it cannot take one out or put one between.',
      doesNotShow:
        'That everybody was shown the same list. Times "recorded" are by the register\'s own clock.',
    },
    {
      name: 'Witnesses',
      found:
        witnesses.length === 0
          ? 'None has cosigned the checkpoint.'
          : witnesses
              .map(({ key, cosignedAt }) => `${key.split('+')[0]} at ${utcWords(cosignedAt ?? '')}`)
              .join('; '),
      shows:
        witnesses.length === 0
          ? 'Nothing: that all see the same list rests on the register alone.'
          : 'Others than the register saw this head at this time by their clocks, and that it continued all that they had seen before.',
      doesNotShow:
        'That the witnesses are independent of the register; compare their keys with those that they publish.',
    },
    {
      name: 'Anchor on a chain',
      found: anchor
        ? `Transaction ${anchor.transaction} on chain ${anchor.chainId}, block ${anchor.blockNumber}, ${utcWords(anchor.blockTime)}${
            anchor.state === 'final'
              ? ', final'
              : anchor.state === 'mined'
                ? ', not final when this was made'
                : ''
          }.`
        : 'None: no checkpoint that covers all statements was on a chain when this was made.',
      shows: anchor
        ? "All statements here existed when that block was made. Its time is not the register's, but the chain's, in whole seconds."
        : 'Nothing: the times here rest on the register and its witnesses.',
      doesNotShow: 'Who is the author, or that anything was true before the entry.',
    },
  ];
}
