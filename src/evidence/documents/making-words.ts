import type { HumanAct } from '../../creation/human-act.js';
import type { GenerationRecord, PrivateText } from '../../creation/generation-record.js';
import { namedPerson } from './person-name.js';
import type { RecordedClaim, WorkRecord } from './work-record.js';

/** A text that can be private, as far as it is told: by the claim, or by what is disclosed; null where it is not. */
export function toldText({ disclosed }: Pick<WorkRecord, 'disclosed'>, text: PrivateText): string | null {
  if ('text' in text) return text.text;
  const opened = disclosed.find(({ commitment }) => commitment === text.commitment)?.content;
  return typeof opened === 'string' ? opened : null;
}

/** A human act in one line. */
export function wordsOfAct(
  record: WorkRecord,
  { kind, done, by, when }: HumanAct,
  { claimants }: Pick<RecordedClaim, 'claimants'>,
): string {
  const who = by ?? claimants[0]?.person;
  const told = [who !== undefined && `by ${namedPerson(record, who)}`, when].filter(Boolean).join(', ');
  return `${kind.replaceAll('-', ' ')}: ${done}${told === '' ? '' : ` (${told})`}`;
}

/** What a machine generated, in one line, with the prompts as far as they are told. */
export function wordsOfGeneration(record: WorkRecord, generation: GenerationRecord): string {
  const { tool, toolVersion, modelName, seed, prompt, negativePrompt } = generation;
  const texts = { prompt, 'negative prompt': negativePrompt };
  return [
    [tool, toolVersion].filter((part) => part !== undefined).join(' '),
    ...(modelName === undefined ? [] : [`model ${modelName}`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...Object.entries(texts).flatMap(([name, text]) =>
      text ? [`${name}: ${toldText(record, text) ?? 'private, and not told here'}`] : [],
    ),
  ].join('; ');
}
