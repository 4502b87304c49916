// SPDX-License-Identifier: Apache-2.0
import type { ApiRoot, Collection, Discovery } from '../model.ts';
import type { CollectionStore } from './collection-store.ts';
import { fromDocument, type TaxiiDatabase } from './database.ts';

type Directory = Pick<
  CollectionStore,
  'discovery' | 'setDiscovery' | 'roots' | 'root' | 'putRoot' | 'collections' | 'collection' | 'putCollection'
>;

/** What a server has: discovery, API roots, collections. Lists come in the order in which they were made. */
export function directoryStore({ db }: TaxiiDatabase): Directory {
  return {
    async discovery() {
      const row = await db.selectFrom('taxii_documents').select('document').where('name', '=', 'discovery').executeTakeFirst();
      return row === undefined ? null : (fromDocument(row.document) as Discovery);
    },
    async setDiscovery(discovery) {
      const document = JSON.stringify(discovery);
      await db
        .insertInto('taxii_documents')
        .values({ name: 'discovery', document })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ document }))
        .execute();
    },
    async roots() {
      const rows = await db.selectFrom('taxii_roots').select('document').orderBy('name').execute();
      return rows.map(({ document }) => fromDocument(document) as ApiRoot);
    },
    async root(name) {
      const row = await db.selectFrom('taxii_roots').select('document').where('name', '=', name).executeTakeFirst();
      return row === undefined ? null : (fromDocument(row.document) as ApiRoot);
    },
    async putRoot(root) {
      const document = JSON.stringify(root);
      await db
        .insertInto('taxii_roots')
        .values({ name: root.name, document })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ document }))
        .execute();
    },
    async collections(root) {
      const rows = await db.selectFrom('taxii_collections').select('document').where('root', '=', root).orderBy('key').execute();
      return rows.map(({ document }) => fromDocument(document) as Collection);
    },
    async collection(root, idOrAlias) {
      const rows = await db
        .selectFrom('taxii_collections')
        .select(['id', 'document'])
        .where('root', '=', root)
        .where((where) => where.or([where('id', '=', idOrAlias), where('alias', '=', idOrAlias)]))
        .execute();
      // An alias that is another collection's id means that other one.
      const row = rows.find(({ id }) => id === idOrAlias) ?? rows[0];
      return row === undefined ? null : (fromDocument(row.document) as Collection);
    },
    async putCollection(collection) {
      const { id, root, alias } = collection;
      const document = JSON.stringify(collection);
      await db
        .insertInto('taxii_collections')
        .values({ id, root, alias, document, last_added: 0 })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ root, alias, document }))
        .execute();
    },
  };
}
