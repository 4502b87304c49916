// SPDX-License-Identifier: Apache-2.0
import { inChunks, type TaxiiTransaction, toInteger } from './database.ts';
import { newestOf, type VersionPlace } from './versions.ts';

/** A version of an object that is there, or will be when its batch is written. */
export interface Version extends VersionPlace {
  /** Null while it is not written. */
  readonly seq: number | null;
  readonly added: number;
  readonly version: string;
  current: number;
}

/** Which version of each object is current; rows that are there already are brought up to date. */
export async function settleCurrent(
  tx: TaxiiTransaction,
  ids: ReadonlySet<string>,
  versions: ReadonlyMap<string, readonly Version[]>,
): Promise<void> {
  const changed: { 0: number[]; 1: number[] } = { 0: [], 1: [] };
  for (const id of ids) {
    const known = versions.get(id) ?? [];
    const newest = newestOf(known);
    for (const version of known) {
      const current = version === newest ? 1 : 0;
      if (version.current !== current && version.seq !== null) changed[current].push(version.seq);
      version.current = current;
    }
  }
  for (const current of [0, 1] as const) {
    for (const chunk of inChunks(changed[current], 1)) {
      await tx.updateTable('taxii_objects').set({ current }).where('seq', 'in', chunk).execute();
    }
  }
}

/** All versions of objects that are there. */
export async function versionsOf(
  tx: TaxiiTransaction,
  collection: number,
  ids: readonly string[],
): Promise<Map<string, Version[]>> {
  const versions = new Map<string, Version[]>();
  for (const chunk of inChunks(ids, 1)) {
    const rows = await tx
      .selectFrom('taxii_objects')
      .select(['id', 'seq', 'spec', 'version_key', 'added', 'version', 'current'])
      .where('collection', '=', collection)
      .where('id', 'in', chunk)
      .execute();
    for (const { id, ...row } of rows) {
      const version = { ...row, seq: toInteger(row.seq), added: toInteger(row.added), current: toInteger(row.current) };
      const known = versions.get(id);
      if (known === undefined) versions.set(id, [version]);
      else known.push(version);
    }
  }
  return versions;
}
