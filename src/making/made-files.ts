import type { RecordedStep } from './making-store.js';
import type { MakingStep, StepWay } from './making-step.js';

type FileStep = Extract<MakingStep, { step: 'file' }>;
type Said = Pick<MakingStep, 'act' | 'region' | 'outcome' | 'note'>;

/** A file with everything that who made it says of it. */
interface Described extends Said {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly how: StepWay;
  /** By the clock of who made it. */
  readonly at: string;
  readonly wasThere: boolean;
  readonly tool?: string | undefined;
  readonly seed?: string | undefined;
  readonly prompt?: FileStep['prompt'];
  readonly layered?: FileStep['layered'];
  /** SHA-256 of the files from which it was made, each once. */
  readonly from: readonly string[];
}

/** A file of a making, with what the register knows of the step that brought it. */
export type MadeFile = Described & Omit<RecordedStep, 'step'>;

/**
 * The files of steps, in the order in which they came. Of what is said of a file the last word of who made it stands; what others say of it is
 * among the steps, and changes nothing. A file that comes again is the first one.
 */
export function madeFiles<Step extends { readonly step: MakingStep; readonly maker: string }>(
  steps: readonly Step[],
  /** One and the same for all keys of a person. */
  personOf: (maker: string) => string = (maker) => maker,
): (Described & Omit<Step, 'step'>)[] {
  const files = new Map<string, Described & Omit<Step, 'step'> & { readonly maker: string }>();
  for (const { step, ...recorded } of steps) {
    const known = files.get(step.sha256);
    if (known) {
      if (personOf(known.maker) === personOf(recorded.maker))
        files.set(step.sha256, { ...known, ...withRemark(known, step) });
    } else if (step.step === 'file') {
      const { step: _, from = [], wasThere = false, ...told } = step;
      files.set(step.sha256, { ...recorded, ...told, from: [...new Set(from)], wasThere });
    }
  }
  return [...files.values()];
}

function withRemark(
  file: Described,
  { step, how, act, region, outcome, note, from = [] }: MakingStep,
): Described {
  return {
    ...file,
    // A file that comes again is the same one: how it first came stands.
    ...(step === 'remark' && how && { how }),
    ...(act && { act }),
    ...(region && { region }),
    ...(outcome && { outcome }),
    ...(note && { note }),
    from: [...new Set([...file.from, ...from])],
  };
}
