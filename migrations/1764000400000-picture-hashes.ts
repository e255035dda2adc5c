import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A search index over the PDQ hashes of the files that statements name. Eleven bands make it exact: two hashes that
 * differ in at most 31 of 256 bits differ in at most 2 bits of one of ten bands, or in at most 1 of the eleventh, for
 * otherwise they differ in 10·3 + 2 = 32 (multi-index hashing: Norouzi, Punjani and Fleet, 2012).
 */
export class PictureHashes1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION "near_known_picture_hashes"');
    await runner.query('DROP FUNCTION "near_picture_hashes"');
    await runner.query('DROP TABLE "picture_hashes"');
  }
}

/** Eight bands of 23 bits and three of 24, from the first bit on. */
const BANDS = Array.from({ length: 11 }, (_, band) =>
  band < 8 ? { from: 23 * band, bits: 23 } : { from: 184 + 24 * (band - 8), bits: 24 },
);

const bandOf = (hash: string, { from, bits }: { from: number; bits: number }) =>
  `(substring(${hash}, ${from + 1}, ${bits})::integer)`;

/** Every change of at most so many of some bits, as integers. */
function masks(bits: number, most: number): string {
  let all = [0];
  for (let changes = 0; changes < most; changes += 1)
    all = all.flatMap((mask) => [
      mask,
      ...Array.from({ length: bits }, (_, bit) => mask | (1 << bit)).filter((more) => more > mask),
    ]);
  return [...new Set(all)].toSorted((a, b) => a - b).join(',');
}

const masksOf = (at: number) => (at < 8 ? 'two_of_23' : at < 10 ? 'two_of_24' : 'one_of_24');

const SHARES_BAND = BANDS.map(
  (band, at) =>
    `${bandOf('h.hash', band)} = ANY (ARRAY(SELECT ${bandOf('one', band)} # mask FROM unnest(${masksOf(at)}) mask))`,
).join('\n            OR ');

/**
 * With fewer pages than these, which is some 16,000 rows, reading all of them takes less time than 2,843 probes do. It is
 * asked of the file itself: of expressions the planner knows nothing before the first ANALYZE, and would never probe.
 */
const SMALL_BYTES = 2_500_000;

/** So many rows that a snapshot did not see are compared one by one; more are searched as all are. */
const MOST_YOUNGER = 5000;

/** Planned once a session: planning eleven indexes takes as long as using them. */
const SETTINGS = 'SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off';

const UP = [
  `CREATE TABLE "picture_hashes" (
    "id" integer GENERATED ALWAYS AS IDENTITY,
    "file" text NOT NULL,
    "form" text NOT NULL,
    "hash" bit(256) NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT "pk_picture_hashes" PRIMARY KEY ("id"),
    CONSTRAINT "uq_picture_hashes_file_form" UNIQUE ("file", "form"),
    CONSTRAINT "ck_picture_hashes_form" CHECK ("form" IN ('whole', 'trimmed'))
  )`,
  // Below a quality of 50 a hash says nothing: PDQ_LEAST_QUALITY.
  `INSERT INTO "picture_hashes" ("file", "form", "hash")
   SELECT cid, 'whole', pdq FROM files WHERE pdq IS NOT NULL AND pdq_quality >= 50`,
  'CREATE INDEX "ix_picture_hashes_xid" ON "picture_hashes" ("xid")',
  ...BANDS.map(
    (band, at) => `CREATE INDEX "ix_picture_hashes_band_${at}" ON "picture_hashes" (${bandOf('hash', band)})`,
  ),
  // Every pair of an asked hash, by its place from 1, and a row within a distance of it.
  `CREATE FUNCTION "near_picture_hashes"(asked bit[], within integer)
    RETURNS TABLE (id integer, file text, form text, place integer, distance integer)
    LANGUAGE plpgsql STABLE ROWS 10 ${SETTINGS} AS $$
    DECLARE
      two_of_23 CONSTANT integer[] := '{${masks(23, 2)}}';
      two_of_24 CONSTANT integer[] := '{${masks(24, 2)}}';
      one_of_24 CONSTANT integer[] := '{${masks(24, 1)}}';
      is_scan CONSTANT boolean := within > 31 OR pg_relation_size('picture_hashes') < ${SMALL_BYTES};
      one bit(256);
    BEGIN
      FOR place IN 1 .. cardinality(asked) LOOP
        one := asked[place];
        IF is_scan THEN
          RETURN QUERY SELECT h.id, h.file, h.form, place, bit_count(h.hash # one)::integer
            FROM picture_hashes h WHERE bit_count(h.hash # one) <= within;
        ELSE
          RETURN QUERY SELECT h.id, h.file, h.form, place, bit_count(h.hash # one)::integer
            FROM picture_hashes h
           WHERE (${SHARES_BAND})
             AND bit_count(h.hash # one) <= within;
        END IF;
      END LOOP;
    END $$`,
  // The same for whoever knows all rows that a snapshot saw: which of those may be near, besides those that it did not see.
  `CREATE FUNCTION "near_known_picture_hashes"(asked bit[], within integer, known integer[], seen pg_snapshot)
    RETURNS TABLE (younger integer, id integer, file text, form text, place integer, distance integer)
    LANGUAGE plpgsql STABLE ROWS 10 ${SETTINGS} AS $$
    DECLARE
      yet_to_come CONSTANT xid8 := pg_snapshot_xmax(seen);
      under_way CONSTANT xid8[] := ARRAY(SELECT pg_snapshot_xip(seen));
    BEGIN
      -- Each condition by itself: of both together the planner makes a filter over the whole index.
      younger := (SELECT count(*)
        FROM (SELECT 1 FROM picture_hashes h WHERE h.xid >= yet_to_come
              UNION ALL SELECT 1 FROM picture_hashes h WHERE h.xid = ANY (under_way) LIMIT ${MOST_YOUNGER} + 1) y);
      id := NULL;
      RETURN NEXT;
      IF younger > ${MOST_YOUNGER} THEN
        RETURN QUERY SELECT younger, n.* FROM near_picture_hashes(asked, within) n;
      ELSE
        RETURN QUERY SELECT younger, h.id, h.file, h.form, a.place::integer, bit_count(h.hash # a.hash)::integer
          FROM (SELECT k.* FROM picture_hashes k WHERE k.id = ANY (known)
                UNION SELECT y.* FROM picture_hashes y WHERE y.xid >= yet_to_come
                UNION SELECT u.* FROM picture_hashes u WHERE u.xid = ANY (under_way)) h
          JOIN unnest(asked) WITH ORDINALITY a (hash, place) ON bit_count(h.hash # a.hash) <= within;
      END IF;
    END $$`,
];
