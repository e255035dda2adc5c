import { groupBy } from '../../lib/group-by.js';
import type { RecordedFile, WorkRecord } from './work-record.js';

/** A file with what it is called, such as "Photograph 2 of the examination of 2026-05-01". */
export interface FileByName {
  readonly name: string;
  readonly file: RecordedFile;
}

/** The files of a record by what they are: the picture first, the work's others, what statements bring as evidence, photographs of examinations. */
export function filesByName({ files, history }: Pick<WorkRecord, 'files' | 'history'>): FileByName[] {
  const days = new Map(
    history.flatMap(({ event }) =>
      event.type === 'examination'
        ? (event.photographs ?? []).map(({ cid }) => [cid, event.on] as const)
        : [],
    ),
  );
  const kindOf = ({ of, cid }: RecordedFile): string => {
    if (of === 'work') return WORK;
    const on = days.get(cid);
    return on === undefined ? EVIDENCE : `of the examination of ${on}`;
  };
  return [...groupBy(files, kindOf)].flatMap(([kind, those]) =>
    those.map((file, at) => ({ name: nameIn(kind, at), file })),
  );
}

const WORK = 'work';
const EVIDENCE = 'evidence';

function nameIn(kind: string, at: number): string {
  if (kind === WORK) return at === 0 ? 'Picture of the work' : `File ${at + 1} of the work`;
  return kind === EVIDENCE ? `Evidence ${at + 1}` : `Photograph ${at + 1} ${kind}`;
}
