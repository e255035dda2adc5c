import type { HumanAct } from '../creation/human-act.js';
import type { MadeFile } from './made-files.js';
import { counted } from '../lib/counted.js';

/** What an act is drafted from. */
type ActedFile = Pick<MadeFile, 'act' | 'region' | 'outcome' | 'note' | 'at' | 'maker'>;

/**
 * Drafts the human acts of a claim from a making, for a person to edit: what one maker did in one way, in one act with its count, its time and
 * their notes; and the selection, where some files were kept and others rejected. What no maker calls an act is none.
 */
export function actsOfMaking(files: readonly ActedFile[]): HumanAct[] {
  const groups = new Map<string, ActedFile[]>();
  for (const file of files) {
    if (file.act === undefined) continue;
    const key = `${file.maker} ${file.act}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...[...groups.values()].flatMap(actOf), ...selectionsOf(files)];
}

function actOf(files: readonly ActedFile[]): HumanAct[] {
  const [first] = files;
  if (first?.act === undefined) return [];
  const regions = files.filter(({ region }) => region).length;
  const notes = files.flatMap(({ note }) => (note && 'text' in note ? [note.text.trim()] : []));
  const where =
    regions === 0 ? '' : regions === files.length ? ', each in a region' : `, ${regions} of them in a region`;
  const said = `${first.act.replaceAll('-', ' ')}, in ${counted(files.length, 'step')}${where}`;
  return [
    {
      kind: first.act,
      done: [`${said[0]?.toUpperCase()}${said.slice(1)}.`, ...new Set(notes)]
        .join(' ')
        .slice(0, MOST_WORDS)
        .trim(),
      by: first.maker,
      when: timeOf(files),
      ...(files.length === 1 && first.region && { region: first.region }),
    },
  ];
}

/** As many characters as an act may say. */
const MOST_WORDS = 5000;

/** Choosing among what machines made: by each maker, of the files that they judged. */
function selectionsOf(files: readonly ActedFile[]): HumanAct[] {
  const makers = [...new Set(files.map(({ maker }) => maker))];
  return makers.flatMap((maker) => {
    const judged = files.filter((file) => file.maker === maker && file.outcome !== undefined);
    const kept = judged.filter(({ outcome }) => outcome === 'kept').length;
    if (kept === 0 || kept === judged.length || judged.some(({ act }) => act === 'selection')) return [];
    return [
      {
        kind: 'selection' as const,
        done: `Kept ${kept} of ${counted(judged.length, 'file that was', 'files that were')} judged.`,
        by: maker,
        when: timeOf(judged),
      },
    ];
  });
}

/** From the first to the last, in EDTF, by the makers' own clocks. */
function timeOf(files: readonly ActedFile[]): string {
  const times = files.map(({ at }) => at.replace(/\.\d{3}Z$/, 'Z')).sort();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  return first === last ? first : `${first}/${last}`;
}
