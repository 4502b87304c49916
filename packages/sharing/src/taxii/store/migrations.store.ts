// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { sql } from 'kysely';
import { type TaxiiDatabase, type TaxiiDialect, toInteger } from './database.ts';

const TABLES: Readonly<Record<string, string>> = {
  taxii_documents: 'name text primary key, document text not null',
  taxii_roots: 'name text primary key, document text not null',
  taxii_collections: `key serial, id text not null unique, root text not null, alias text, document text not null,
    last_added integer not null, unique (root, alias)`,
  taxii_labels: 'key serial, collection integer not null, label text not null, unique (collection, label)',
  taxii_objects: `seq serial, collection integer not null, added integer not null, id text not null, type text not null,
    spec text not null, version_key text not null, version text not null, label integer not null, current integer not null,
    body text not null`,
  taxii_statuses: `id text primary key, root text not null, owner text, at integer not null, document text not null`,
};

const INDEXES: readonly string[] = [
  // One object of a version; also what looks for newer and older versions of it goes by this.
  'create unique index taxii_objects_versions on taxii_objects (collection, id, spec, version_key)',
  'create index taxii_objects_added on taxii_objects (collection, added, seq)',
  // What most readers ask for: pages of it skip nothing.
  'create index taxii_objects_current on taxii_objects (collection, added, seq) where current = 1',
  'create index taxii_objects_type on taxii_objects (collection, type, added, seq)',
  'create index taxii_objects_version on taxii_objects (collection, version_key, added, seq)',
  'create index taxii_statuses_at on taxii_statuses (at)',
];

/** Version n is what the n-th makes of version n - 1. Forward only: a released one is never changed. */
const MIGRATIONS = [{ name: 'first', statements: firstMigration }] as const;

/** Any constant will do that nothing else in the database locks. */
const LOCK = 7_340_022;

/**
 * Makes the tables, or brings them to this version; whole or not at all.
 * @param at milliseconds since 1970
 * @throws AppError DATA_VERSION where a newer Stillwatch made them.
 */
export async function migrateTaxii({ db, dialect }: TaxiiDatabase, at: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    const columns = typed('version integer primary key, name text not null, at integer not null', dialect);
    await sql.raw(`create table if not exists taxii_migrations (${columns})${STRICT[dialect]}`).execute(tx);
    const newest = await tx
      .selectFrom('taxii_migrations')
      .select('version')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const version = toInteger(newest?.version ?? 0);
    if (version > MIGRATIONS.length) {
      throw new AppError(
        'DATA_VERSION',
        `the collections are of version ${version}, this Stillwatch knows ${MIGRATIONS.length}`,
        {
          hint: 'Run the Stillwatch that wrote them, or a newer one.',
        },
      );
    }
    for (const [i, { name, statements }] of MIGRATIONS.entries()) {
      if (i < version) continue;
      for (const statement of statements(dialect)) await sql.raw(statement).execute(tx);
      await tx
        .insertInto('taxii_migrations')
        .values({ version: i + 1, name, at })
        .execute();
    }
  });
}

function firstMigration(dialect: TaxiiDialect): string[] {
  const tables = Object.entries(TABLES);
  return [...tables.map(([name, columns]) => `create table ${name} (${typed(columns, dialect)})${STRICT[dialect]}`), ...INDEXES];
}

const STRICT: Readonly<Record<TaxiiDialect, string>> = { sqlite: ' strict', postgres: '' };

/** PostgreSQL's `integer` has four bytes, and its text sorts by locale unless told not to. */
function typed(columns: string, dialect: TaxiiDialect): string {
  const types: Readonly<Record<TaxiiDialect, Readonly<Record<string, string>>>> = {
    // A number is never given twice, not even after the newest row was deleted: cursors remember it.
    sqlite: { serial: 'integer primary key autoincrement', text: 'text', integer: 'integer' },
    postgres: { serial: 'bigint generated always as identity primary key', text: 'text collate "C"', integer: 'bigint' },
  };
  return columns.replaceAll(/\b(serial|text|integer)\b/g, (type) => types[dialect][type]!);
}
