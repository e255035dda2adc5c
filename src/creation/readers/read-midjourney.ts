import { carriedText, type Carried, type CarriedText } from '../carriers/carried.js';
import { accountOf, wholeOf } from '../draft-account.js';
import type { GenerationAccount, Unresolved } from '../generation-account.js';

const JOB = / Job ID: ([0-9a-f-]{36})\s*$/i;
/** In characters, with some space behind it. */
const JOB_LENGTH = 80;

/** Reads Midjourney's description: the prompt, its `--flags`, and `Job ID: uuid`. It is unsigned text, copied as easily as any. */
export function readMidjourney(carried: Carried): GenerationAccount | null {
  const text = descriptionOf(carried);
  if (!text) return null;
  const [tail = '', job = ''] = JOB.exec(text.text.slice(-JOB_LENGTH)) ?? [];
  const line = text.text.slice(0, text.text.length - tail.length).trim();
  const start = line.search(/(^|\s)--[a-z]/i);
  const flags = flagsOf(start < 0 ? '' : line.slice(start));
  const unresolved: Unresolved[] = flags.has('seed')
    ? []
    : [{ field: 'seed', reason: 'it is in the description only where it was asked for' }];
  return accountOf(
    {
      tool: 'Midjourney',
      toolVersion:
        flags.get('v') ??
        flags.get('version') ??
        (flags.has('niji') ? `niji ${flags.get('niji')}`.trim() : null),
      prompt: start < 0 ? line : line.slice(0, start).trim(),
      negativePrompt: flags.get('no') ?? null,
      seed: wholeOf(flags.get('seed')),
      other: { ...Object.fromEntries(flags), 'Job ID': job },
      unresolved,
    },
    [text],
  );
}

/** The PNG's Description, or another's; of any but Midjourney's own no job is told. */
function descriptionOf(carried: Carried): CarriedText | undefined {
  const places = [
    carriedText(carried, 'PNG', 'Description'),
    carriedText(carried, 'EXIF', 'ImageDescription'),
    carriedText(carried, 'XMP', 'dc:description'),
    carriedText(carried, 'IPTC', 'Caption-Abstract'),
  ];
  return places.find((text) => text && JOB.test(text.text.slice(-JOB_LENGTH)));
}

/** `--ar 3:2 --v 6.1 --style raw`: a flag runs to the next one. */
function flagsOf(text: string): Map<string, string> {
  return new Map(
    text
      .split(/(?:^|\s)--(?=[a-z])/i)
      .slice(1)
      .map((flag): [string, string] => {
        const [name = '', ...rest] = flag.trim().split(/\s+/);
        return [name, rest.join(' ')];
      }),
  );
}
