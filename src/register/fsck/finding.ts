/** What to do about each sort of difference. */
export const ADVICE = {
  CHECKPOINT_MISSING: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  CHECKPOINT_DAMAGED: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  CHECKPOINT_BEHIND:
    'The server shows the newest one again by itself; if it does not, look who writes there.',
  CHECKPOINT_LINE_MISSING: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  CHECKPOINT_LINE_DAMAGED: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  BUNDLE_MISSING: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  BUNDLE_DAMAGED: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  TILE_MISSING: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  TILE_DAMAGED: 'Put the file back from a backup, or run raisonne rebuild --mirror.',
  LOG_FILE_SURPLUS: 'Take the file away.',
  ROOT_DIFFERS:
    'Stop the server: entries were altered after they were signed. Put the log back from a backup.',
  HEAD_DIFFERS: 'Run raisonne rebuild.',
  STATEMENT_ROW_MISSING: 'Run raisonne rebuild.',
  STATEMENT_ROW_DIFFERS: 'Run raisonne rebuild.',
  STATEMENT_ROW_SURPLUS: 'Look where it comes from, and take the row away.',
  TIME_FALLS: 'A row or an entry was altered: see what else is found about it.',
  STATEMENT_MISSING: 'Put the block back from a backup, or run raisonne rebuild --mirror.',
  STATEMENT_DAMAGED: 'Put the block back from a backup, or run raisonne rebuild --mirror.',
  SIGNATURE_WRONG: 'The statement was not made by its signer: look how it came into the log.',
  CHECKPOINT_ROW_MISSING: 'Run raisonne rebuild.',
  CHECKPOINT_ROW_DIFFERS: 'Run raisonne rebuild.',
  DERIVED_ROW_MISSING: 'Run raisonne rebuild.',
  DERIVED_ROW_DIFFERS: 'Run raisonne rebuild.',
  DERIVED_ROW_SURPLUS: 'Run raisonne rebuild.',
  DERIVED_NOT_CHECKED: 'Mend what else is found, and check again.',
  FILE_MISSING: 'Put its blocks back from a backup, or run raisonne rebuild --mirror.',
  FILE_DAMAGED: 'Put its blocks back from a backup, or run raisonne rebuild --mirror.',
  FILE_ROW_MISSING: 'Run raisonne rebuild.',
  FILE_ROW_DIFFERS: 'Run raisonne rebuild.',
  FILE_ROW_SURPLUS: 'Run raisonne rebuild.',
  FORGETTING_WRONG:
    'Run raisonne rebuild, which leaves out a row that is wrong; take a line that is wrong out of the file.',
  FORGETTING_MISSING:
    'Run raisonne rebuild, which puts the row back; a line comes back by raisonne forget of anything, also of what was forgotten already.',
  FORGOTTEN_STAYS: 'Run raisonne forget for it once more: it finishes what was begun.',
  COSIGNATURE_WRONG: 'Run raisonne rebuild, which leaves it out.',
  ANCHOR_WRONG: 'Run raisonne rebuild, which asks the chain for what it holds.',
  ANCHOR_MISSING:
    'Run raisonne rebuild, which asks the chain for it. If it stays, no block holds it: take its attempts away.',
  ATTEMPT_WRONG: 'Run raisonne rebuild, which asks the chain for what it holds.',
  ANCHOR_NOT_ON_CHAIN: 'Start the server, which looks after it; if it stays, check ETH_RPC_URL.',
  CHAIN_AHEAD: 'An old copy was restored: bring the newer log (README, "Backup, restore, repair").',
  CHAIN_UNREACHABLE: 'Nothing was compared with the chain: check ETH_RPC_URL and run it again.',
} as const;

export type FindingCode = keyof typeof ADVICE;

/** Something in the register that is not as it must be. */
export interface Finding {
  readonly code: FindingCode;
  /** What differs: a file by its path, a row by its table and key, a block or a file by its CID, an entry by its place. */
  readonly subject: string;
  /** How it differs, in plain words. */
  readonly message: string;
}

/** Takes findings as they are made. */
export type Report = (finding: Finding) => void;
