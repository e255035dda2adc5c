import type { Database } from '../ports.js';
import { toolsInUse, type ToolInUse } from './work-tool-store.js';

/** As many as are told. */
const MOST_TOOLS = 100;

/** Tools by which works can be chosen. */
export const listTools = ({ database }: { readonly database: Database }): Promise<ToolInUse[]> =>
  toolsInUse(database.tables, MOST_TOOLS);
