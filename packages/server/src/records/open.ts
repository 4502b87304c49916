// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Clock, Records } from '../parts.ts';
import { alarmStore } from './alarms.store.ts';
import { alertStore } from './alerts.store.ts';
import { auditStore } from './audit.store.ts';
import { campaignStore } from './campaigns.store.ts';
import { custodyStore } from './custody.store.ts';
import { type Database, openDatabase, type RecordsPlace, type StoreContext } from './database.ts';
import { toRecordsError } from './database-errors.ts';
import { dossierStore } from './dossiers.store.ts';
import { exceptionStore } from './exceptions.store.ts';
import { guard } from './guard.ts';
import { huntStore } from './hunts.store.ts';
import { idempotencyStore } from './idempotency.store.ts';
import { idMaker } from './ids.ts';
import { labelStore } from './labels.store.ts';
import { leaseStore } from './leases.store.ts';
import { migrate } from './migrations.ts';
import { peopleStore } from './people.store.ts';
import { reviewStore } from './reviews.store.ts';
import { sharingStore } from './sharing.store.ts';
import { valueStore } from './values.store.ts';
import { vaultStore } from './vault.store.ts';

/**
 * Opens a node's records and brings their tables to this version. Several nodes may share a PostgreSQL database.
 * @throws AppError CONFIG_INVALID, RECORDS_UNAVAILABLE, RECORDS_CORRUPT, DATA_VERSION, DISK_FULL
 */
export async function openRecords({ url, folder, clock }: RecordsPlace & { clock: Clock }): Promise<Records> {
  const database = openDatabase({ url, folder });
  try {
    await migrate(database.db, { dialect: database.dialect, at: clock.now() });
  } catch (error) {
    await database.close();
    throw toRecordsError(error);
  }
  return toRecords(database, clock);
}

/** Every store over one database. */
export function toRecords(database: Database, clock: Clock): Records {
  const now = (): number => clock.now();
  const context: StoreContext = { database, now, newId: idMaker(now) };
  const { ping, close } = guard({
    ping: async () => {
      await sql`select version from migrations limit 1`.execute(database.db);
    },
    close: () => database.close(),
  });
  return {
    vault: guard(vaultStore(context)),
    custody: guard(custodyStore(context)),
    dossiers: guard(dossierStore(context)),
    alarms: guard(alarmStore(context)),
    campaigns: guard(campaignStore(context)),
    reviews: guard(reviewStore(context)),
    labels: guard(labelStore(context)),
    hunts: guard(huntStore(context)),
    exceptions: guard(exceptionStore(context)),
    people: guard(peopleStore(context)),
    audit: guard(auditStore(context)),
    alerts: guard(alertStore(context)),
    leases: guard(leaseStore(context)),
    values: guard(valueStore(context)),
    idempotency: guard(idempotencyStore(context)),
    sharing: sharingStore(context),
    dialect: database.dialect,
    ping,
    close,
  };
}
