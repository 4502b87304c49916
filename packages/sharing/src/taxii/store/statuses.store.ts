// SPDX-License-Identifier: Apache-2.0
import type { Status } from '../model.ts';
import type { CollectionStore } from './collection-store.ts';
import { fromDocument, type TaxiiDatabase } from './database.ts';

/** Status resources (TAXII 2.1 §4.3). */
export function statusStore({ db }: TaxiiDatabase): Pick<CollectionStore, 'putStatus' | 'status' | 'forgetStatuses'> {
  return {
    async putStatus(root, status, owner, at) {
      const document = JSON.stringify(status);
      await db
        .insertInto('taxii_statuses')
        .values({ id: status.id, root, owner, at, document })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ document }))
        .execute();
    },
    async status(root, id, owner) {
      const row = await db
        .selectFrom('taxii_statuses')
        .select('document')
        .where('id', '=', id)
        .where('root', '=', root)
        .where((where) => where.or([where('owner', 'is', null), where('owner', '=', owner)]))
        .executeTakeFirst();
      return row === undefined ? null : (fromDocument(row.document) as Status);
    },
    async forgetStatuses(before) {
      await db.deleteFrom('taxii_statuses').where('at', '<', before).where('owner', 'is not', null).execute();
    },
  };
}
