import type { Database } from '../../ports.js';
import { databaseOver, openSource } from './open-database.js';

/** PostgreSQL 14 or newer, by its URL. */
export async function openPostgres({ url }: { url: string }): Promise<Database> {
  const source = await openSource(
    {
      type: 'postgres',
      url,
      installExtensions: false,
      extra: { max: 10, connectionTimeoutMillis: 5000 },
    },
    { isShared: true },
  );
  return databaseOver(source, {
    isShared: true,
    clearJournal: async () => false,
    alsoClose: async () => undefined,
  });
}
