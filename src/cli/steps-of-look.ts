import { draftRecord } from '../creation/draft-record.js';
import type { FileAccount } from '../creation/examine-account.js';
import type { LayeredFile } from '../creation/layered/layered-file.js';
import type { PrivateText } from '../creation/generation-record.js';
import { makingStepSchema, MOST_STEP_TEXT, type MakingStep, type StepWay } from '../making/making-step.js';
import { hiddenText, type KeptText } from '../disclosure/private-claim.js';
import type { Look, SeenFile } from './look-at-folder.js';
import type { StepNote } from './step-note.js';
import type { KeptStep, NewStep } from './watched-folder.js';

export interface Manner {
  /** What is older than the making was there before it. */
  readonly begunAt: Date;
  readonly now: Date;
  /** Whether prompts and notes go in as commitments. */
  readonly isPrivate: boolean;
  /** What the maker did, where no note says so. */
  readonly act: StepNote['act'];
  /** What a picture's or a layered file says of how it was made, as it may be published; null of any other, and 'changed' where it was written since. */
  accountOf(file: SeenFile): Promise<Pick<FileAccount, 'generation' | 'layered'> | null | 'changed'>;
}

/** What is new in a look, and what of it cannot be recorded, in words. */
export interface Novelty {
  readonly steps: readonly NewStep[];
  readonly problems: readonly string[];
}

/** A step for each file that was not there before, and a remark for what is now said otherwise. */
export async function stepsOfLook(
  { files }: Look,
  steps: readonly KeptStep[],
  manner: Manner,
): Promise<Novelty> {
  const history = new FolderHistory(steps);
  const known = new Map<string, KeptStep[]>();
  for (const kept of steps) known.set(kept.step.sha256, [...(known.get(kept.step.sha256) ?? []), kept]);
  const added: NewStep[] = [];
  const problems: string[] = [];
  for (const file of withoutCopies(files)) {
    const before = known.get(file.sha256);
    const { from, unknown } = history.sourcesOf(file, before);
    problems.push(
      ...unknown.map(
        (name) => `The note of ${file.path} says that it is from ${name}, which was not there before it.`,
      ),
    );
    const step = before
      ? remarkOn(file, { said: saidOf(before), from, manner })
      : await fileStep(file, { from, manner, madeBy: (sha256) => generationOf(steps, sha256) });
    history.add(file);
    if (step && fits(step)) added.push(step);
    else if (step)
      problems.push(`${file.path} cannot be recorded: what is said of it does not fit into a step.`);
  }
  return { steps: added, problems };
}

/** Of copies the newest, with what is said of any of them; where they differ the newest is right. */
function withoutCopies(files: readonly SeenFile[]): SeenFile[] {
  const merged = new Map<string, SeenFile>();
  for (const file of files) {
    const copy = merged.get(file.sha256);
    merged.set(file.sha256, copy ? { ...file, note: { ...copy.note, ...file.note } } : file);
  }
  return [...merged.values()];
}

const MOST_STEP_BYTES = 20_000;
/** U+0000 and half a character, as JSON writes them: no row holds either. An escaped backslash before them is none. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;

/** Whether the register would take it: a step that is chained and refused would hold up all after it. */
function fits({ step }: NewStep): boolean {
  const json = JSON.stringify(step);
  return (
    makingStepSchema.safeParse(step).success &&
    Buffer.byteLength(json) <= MOST_STEP_BYTES &&
    !UNSTORABLE.test(json)
  );
}

/** What lay where in a folder, and since when. */
class FolderHistory {
  readonly #at = new Map<string, { readonly since: number; readonly sha256: string }[]>();

  constructor(steps: readonly KeptStep[]) {
    for (const { path, step } of steps)
      if (step.step === 'file') this.#note(path, { since: Date.parse(step.at), sha256: step.sha256 });
  }

  add({ path, sha256, modifiedAt }: SeenFile): void {
    this.#note(path, { since: modifiedAt.getTime(), sha256 });
  }

  #note(path: string, entry: { since: number; sha256: string }): void {
    this.#at.set(path, [...(this.#at.get(path) ?? []), entry]);
  }

  /**
   * The digests of what a note names, by names within the folder: what lay there when the file came to be, since nothing is made from what came later.
   * Names that were looked up before are not looked up again. Without any, what was changed into it at its place.
   */
  sourcesOf(
    { path, sha256, note, replaces, modifiedAt }: SeenFile,
    before: readonly KeptStep[] | undefined,
  ): { from: string[]; unknown: string[] } {
    const made = before?.flatMap(({ step }) => (step.step === 'file' ? [Date.parse(step.at)] : []))[0];
    const until = made ?? modifiedAt.getTime();
    const looked = new Set(before?.flatMap(({ sources = [] }) => sources));
    const named = (note.from ?? []).filter((name) => !looked.has(name));
    const digestOf = (name: string): string | undefined =>
      /^[0-9a-f]{64}$/.test(name)
        ? name
        : [name, siblingOf(path, name)]
            .flatMap((one) => this.#at.get(one) ?? [])
            .findLast((one) => one.since <= until && one.sha256 !== sha256)?.sha256;
    const found = named.flatMap((name) => digestOf(name) ?? []);
    const from = found.length > 0 || replaces === null ? found : [replaces];
    return {
      from: [...new Set(from)].filter((one) => one !== sha256),
      unknown: named.filter((name) => digestOf(name) === undefined),
    };
  }
}

const siblingOf = (path: string, name: string): string => [...path.split('/').slice(0, -1), name].join('/');

/** What a file that is known says of its generation. */
const generationOf = (steps: readonly KeptStep[], sha256: string): Generated | undefined =>
  steps.flatMap(({ step }) => (step.step === 'file' && step.sha256 === sha256 ? [step] : []))[0];

type Generated = Pick<Extract<MakingStep, { step: 'file' }>, 'tool' | 'seed'>;

/**
 * How a file came to be, where its maker does not say: by a machine where its own record says so, and not where it has layers, or the very record of what
 * it was made from, which programs carry over when somebody changes a picture by hand. What nothing tells is unsaid.
 */
function wayOf(
  record: Generated | null,
  {
    from,
    isLayered,
    madeBy,
  }: { from: readonly string[]; isLayered: boolean; madeBy: (sha256: string) => Generated | undefined },
): StepWay {
  if (record && !isLayered) {
    const sources = from.flatMap((sha256) => madeBy(sha256) ?? []).filter(({ tool }) => tool === record.tool);
    if (sources.some(({ seed }) => seed === record.seed)) return 'edit';
    return sources.length > 0 ? 'variation' : 'generation';
  }
  return from.length > 0 ? 'edit' : 'unsaid';
}

async function fileStep(
  file: SeenFile,
  {
    from,
    manner,
    madeBy,
  }: { from: readonly string[]; manner: Manner; madeBy: (sha256: string) => Generated | undefined },
): Promise<NewStep | null> {
  const account = await manner.accountOf(file);
  if (account === 'changed') return null;
  const record = account?.generation ? (draftRecord(account.generation)?.record ?? null) : null;
  const made = wayOf(record, { from, isLayered: account?.layered != null, madeBy });
  const kept: KeptText[] = [];
  const text = (field: string, value: PrivateText | undefined) => {
    if (!value || !isHidden(value, manner)) return value;
    const hidden = hiddenText(field, value);
    kept.push(...hidden.kept);
    return hidden.text;
  };
  const { note, act = manner.act, region, outcome, how = made } = file.note;
  // A file of the future would be refused: then it came when it was seen.
  const at = file.modifiedAt > manner.now ? manner.now : file.modifiedAt;
  const told = {
    act: how === 'edit' ? act : file.note.act,
    region,
    outcome,
    tool: record?.tool,
    seed: record?.seed,
    prompt: text('prompt', record?.prompt),
    layered: account?.layered ? layersOf(account.layered) : undefined,
    note: text('note', note === undefined ? undefined : { text: note }),
    from: from.length > 0 ? [...from] : undefined,
    wasThere: at < manner.begunAt ? true : undefined,
  };
  const step: MakingStep = {
    step: 'file',
    at: at.toISOString(),
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    mediaType: file.mediaType,
    how,
    ...given(told),
  };
  return { path: file.path, step, note, sources: file.note.from, kept };
}

const isHidden = (text: PrivateText, { isPrivate }: Manner): boolean =>
  isPrivate || ('text' in text && text.text.length > MOST_STEP_TEXT);

const layersOf = ({ layerCount, history, editingSeconds }: LayeredFile) => ({
  layers: layerCount,
  ...(history.length > 0 && { historySteps: history.length }),
  ...(editingSeconds !== null && editingSeconds >= 0 && { editingSeconds }),
});

type Said = Pick<StepNote, 'how' | 'act' | 'region' | 'outcome' | 'note'> & {
  readonly from: readonly string[];
};

function saidOf(before: readonly KeptStep[]): Said {
  const said: { -readonly [Name in keyof Said]: Said[Name] } = { from: [] };
  for (const { step, note } of before) {
    const { how = said.how, act = said.act, region = said.region, outcome = said.outcome, from = [] } = step;
    Object.assign(said, given({ how, act, region, outcome, note: note ?? said.note }));
    said.from = [...said.from, ...from];
  }
  return said;
}

/** What is now said otherwise than before, or for the first time; what is said no more stands. */
function remarkOn(
  file: SeenFile,
  { said, from, manner }: { said: Said; from: readonly string[]; manner: Manner },
): NewStep | null {
  const isNew = <Fact>(now: Fact, before: Fact): boolean =>
    now !== undefined && JSON.stringify(now) !== JSON.stringify(before);
  const { how, act, region, outcome, note } = file.note;
  const isNoted = isNew(note, said.note);
  const added = file.note.from ? from.filter((one) => !said.from.includes(one)) : [];
  const changed = given({
    how: isNew(how, said.how) ? how : undefined,
    act: isNew(act, said.act) ? act : undefined,
    region: isNew(region, said.region) ? region : undefined,
    outcome: isNew(outcome, said.outcome) ? outcome : undefined,
    from: added.length > 0 ? added : undefined,
  });
  if (!isNoted && Object.keys(changed).length === 0) return null;
  const told = isNoted && note !== undefined ? { text: note } : undefined;
  const hidden = told && isHidden(told, manner) ? hiddenText('note', told) : null;
  const text = hidden?.text ?? told;
  return {
    path: file.path,
    step: {
      step: 'remark',
      at: manner.now.toISOString(),
      sha256: file.sha256,
      ...changed,
      ...given({ note: text }),
    },
    note: isNoted ? note : undefined,
    sources: file.note.from,
    kept: hidden?.kept ?? [],
  };
}

/** Without what is not given: canonical JSON has no undefined. */
const given = <Facts extends object>(
  facts: Facts,
): { [Name in keyof Facts]: Exclude<Facts[Name], undefined> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Facts]: Exclude<Facts[Name], undefined>;
  }; // what is left
