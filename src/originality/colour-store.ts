import { oklabOfHex } from '../lib/oklab.js';
import type { Tables } from '../ports.js';
import type { StoredFile } from '../works/file.js';

/** Lets pictures be found by their colours. */
export async function saveColours(
  tables: Tables,
  files: readonly Pick<StoredFile, 'cid' | 'colours'>[],
): Promise<void> {
  const rows = files.flatMap(({ cid, colours }) =>
    (colours ?? []).map(({ hex }, place) => ({ cid, place, ...oklabOfHex(hex) })),
  );
  if (rows.length === 0) return;
  await tables.query(
    `INSERT INTO picture_colours (file, place, l, a, b)
     SELECT * FROM unnest($1::text[], $2::smallint[], $3::real[], $4::real[], $5::real[]) ON CONFLICT DO NOTHING`,
    [
      rows.map(({ cid }) => cid),
      rows.map(({ place }) => place),
      rows.map(({ l }) => l),
      rows.map(({ a }) => a),
      rows.map(({ b }) => b),
    ],
  );
}

export const dropColours = async (tables: Tables, file: string): Promise<void> => {
  await tables.query('DELETE FROM picture_colours WHERE file = $1', [file]);
};

export const clearColours = async (tables: Tables): Promise<void> => {
  await tables.query('DELETE FROM picture_colours');
};
