import { EntitySchema } from 'typeorm';
import { keyOf } from '../lib/columns.js';
import { writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import { STANDS } from './work-filter-store.js';

/** That a claim on a work which stands names a tool in its generation records. */
interface WorkTool {
  readonly work: string;
  readonly tool: string;
}

export const WorkTools = new EntitySchema<WorkTool>({
  name: 'work_tools',
  columns: {
    work: { type: 'text', ...keyOf('work_tools') },
    tool: { type: 'text', ...keyOf('work_tools') },
  },
  indices: [{ name: 'ix_work_tools_tool', columns: ['tool', 'work'] }],
});

/**
 * Writes anew which tools the claims that stand name of some works. Whatever makes such a claim, ends one or takes its words calls it
 * afterwards: what stands then is what counts, whoever was first.
 */
export const indexTools = writeTogether(async (tables: Tables, works: readonly string[]) => {
  await tables.query(
    `WITH named AS (
       SELECT DISTINCT c.work, g ->> 'tool' AS tool FROM claims c CROSS JOIN jsonb_array_elements(c.body -> 'generations') g
        WHERE c.work = ANY($1) AND ${STANDS}
     ), gone AS (
       DELETE FROM work_tools t WHERE t.work = ANY($1)
          AND NOT EXISTS (SELECT FROM named n WHERE n.work = t.work AND n.tool = t.tool)
     )
     INSERT INTO work_tools (work, tool) SELECT work, tool FROM named ON CONFLICT DO NOTHING`,
    [[...new Set(works)]],
  );
});

/** A tool that claims name, with the number of works. */
export interface ToolInUse {
  readonly tool: string;
  readonly works: number;
}

/** Tools of generation records in claims that stand, those of most works first. */
export const toolsInUse = (tables: Tables, most: number): Promise<ToolInUse[]> =>
  tables.query(
    'SELECT tool, count(*)::integer AS works FROM work_tools GROUP BY tool ORDER BY 2 DESC, 1 LIMIT $1',
    [most],
  );
