import pg from 'pg';

const URL_OF_TESTS = 'postgresql://postgres@127.0.0.1:5432/postgres';

/** The PostgreSQL on which the suites run too: the one that CI machines have, if it answers; otherwise null. */
export async function postgresUrl() {
  const client = new pg.Client({ connectionString: URL_OF_TESTS, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return URL_OF_TESTS;
  } catch {
    // Nothing there, or not for us: the embedded database is tested alone, and test.mjs says so.
    return null;
  }
}
