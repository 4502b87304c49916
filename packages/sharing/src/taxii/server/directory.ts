// SPDX-License-Identifier: Apache-2.0
/** What a server has: discovery (TAXII 2.1 §4.1), API roots (§4.2), statuses (§4.3), collections (§5.1, §5.2). */
import type { Collection, Rights } from '../model.ts';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { answer, type Asked, findCollection, findRoot, notFound, rightsIn } from './context.ts';
import type { TaxiiResponse } from './http.ts';

/** Members that have no value are left out. */
function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));
}

export async function getDiscovery({ context }: Asked): Promise<TaxiiResponse> {
  const { store, rootPrefix, publicUrl = '' } = context;
  const [discovery, roots] = await Promise.all([store.discovery(), store.roots()]);
  const urlOf = (name: string): string => `${publicUrl}${rootPrefix}/${encodeURIComponent(name)}/`;
  const chosen = discovery?.default ?? null;
  return answer(
    present({
      title: discovery?.title ?? 'Stillwatch',
      description: discovery?.description,
      contact: discovery?.contact,
      default: roots.some(({ name }) => name === chosen) ? urlOf(chosen!) : chosen,
      api_roots: discovery?.apiRoots ?? (roots.length === 0 ? null : roots.map(({ name }) => urlOf(name))),
    }),
  );
}

export async function getRoot(asked: Asked, name: string): Promise<TaxiiResponse> {
  const { title, description, maxContentLength } = await findRoot(asked, name);
  return answer(present({ title, description, versions: [TAXII_MEDIA_TYPE], max_content_length: maxContentLength }));
}

export async function getStatus(asked: Asked, rootName: string, id: string): Promise<TaxiiResponse> {
  const root = await findRoot(asked, rootName);
  const status = await asked.context.store.status(root.name, id, asked.principal.id);
  if (status === null) throw notFound();
  return answer(status);
}

export async function getCollections(asked: Asked, rootName: string): Promise<TaxiiResponse> {
  const root = await findRoot(asked, rootName);
  const shown: Record<string, unknown>[] = [];
  for (const collection of await asked.context.store.collections(root.name)) {
    const rights = await rightsIn(asked, collection);
    if (rights !== null) shown.push(describe(collection, rights));
  }
  return answer(shown.length === 0 ? {} : { collections: shown });
}

export async function getCollection(asked: Asked, rootName: string, idOrAlias: string): Promise<TaxiiResponse> {
  const { collection, rights } = await findCollection(asked, rootName, idOrAlias);
  return answer(describe(collection, rights));
}

function describe(collection: Collection, rights: Rights): Record<string, unknown> {
  const { id, title, description, alias, mediaTypes } = collection;
  const media = mediaTypes.length === 0 ? null : mediaTypes;
  return present({ id, title, description, alias, can_read: rights.read, can_write: rights.write, media_types: media });
}
