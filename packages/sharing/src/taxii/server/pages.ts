// SPDX-License-Identifier: Apache-2.0
/** What is read of a collection: manifests (TAXII 2.1 §5.3), objects (§5.4), one object (§5.6), its versions (§5.8). */
import type { StoredObject } from '../model.ts';
import type { ObjectPage, PageRequest } from '../store/collection-store.ts';
import { stixMediaType } from '../wire/media.ts';
import { fromMicros } from '../wire/timestamps.ts';
import { type Asked, findCollection, forbidden, type Granted, notFound, raw } from './context.ts';
import { type Filters, readFilters, TAKES } from './filters.ts';
import { type TaxiiResponse, toBytes } from './http.ts';

type What = 'objects' | 'manifest' | 'object' | 'versions';

interface Wanted {
  readonly root: string;
  readonly collection: string;
  /** Null for all of the collection's. */
  readonly object: string | null;
}

/** Serialised members of the list that an answer has, and the list's name. */
const LISTS: Readonly<Record<What, { name: string; write: (object: StoredObject) => string }>> = {
  objects: { name: 'objects', write: ({ body }) => body },
  object: { name: 'objects', write: ({ body }) => body },
  manifest: { name: 'objects', write: manifestEntry },
  versions: { name: 'versions', write: ({ version }) => JSON.stringify(version) },
};

function manifestEntry({ id, added, version, spec }: StoredObject): string {
  return JSON.stringify({ id, date_added: fromMicros(added), version, media_type: stixMediaType(spec) });
}

export async function getPage(asked: Asked, what: What, wanted: Wanted): Promise<TaxiiResponse> {
  const granted = await findCollection(asked, wanted.root, wanted.collection);
  if (!granted.rights.read) throw forbidden(asked, 'read');
  const { context, request, principal } = asked;
  const filters = readFilters(request.query, TAKES[what], context.limits.filterValues);
  const scope = { path: [what, granted.collection.id, wanted.object ?? ''], filters };
  const after = filters.next === null ? null : context.cursors.read(scope, filters.next);
  const page = await context.store.page({ ...selectionOf(asked, granted, filters, what, wanted.object), after });
  if (page.objects.length === 0 && wanted.object !== null) {
    // An object of which the filters leave nothing is an empty answer; one that nobody can see is none (§5.6).
    const isVisible = (label: string): boolean => context.isVisible(principal, { collection: granted.collection, label });
    if (!(await context.store.has(granted.collection, wanted.object, isVisible))) throw notFound();
  }
  const last = page.objects.at(-1);
  return write(what, page, page.more && last !== undefined ? context.cursors.write(scope, last) : null);
}

function selectionOf(
  { context, principal }: Asked,
  { collection }: Granted,
  filters: Filters,
  what: What,
  object: string | null,
): Omit<PageRequest, 'after'> {
  const { limits } = context;
  return {
    collection,
    ids: object === null ? filters.ids : [object],
    types: filters.types,
    specs: filters.specs,
    versions: what === 'versions' ? 'all' : filters.versions,
    isVisible: (label) => context.isVisible(principal, { collection, label }),
    addedAfter: filters.addedAfter,
    limit: Math.min(filters.limit ?? limits.pageObjects, limits.pageObjects),
    maxSize: limits.pageSize,
    bodies: LISTS[what].name === 'objects' && what !== 'manifest',
  };
}

/** What is stored is put into the answer as it is. An empty result is an empty object. */
function write(what: What, { objects, more }: ObjectPage, next: string | null): TaxiiResponse {
  const [first, last] = [objects[0], objects.at(-1)];
  if (first === undefined || last === undefined) return raw(toBytes('{}'));
  const { name, write } = LISTS[what];
  const head = next === null ? `{"more":${more},` : `{"more":${more},"next":${JSON.stringify(next)},`;
  return raw(toBytes(`${head}"${name}":[${objects.map(write).join(',')}]}`), 200, {
    'x-taxii-date-added-first': fromMicros(first.added),
    'x-taxii-date-added-last': fromMicros(last.added),
  });
}
