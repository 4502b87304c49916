// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely';
import type { CollectionStore } from './collection-store.ts';
import type { TaxiiDatabase, TaxiiDialect } from './database.ts';
import { directoryStore } from './directory.store.ts';
import { migrateTaxii } from './migrations.store.ts';
import { readStore } from './read.store.ts';
import { removeStore } from './remove.store.ts';
import { statusStore } from './statuses.store.ts';
import type { TaxiiTables } from './tables.ts';
import { writeStore } from './write.store.ts';

/**
 * Collections in a database that others may use as well: all tables begin with `taxii_`.
 * @param db an open database; it stays with whoever opened it.
 * @param now milliseconds since 1970
 * @throws AppError DATA_VERSION where a newer Stillwatch made the tables.
 */
export async function openCollectionStore<DB>({
  db,
  dialect,
  now,
}: {
  db: Kysely<DB>;
  dialect: TaxiiDialect;
  now: number;
}): Promise<CollectionStore> {
  const database: TaxiiDatabase = { db: db as unknown as Kysely<TaxiiTables>, dialect };
  await migrateTaxii(database, now);
  return {
    ...directoryStore(database),
    ...writeStore(database),
    ...readStore(database),
    ...removeStore(database),
    ...statusStore(database),
  };
}
