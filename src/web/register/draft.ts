import type { KeptText } from '../../disclosure/private-claim.js';
import type { FileReference } from '../files/send-file.js';

export const ACT_KINDS = [
  { kind: 'concept', name: 'Concept', what: 'The idea, a sketch, a composition that you had' },
  { kind: 'prompting', name: 'Prompting', what: 'Words by which you asked a machine for it' },
  {
    kind: 'reference-input',
    name: 'Own picture given in',
    what: 'A drawing or photograph of yours that it started from',
  },
  { kind: 'selection', name: 'Selection', what: 'You chose it among others' },
  {
    kind: 'inpainting-region-choice',
    name: 'Part chosen to be made anew',
    what: 'You marked a part that the machine redid',
  },
  { kind: 'compositing', name: 'Compositing', what: 'You put several pictures together' },
  { kind: 'overpainting', name: 'Painting over', what: 'You painted or drew on it' },
  { kind: 'colour', name: 'Colour', what: 'You changed its colours or light' },
  { kind: 'retouching', name: 'Retouching', what: 'You mended or removed details' },
  { kind: 'arrangement', name: 'Arrangement', what: 'You arranged its parts, or a series' },
  { kind: 'digitisation', name: 'Digitisation', what: 'You photographed or scanned a thing' },
] as const;
export type ActKind = (typeof ACT_KINDS)[number]['kind'];

/** In pixels of the picture as stored, from the upper left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DraftAct {
  readonly id: string;
  readonly kind: ActKind;
  readonly done: string;
  /** EDTF; empty where it is not told. */
  readonly when: string;
  readonly region: Region | null;
  readonly evidence: readonly File[];
}

/** Fields of a generation record that are edited by hand, by their names in the record. */
export const MACHINE_FIELDS = [
  { field: 'tool', name: 'Program', isLong: false },
  { field: 'modelName', name: 'Model', isLong: false },
  { field: 'prompt', name: 'Prompt', isLong: true },
  { field: 'negativePrompt', name: 'Without', isLong: true },
  { field: 'seed', name: 'Seed', isLong: false },
  { field: 'steps', name: 'Steps', isLong: false },
  { field: 'sampler', name: 'Sampler', isLong: false },
  { field: 'guidance', name: 'Guidance', isLong: false },
] as const;
export type MachineField = (typeof MACHINE_FIELDS)[number]['field'];

/** A registration on its way: all that was typed, kept until it is recorded or thrown away. */
export interface Draft {
  readonly id: string;
  readonly picture: File;
  readonly startedAt: number;
  readonly title: string;
  readonly makers: string;
  readonly dateMade: string;
  readonly medium: string;
  readonly description: string;
  readonly altText: string;
  readonly hadMachine: boolean;
  /** What was typed in place of what the file says. */
  readonly machine: Partial<Record<MachineField, string>>;
  readonly acts: readonly DraftAct[];
  /** What is not told: names of fields of the machine's record, and ids of acts. */
  readonly privately: readonly string[];
  /** What opens that, as it was saved. */
  readonly openings: readonly KeptText[];
  /** Ids of earlier works that it looks like and is not. */
  readonly differsFrom: readonly string[];
  /** What is recorded of it already: a failed second step goes on from here. */
  readonly work: { readonly id: string; readonly statement: string } | null;
  readonly claim: { readonly id: string; readonly statement: string } | null;
}

export const newDraft = (picture: File): Draft => ({
  id: crypto.randomUUID(),
  picture,
  startedAt: Date.now(),
  // "IMG_2034.jpg" names no work; "Sunrise over the sea.png" may.
  title:
    /[a-z]{4}/i.test(picture.name) && !/^(?:img|dsc|image|photo|screenshot)[\W_\d]/i.test(picture.name)
      ? picture.name.replace(/\.\w+$/, '').replaceAll(/[_-]+/g, ' ')
      : '',
  makers: '',
  dateMade: '',
  medium: '',
  description: '',
  altText: '',
  hadMachine: false,
  machine: {},
  acts: [],
  privately: [],
  openings: [],
  differsFrom: [],
  work: null,
  claim: null,
});

export const newAct = (kind: ActKind): DraftAct => ({
  id: crypto.randomUUID(),
  kind,
  done: '',
  when: '',
  region: null,
  evidence: [],
});

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
export function workBody(draft: Draft, picture: FileReference): Body {
  const { title, dateMade, medium, description, altText, makers, differsFrom } = draft;
  const names = makers
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    title: title.trim(),
    makers: names.map((name) => ({ name })),
    files: [picture],
    ...filled({ dateMade, medium, description, altText }),
    ...(differsFrom.length > 0 && { differsFrom }),
  };
}

/** Of the body of claim-authorship. `evidence`: the references of the files of each act. */
export function claimBody(
  draft: Draft,
  {
    work,
    claimant,
    read,
    evidence,
  }: {
    readonly work: string;
    readonly claimant: string;
    readonly read: Body | null;
    readonly evidence: ReadonlyMap<string, readonly FileReference[]>;
  },
): Body {
  const generation = draft.hadMachine ? generationOf(draft, read) : null;
  return {
    work,
    claimants: [claimant],
    basis: 'author',
    ...(generation && { generations: [generation] }),
    ...(draft.acts.length > 0 && {
      acts: draft.acts.map(({ id, kind, done, when, region }) => {
        const files = evidence.get(id) ?? [];
        return {
          kind,
          done: done.trim(),
          ...filled({ when }),
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
