import type { KeptText } from '../../disclosure/private-claim.js';
import type { DerivationWay } from '../../originality/derivation-ways.js';

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
  /** Id of the person who did it, of those who claim beside the signer; empty: the signer. */
  readonly by: string;
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

/** How whoever signs stands to the work: the basis of their claim, or that they register it and claim nothing. */
export const STANDINGS = [
  { standing: 'author', name: 'I made it' },
  { standing: 'joint-authors', name: 'I made it with others' },
  { standing: 'work-made-for-hire', name: 'It was made for me, as a work made for hire' },
  { standing: 'transfer-by-author', name: 'Its author passed the copyright on to me' },
  { standing: 'registrar', name: 'I register it for its maker, and claim nothing' },
] as const;
export type Standing = (typeof STANDINGS)[number]['standing'];

/** Somebody besides the signer, by their key: who claims it too, or of whose work this is the registration. */
export interface DraftPerson {
  readonly id: string;
  readonly name: string;
  /** As it was typed. */
  readonly address: string;
}

/** A registration, or a claim of a work that is registered already, on its way: all that was typed, kept until it is recorded or thrown away. */
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
  readonly standing: Standing;
  readonly others: readonly DraftPerson[];
  /** How the claimant came to it, in words. */
  readonly account: string;
  /** What shows that. */
  readonly evidence: readonly File[];
  readonly hadMachine: boolean;
  /** Whether a person said so, or that it had none; else the file did. */
  readonly saidMachine: boolean;
  /** What was typed in place of what the file says. */
  readonly machine: Partial<Record<MachineField, string>>;
  readonly acts: readonly DraftAct[];
  /** What is not told: names of fields of the machine's record, and ids of acts. */
  readonly privately: readonly string[];
  /** What opens that, as it was saved. */
  readonly openings: readonly KeptText[];
  /** Ids of earlier works that it looks like and is not. */
  readonly differsFrom: readonly string[];
  /** How it derives from earlier works, by their ids, or that nothing is said of that. */
  readonly derives: Readonly<Record<string, DerivationWay | 'unsaid'>>;
  /** Whether the work was there before: the draft is of a claim alone. */
  readonly isOfRegistered: boolean;
  /** What is recorded of it already: a failed later step goes on from here. */
  readonly work: { readonly id: string; readonly statement: string } | null;
  readonly claim: { readonly id: string; readonly statement: string } | null;
  /**
   * The statements that were sent last, by their steps: the CID, and in canonical JSON what it says without its files. Of one whose answer was
   * lost, nobody knows before asking.
   */
  readonly sent: Readonly<Record<string, { readonly cid: string; readonly says: string }>>;
  /** What whoever goes on is to know of what was recorded; empty where there is nothing. */
  readonly note: string;
  /** Ids of works from which it is recorded to derive. */
  readonly derived: readonly string[];
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
  standing: 'author',
  others: [],
  account: '',
  evidence: [],
  hadMachine: false,
  saidMachine: false,
  machine: {},
  acts: [],
  privately: [],
  openings: [],
  differsFrom: [],
  derives: {},
  isOfRegistered: false,
  work: null,
  claim: null,
  sent: {},
  note: '',
  derived: [],
});

/** A draft that claims a work which somebody registered. */
export const newClaimDraft = (
  picture: File,
  { id, title, statement }: { readonly id: string; readonly title: string; readonly statement: string },
): Draft => ({ ...newDraft(picture), title, isOfRegistered: true, work: { id, statement } });

/** What it is called among drafts: of a work that is registered, a claim. */
export const nameOf = ({ title, picture, isOfRegistered }: Draft): string =>
  `${title || picture.name}${isOfRegistered ? ' (a claim)' : ''}`;

/** Whether it is told how the claimant came to it: where the file and the acts do not tell it all. */
export const isToldHow = ({ standing, isOfRegistered }: Draft): boolean =>
  isOfRegistered || standing === 'work-made-for-hire' || standing === 'transfer-by-author';

/** Those beside whom the signer claims: none where nothing is claimed, or by one alone. */
export const coClaimants = ({ standing, others }: Draft): readonly DraftPerson[] =>
  standing === 'author' || standing === 'registrar' ? [] : others;

/** Makers whose keys are told: joint authors, and those for whom a registrar enters the work. */
export const keyedMakers = ({ standing, others }: Draft): readonly DraftPerson[] =>
  standing === 'joint-authors' || standing === 'registrar' ? others : [];

/** The names of makers that were typed, apart from those of makers whose keys are told. */
export const ownNames = (draft: Draft): readonly string[] => {
  const told = new Set(keyedMakers(draft).map(({ name }) => name.trim()));
  return draft.makers
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !told.has(name));
};

/** The earlier works from which it is still to be declared to derive. */
export const undeclared = ({ derives, derived }: Draft): readonly string[] =>
  Object.keys(derives).filter((source) => derives[source] !== 'unsaid' && !derived.includes(source));

/** The statement whose anchor is waited for, once all is recorded that was to be; null before. */
export function lastOf(draft: Draft): string | null {
  const { work, claim, standing } = draft;
  if (!work || undeclared(draft).length > 0) return null;
  return standing === 'registrar' ? work.statement : (claim?.statement ?? null);
}

export const newAct = (kind: ActKind): DraftAct => ({
  id: crypto.randomUUID(),
  kind,
  done: '',
  when: '',
  by: '',
  region: null,
  evidence: [],
});
