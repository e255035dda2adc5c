import { codeInWords } from '../parts/words.js';
import type { ShownWork } from './work-page.js';

type GenerationRecord = ShownWork['claims']['edges'][number]['node']['generations'][number];

/** What a record of a generation tells, each under the name by which tools show it. */
export function factsOf(record: GenerationRecord): (readonly [name: string, value: string | number])[] {
  const { modelName, prompt, negativePrompt, seed, steps, sampler, scheduler, guidance, denoise } = record;
  const { width, height, otherModels, loras, controlNets, upscalers, pictures } = record;
  return (
    [
      ['Model', modelName],
      ['Other models', listed(otherModels.map(({ name }) => name ?? 'not named'))],
      ['LoRAs', listed(loras.map(weighted))],
      ['ControlNets', listed(controlNets.map(weighted))],
      ['Prompt', text(prompt)],
      ['Without', text(negativePrompt)],
      ['Pictures that went in', listed(pictures.map(pictureIn))],
      ['Seed', seed],
      ['Steps', steps],
      ['Sampler', sampler],
      ['Scheduler', scheduler],
      ['Guidance', guidance],
      ['Denoising', denoise],
      ['Size', width === null || height === null ? null : `${width} × ${height} pixels`],
      [
        'Made larger',
        listed(upscalers.map(({ name, scale }) => times(name ?? 'by what is not named', scale))),
      ],
    ] as const
  ).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

const text = (value: GenerationRecord['prompt']): string | null => value && (value.text ?? 'kept private');

const listed = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(', '));

const weighted = ({ name, weight }: GenerationRecord['loras'][number]): string =>
  weight === null ? name : `${name} (${weight})`;

const times = (name: string, scale: number | null): string =>
  scale === null ? name : `${name} (${scale} ×)`;

const pictureIn = ({ role, name }: GenerationRecord['pictures'][number]): string =>
  name === null ? codeInWords(role) : `${name} (${codeInWords(role)})`;
