// SPDX-License-Identifier: Apache-2.0
import { chunks, type StoreContext } from './database.ts';

/**
 * Destroys the keys of a subject with everything that they sealed, in one transaction. A subject without a key gets a
 * destroyed one: that it was erased is remembered.
 */
export async function eraseSubject(
  { database, newId }: StoreContext,
  subject: string,
  at: number,
): Promise<{ payloads: number; evidence: string[] }> {
  return await database.transact(async (tx) => {
    const keys = await tx.selectFrom('vault_keys').select('id').where('subject', '=', subject).execute();
    const ids = keys.map(({ id }) => id);
    let payloads = 0;
    const evidence: string[] = [];
    for (const chunk of chunks(ids, 1)) {
      const sealed = await tx
        .updateTable('log_entries')
        .set({ sealed: null })
        .where('vault_key', 'in', chunk)
        .where('sealed', 'is not', null)
        .executeTakeFirstOrThrow();
      payloads += Number(sealed.numUpdatedRows);
      const items = await tx
        .updateTable('evidence')
        .set({ sealed: null, gone: 'erased' })
        .where('vault_key', 'in', chunk)
        .where('gone', 'is', null)
        .returning('id')
        .execute();
      evidence.push(...items.map(({ id }) => id));
      await tx
        .updateTable('vault_keys')
        .set({ sealed_key: null, sealed_label: null, erased_at: at })
        .where('id', 'in', chunk)
        .where('erased_at', 'is', null)
        .execute();
    }
    if (ids.length === 0) {
      const id = newId();
      await tx.insertInto('vault_keys').values({ id, subject, created_at: at, erased_at: at }).execute();
    }
    return { payloads, evidence };
  });
}

/** Forgets payloads that are older than a moment; those of held subjects stay. Keys of others that seal something newer stay too. */
export async function expirePayloads({ database }: StoreContext, before: number, held: readonly string[]): Promise<number> {
  return await database.transact(async (tx) => {
    let query = tx
      .updateTable('log_entries')
      .set({ sealed: null })
      .where('at', '<', before)
      .where('leaf_index', 'is not', null)
      .where('sealed', 'is not', null);
    if (held.length > 0) {
      query = query.where((where) => where.or([where('subject', 'is', null), where('subject', 'not in', held)]));
    }
    const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  });
}
