// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { LogDraft, LogEntry, VaultKey, VaultStore } from '../parts.ts';
import { chunks, type StoreContext } from './database.ts';
import { eraseSubject, expirePayloads } from './erase.store.ts';
import { after, inOrder, type Order, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const STATES = ['intent', 'told'] as const;

const ENTRIES: Order<{ leaf_index: number | null }> = {
  list: 'leaves',
  direction: 'desc',
  columns: [{ column: 'leaf_index', type: 'integer', of: (row) => row.leaf_index ?? 0 }],
};

function toKey(row: Tables['vault_keys']): VaultKey {
  const { id, subject, sealed_key, sealed_label, created_at, erased_at } = row;
  return { id, subject, sealedKey: sealed_key, sealedLabel: sealed_label, createdAt: created_at, erasedAt: erased_at };
}

function toDraft({ id, origin, state, at, draft }: Tables['log_drafts']): LogDraft {
  return { id, origin, state: STATES[state] ?? 'intent', at, draft };
}

function toEntry(row: Tables['log_entries']): LogEntry {
  const { entry_key, leaf_index, vault_key, ...rest } = row;
  return { key: entry_key, index: leaf_index, vaultKey: vault_key, ...rest };
}

function toEntryRow({ key, index, vaultKey, ...rest }: LogEntry): Tables['log_entries'] {
  return { entry_key: key, leaf_index: index, vault_key: vaultKey, ...rest };
}

/** Payloads of the log, sealed, and what is on its way into it. */
export function vaultStore(context: StoreContext): VaultStore {
  const { database, now, newId } = context;
  const { db } = database;
  const keyOf: VaultStore['keyOf'] = async (subject) => {
    const query = db.selectFrom('vault_keys').selectAll().where('subject', '=', subject).where('erased_at', 'is', null);
    const row = await query.executeTakeFirst();
    return row === undefined ? null : toKey(row);
  };
  return {
    async draft({ origin, state, at, draft }) {
      const id = newId();
      await db
        .insertInto('log_drafts')
        .values({ id, origin, state: STATES.indexOf(state), at, draft })
        .execute();
      return id;
    },
    async withdraw(id) {
      const { numDeletedRows } = await db.deleteFrom('log_drafts').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async drafts(origin) {
      const rows = await db
        .selectFrom('log_drafts')
        .selectAll()
        .where((where) => where.or([where('origin', '=', origin), where('origin', 'is', null)]))
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(toDraft);
    },

    keyOf,
    async key(id) {
      const row = await db.selectFrom('vault_keys').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toKey(row);
    },
    async addKey({ id, subject, sealedKey, sealedLabel }) {
      const row = { id, subject, sealed_key: sealedKey, sealed_label: sealedLabel, created_at: now(), erased_at: null };
      const added = await db
        .insertInto('vault_keys')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return (added === undefined ? await keyOf(subject) : null) ?? toKey(row);
    },

    async keep(entries, drafts) {
      return await database.transact(async (tx) => {
        for (const chunk of chunks(drafts, 1)) {
          const there = await tx.selectFrom('log_drafts').select('id').where('id', 'in', chunk).execute();
          if (there.length !== chunk.length) return false;
        }
        for (const chunk of chunks(drafts, 1)) await tx.deleteFrom('log_drafts').where('id', 'in', chunk).execute();
        for (const chunk of chunks(entries.map(toEntryRow), 10)) {
          await tx
            .insertInto('log_entries')
            .values(chunk)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        return true;
      });
    },
    async logged(origin, key, index) {
      await db
        .updateTable('log_entries')
        .set({ leaf_index: index })
        .where('origin', '=', origin)
        .where('entry_key', '=', key)
        .execute();
    },
    async waiting(origin) {
      const rows = await db
        .selectFrom('log_entries')
        .selectAll()
        .where('origin', '=', origin)
        .where('leaf_index', 'is', null)
        .orderBy('at')
        .orderBy('entry_key')
        .execute();
      return rows.map(toEntry);
    },
    async entry(origin, index) {
      const query = db.selectFrom('log_entries').selectAll().where('origin', '=', origin).where('leaf_index', '=', index);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toEntry(row);
    },
    async entryByKey(origin, key) {
      const query = db.selectFrom('log_entries').selectAll().where('origin', '=', origin).where('entry_key', '=', key);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toEntry(row);
    },
    async entries(origin, { kind }, page) {
      let query = db.selectFrom('log_entries').selectAll().where('origin', '=', origin).where('leaf_index', 'is not', null);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      const rows = await query
        .where(after(ENTRIES, page))
        .orderBy(inOrder(ENTRIES))
        .limit(page.limit + 1)
        .execute();
      return toPage(ENTRIES, rows, page.limit, toEntry);
    },
    async newestIndex(origin) {
      const newest = await db
        .selectFrom('log_entries')
        .select('leaf_index')
        .where('origin', '=', origin)
        .where('leaf_index', 'is not', null)
        .orderBy('leaf_index', 'desc')
        .limit(1)
        .executeTakeFirst();
      return newest?.leaf_index ?? null;
    },

    async erase(subject, at) {
      const destroyed = await eraseSubject(context, subject, at);
      // What was overwritten may still lie in the write-ahead log.
      if (database.dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db);
      return destroyed;
    },
    async erased(subjects) {
      const found = new Set<string>();
      for (const chunk of chunks(subjects, 1)) {
        const rows = await db
          .selectFrom('vault_keys')
          .select('subject')
          .distinct()
          .where('subject', 'in', chunk)
          .where('erased_at', 'is not', null)
          .execute();
        for (const { subject } of rows) found.add(subject);
      }
      return found;
    },
    expire: (before, held) => expirePayloads(context, before, held),
  };
}
