// SPDX-License-Identifier: Apache-2.0
import type { Collection, NewObject } from '../model.ts';
import type { PageRequest, Selection } from './collection-store.ts';

export const COLLECTION: Collection = {
  root: 'intel',
  id: '11111111-1111-4111-8111-111111111111',
  alias: 'main',
  title: 'Main',
  description: null,
  canRead: true,
  canWrite: true,
  mediaTypes: ['application/stix+json;version=2.1'],
};

export const OTHER: Collection = { ...COLLECTION, id: '22222222-2222-4222-8222-222222222222', alias: 'other', title: 'Other' };

/** A moment to begin at, in microseconds. */
export const START = Date.UTC(2026, 0, 1) * 1000;

/** The n-th id of a type. */
export function idOf(n: number, type = 'indicator'): string {
  return `${type}--00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function sample(n: number, changes: Partial<NewObject> = {}): NewObject {
  const id = changes.id ?? idOf(n, changes.type ?? 'indicator');
  const version = changes.version === undefined ? '2026-01-01T00:00:00.000Z' : changes.version;
  return {
    id,
    type: id.slice(0, id.indexOf('--')),
    spec: '2.1',
    label: 'green',
    body: JSON.stringify({ id, n, modified: version }),
    ...changes,
    version,
  };
}

export function selection(changes: Partial<Selection> = {}): Selection {
  const versions = { first: false, last: true, exact: [] };
  return { collection: COLLECTION, ids: null, types: null, specs: null, versions, isVisible: () => true, ...changes };
}

export function pageOf(changes: Partial<PageRequest> = {}): PageRequest {
  return { ...selection(changes), addedAfter: null, after: null, limit: 100, maxSize: 1e9, bodies: true, ...changes };
}
