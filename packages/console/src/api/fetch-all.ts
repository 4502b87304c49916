// SPDX-License-Identifier: Apache-2.0
import { call, type Input } from './client.ts';
import type { ItemOf, Paged } from './queries.ts';

/** Every page of a list until `most` items. @throws ApiError */
export async function fetchAll<K extends Paged>(operation: K, input: Input<K>, most: number): Promise<ItemOf<K>[]> {
  const all: ItemOf<K>[] = [];
  let cursor: string | null = null;
  do {
    const { query } = input as { query?: object };
    const asked = { ...input, query: { ...query, limit: 1000, ...(cursor === null ? {} : { cursor }) } };
    const page = (await call(operation, asked)) as unknown as { items: ItemOf<K>[]; next: string | null };
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && all.length < most);
  return all.slice(0, most);
}
