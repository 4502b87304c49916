// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type Kysely, sql } from 'kysely';
import type { Dialect } from './dialect.ts';
import { firstMigration } from './first-migration.ts';
import { toCount } from './parameters.ts';
import { secondMigration } from './second-migration.ts';
import type { Tables } from './tables.ts';
import { thirdMigration } from './third-migration.ts';

interface Migration {
  readonly name: string;
  readonly statements: (dialect: Dialect) => readonly string[];
}
/** Version n is what the n-th makes of version n - 1. Forward only: a released one is never changed. */
const MIGRATIONS: readonly Migration[] = [
  { name: 'first', statements: firstMigration },
  { name: 'accountability', statements: secondMigration },
  { name: 'sharing', statements: thirdMigration },
];
export const RECORDS_VERSION = MIGRATIONS.length;

/** Any constant will do: whoever migrates Stillwatch's records on one PostgreSQL database takes this lock. */
const LOCK = 7_340_021;

/**
 * Brings a database to a version, whole or not at all; several nodes may do so at once, and one of them works.
 * @throws AppError DATA_VERSION where a newer Stillwatch wrote it.
 */
export async function migrate(
  db: Kysely<Tables>,
  { dialect, at, to = RECORDS_VERSION }: { dialect: Dialect; at: number; to?: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // SQLite needs none: the transaction holds the file's write lock from its beginning.
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    const columns =
      dialect === 'sqlite' ? 'integer primary key, name text, at integer) strict' : 'bigint primary key, name text, at bigint)';
    await sql`create table if not exists migrations (version ${sql.raw(columns)}`.execute(tx);
    const version = await versionOf(tx);
    if (version > RECORDS_VERSION) {
      throw new AppError('DATA_VERSION', `the records are of version ${version}, this Stillwatch knows ${RECORDS_VERSION}`, {
        hint: 'Run the Stillwatch that wrote them, or a newer one.',
      });
    }
    for (const [i, migration] of MIGRATIONS.slice(0, to).entries()) {
      if (i < version) continue;
      for (const statement of migration.statements(dialect)) await sql.raw(statement).execute(tx);
      await tx
        .insertInto('migrations')
        .values({ version: i + 1, name: migration.name, at })
        .execute();
    }
  });
}

/** Version of a database that has a table of migrations; 0 where nothing was made yet. */
export async function versionOf(db: Kysely<Tables>): Promise<number> {
  const newest = await db.selectFrom('migrations').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
  return toCount(newest?.version ?? 0);
}
