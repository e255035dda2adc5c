import { carriedText, type Carried, type UnreadPart } from './carriers/carried.js';
import { checkCredentials } from './checks/check-credentials.js';
import { checkLinks, checkTextAgainstGraph } from './checks/check-graph.js';
import { checkParameters } from './checks/check-parameters.js';
import { checkSize, sizeOutcome, type SizeOutcome } from './checks/check-size.js';
import { checkRecord } from './checks/check-record.js';
import { checkStripping } from './checks/check-stripping.js';
import { evidenceGrade, type Evidence } from './checks/evidence-grade.js';
import type { Finding } from './checks/finding.js';
import { machineInMetadata, type MachineInMetadata } from './checks/machine-in-metadata.js';
import { findingsOfNovelai, isSignedByNovelai, type NovelaiSignature } from './checks/novelai-signature.js';
import type { Credentials } from './credentials.js';
import type { LayeredFile, MergedFingerprints } from './layered/layered-file.js';
import { redactAccount, redacted, redactLayered, redactText } from './redact.js';
import { findGeneration } from './find-generation.js';
import type { GenerationAccount, Size } from './generation-account.js';

/** What a picture's file says, as it may be published, and as it stands. */
export interface ReadAccount {
  readonly published: FileAccount;
  /** For whoever has the file anyway. */
  readonly raw: FileAccount;
}

/** An account without what is nobody else's business; see redact.ts. */
export function publishedAccount(raw: FileAccount): FileAccount {
  const { generation, machine, credentials, layered, evidence } = raw;
  return {
    ...raw,
    generation: generation && redactAccount(generation),
    machine: machine && { ...machine, tool: machine.tool && redactText(machine.tool) },
    credentials: credentials && redacted(credentials),
    layered: layered && redactLayered(layered),
    evidence: {
      ...evidence,
      findings: evidence.findings.map(({ code, message }) => ({ code, message: redactText(message) })),
    },
  };
}

/** What a picture's file says of how it was made, and how far that can be believed. */
export interface FileAccount {
  /** Null where it tells nothing. */
  readonly generation: GenerationAccount | null;
  /** What IPTC's fields say of a machine, whatever else tells of one; null where they say nothing. */
  readonly machine: MachineInMetadata | null;
  /** Null where it has none. */
  readonly credentials: Credentials | null;
  /** What a layered file tells of the work that went into it; null for a plain picture. */
  readonly layered: LayeredFile | null;
  /** Of a layered file's merged picture; null where it has none that can be read, and for a plain picture. */
  readonly merged: MergedFingerprints | null;
  /** How its size goes with that. */
  readonly size: SizeOutcome;
  readonly evidence: Evidence;
}

interface Examined {
  readonly carried: Carried;
  /** In pixels as stored. */
  readonly picture: Size;
  /** Null where NovelAI signed nothing. */
  readonly novelai: NovelaiSignature | null;
  readonly credentials: Credentials | null;
  /** Of a layered file alone. */
  readonly layered?: LayeredFile;
  readonly merged?: MergedFingerprints | null;
}

/** Reads and checks all that a file carries beside its picture. */
export function examineAccount(examined: Examined): FileAccount {
  const { carried, picture, novelai, credentials, layered = null, merged = null } = examined;
  const found = findGeneration(carried, credentials);
  const account = found?.account ?? null;
  const [first] = found?.told ?? [];
  const findings: Finding[] = [
    ...(account ? checkSize(account, picture) : []),
    ...checkTextAgainstGraph(found?.told ?? []),
    ...(first ? checkParameters(first, takenAt(carried)) : []),
    ...(account ? checkLinks(account) : []),
    ...findingsOfNovelai(novelai, first ?? null),
    ...checkCredentials(credentials),
    ...checkRecord(account, credentials?.manifests[0]?.record ?? null),
    ...checkStripping(carried, {
      // Layers are a record of how it was made, whoever wrote them.
      hasRecord: account !== null || layered !== null,
      hasCredentials: carried.hasManifestStore || credentials !== null,
    }),
    ...unreadable(carried.unread),
    ...unreadable(layered?.unread ?? []),
  ];
  return {
    generation: account,
    machine: machineInMetadata(carried),
    credentials,
    layered,
    merged,
    size: account ? sizeOutcome(account, picture) : 'unknown',
    evidence: {
      grade: evidenceGrade({
        findings,
        hasGeneration: account !== null,
        isSignedByTool: first !== undefined && isSignedByNovelai(novelai, first),
        credentials:
          credentials?.integrity !== 'intact'
            ? null
            : credentials.signerTrust === 'trusted'
              ? 'trusted'
              : 'unknown',
      }),
      findings,
    },
  };
}

/** When the file says that it was made, as `YYYY-MM-DD`; EXIF parts dates by colons. */
function takenAt(carried: Carried): string | null {
  const places = [
    carriedText(carried, 'EXIF', 'DateTimeOriginal', 'CreateDate', 'ModifyDate'),
    carriedText(carried, 'XMP', 'xmp:CreateDate', 'photoshop:DateCreated'),
    carriedText(carried, 'PNG', 'Creation Time', 'date:create'),
  ];
  for (const text of places) {
    const [, year, month, day] =
      /^\s*(\d{4})[:-](\d{2})[:-](\d{2})/.exec(text?.text.slice(0, 40) ?? '') ?? [];
    if (year !== undefined) return `${year}-${month}-${day}`;
  }
  return null;
}

const unreadable = (unread: readonly UnreadPart[]): Finding[] =>
  unread.map(({ where, reason }) => ({
    code: 'PART_UNREADABLE',
    message: `${where} could not be read: ${reason}. All else was.`,
  }));
