import { addressIn } from '../act/read-address.js';
import type { FileReference } from '../files/send-file.js';
import {
  coClaimants,
  isToldHow,
  keyedMakers,
  MACHINE_FIELDS,
  ownNames,
  type Draft,
  type MachineField,
} from './draft.js';

/** A body of a statement, or a part of one. */
export type Body = Readonly<Record<string, unknown>>;

/** A text, a number, or a text that may be private, as a field shows it. */
function textOf(value: unknown): string {
  const shown = typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
}

/** What a field says: as it was typed, or else as it was read from the file. */
export const machineValue = (field: MachineField, draft: Draft, read: Body | null): string =>
  draft.machine[field] ?? textOf(read?.[field]);

/** Of the body of register-work: what was typed, without what is empty. */
export function workBody(
  draft: Draft,
  { picture, signer }: { readonly picture: FileReference; readonly signer: string },
): Body {
  const { title, dateMade, medium, description, altText, differsFrom } = draft;
  return {
    title: title.trim(),
    makers: makersOf(draft, signer),
    files: [picture],
    ...filled({ dateMade, medium, description, altText }),
    ...(differsFrom.length > 0 && { differsFrom }),
  };
}

/** Those whose names were typed, and with their keys those who made it and whose keys are told. */
function makersOf(draft: Draft, signer: string): readonly { name: string; person?: string }[] {
  const { standing } = draft;
  const isMaker = standing === 'author' || standing === 'joint-authors';
  const own = ownNames(draft);
  return [
    // One name beside those of the others is the name of whoever says that they made it.
    ...own.map((name) => ({ name, ...(isMaker && own.length === 1 && { person: signer }) })),
    ...keyedMakers(draft).map(({ name, address }) => {
      const person = addressIn(address);
      return { name: name.trim(), ...(person && { person }) };
    }),
  ];
}

/** Of the body of claim-authorship. `evidence`: the references of the files of each act, and under "claim" those of the claim. */
export function claimBody(
  draft: Draft,
  {
    work,
    claimant,
    competesWith,
    read,
    evidence,
  }: {
    readonly work: string;
    readonly claimant: string;
    /** The earliest claim that stands on the work; null where none does. */
    readonly competesWith: string | null;
    readonly read: Body | null;
    readonly evidence: ReadonlyMap<string, readonly FileReference[]>;
  },
): Body {
  const generation = draft.hadMachine ? generationOf(draft, read) : null;
  const keys = new Map(coClaimants(draft).map(({ id, address }) => [id, addressIn(address) ?? address]));
  const ownFiles = evidence.get('claim') ?? [];
  return {
    work,
    claimants: [claimant, ...keys.values()],
    basis: draft.standing,
    ...filled({ account: isToldHow(draft) ? draft.account : '' }),
    ...(ownFiles.length > 0 && { evidence: ownFiles }),
    ...(competesWith !== null && { competesWith }),
    ...(generation && { generations: [generation] }),
    ...(draft.acts.length > 0 && {
      acts: draft.acts.map(({ id, kind, done, by, when, region }) => {
        const files = evidence.get(id) ?? [];
        return {
          kind,
          done: done.trim(),
          ...filled({ by: keys.get(by) ?? '', when }),
          ...(region && { region }),
          ...(files.length > 0 && { evidence: files }),
        };
      }),
    }),
  };
}

function filled(fields: Readonly<Record<string, string>>): Body {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

/** The record that the file gave, with what was typed otherwise, and beside it what the file says. */
function generationOf(draft: Draft, read: Body | null): Body {
  const record: Record<string, unknown> = { ...read };
  const corrections: { field: string; read: { text: string } }[] = [];
  for (const { field } of MACHINE_FIELDS) {
    const typed = draft.machine[field]?.trim();
    const before = textOf(read?.[field]);
    if (typed === undefined || typed === before) continue;
    if (typed === '') delete record[field];
    else record[field] = valueOf(field, typed);
    if (before !== '' && read?.['readFrom'] !== undefined)
      corrections.push({ field, read: { text: before } });
  }
  return { ...record, ...(corrections.length > 0 && { corrections }) };
}

function valueOf(field: MachineField, typed: string): unknown {
  if (field === 'prompt' || field === 'negativePrompt') return { text: typed };
  return field === 'steps' || field === 'guidance' ? Number(typed) : typed;
}
