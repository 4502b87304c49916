// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { toMicros } from '../wire/timestamps.ts';
import type { PageRequest, Selection } from './collection-store.ts';
import { all, type Condition, isIn } from './conditions.store.ts';
import { type TaxiiDatabase, type TaxiiDialect, toInteger } from './database.ts';
import { keyOf } from './versions.ts';

/** A place in a collection's order. */
export interface Place {
  readonly added: number;
  readonly seq: number;
}

/** More ranges than this are slower to put together than the collection is to walk. */
const MOST_RANGES = 8;

/** Where rows are to be looked for, so that an index gives them in order, and what else is to be checked of them. */
export interface Ranges {
  readonly ranges: readonly Condition[];
  readonly filters: readonly Condition[];
  /** Are there so few that their order can be made by sorting? */
  readonly few: boolean;
  /** The index in question. */
  readonly index: Index;
}

type Index =
  | 'taxii_objects_versions'
  | 'taxii_objects_version'
  | 'taxii_objects_type'
  | 'taxii_objects_added'
  | 'taxii_objects_current';

/**
 * The table with the index that is meant. SQLite knows nothing of how the rows are spread and would often take another;
 * PostgreSQL keeps statistics and takes no hints.
 */
export function from(dialect: TaxiiDialect, index: Index): RawBuilder<unknown> {
  return dialect === 'sqlite' ? sql`from taxii_objects o indexed by ${sql.ref(index)}` : sql`from taxii_objects o`;
}

/** @param current is it the common question, which the rows marked as current answer? */
export function rangesOf({ ids, types, versions }: Selection, current: boolean): Ranges {
  const ofTypes = types === null ? [] : [isIn('o.type', types)];
  if (ids !== null) return { ranges: [isIn('o.id', ids)], filters: ofTypes, few: true, index: 'taxii_objects_versions' };
  if (versions !== 'all' && !versions.first && !versions.last && versions.exact.length * 2 <= MOST_RANGES) {
    const ranges = versions.exact.flatMap((timestamp): Condition[] => [
      sql`o.version_key = ${keyOf(timestamp)}`,
      sql`o.version_key = '' and o.added = ${toMicros(timestamp)!}`,
    ]);
    if (ranges.length > 0) return { ranges, filters: ofTypes, few: false, index: 'taxii_objects_version' };
  }
  if (types !== null && types.length > 0 && types.length <= MOST_RANGES) {
    return {
      ranges: types.map((type): Condition => sql`o.type = ${type}`),
      filters: [],
      few: false,
      index: 'taxii_objects_type',
    };
  }
  return { ranges: [all([])], filters: ofTypes, few: false, index: current ? 'taxii_objects_current' : 'taxii_objects_added' };
}

export function after({ added, seq }: Place): Condition {
  return sql`(o.added, o.seq) > (${added}, ${seq})`;
}

/**
 * SQLite answers in the process itself: a filter that hardly anything meets would hold everybody up for as long as it
 * takes to walk the whole collection. So many rows are looked at before others have a turn.
 */
const WINDOW = 20_000;

/** Where each walk ends: at once at the end where nothing is skipped, else every so many rows. */
export async function* windowsOf(
  { db, dialect }: TaxiiDatabase,
  { key, request, current, place, upTo }: { key: number; request: PageRequest; current: boolean; place: Place; upTo: Place },
): AsyncGenerator<Place> {
  const { ranges, few, index } = rangesOf(request, current);
  if (few || index === 'taxii_objects_current' || ranges.length > 1) {
    yield upTo;
    return;
  }
  for (let start = place; ; ) {
    const { rows } = await sql<Place>`
      select o.added, o.seq ${from(dialect, index)} where o.collection = ${key} and ${ranges[0]!} and ${after(start)}
      order by o.added, o.seq limit 1 offset ${WINDOW}`.execute(db);
    const end = rows[0];
    if (end === undefined || toInteger(end.added) > upTo.added) {
      yield upTo;
      return;
    }
    start = { added: toInteger(end.added), seq: toInteger(end.seq) };
    yield start;
    await turn();
  }
}
