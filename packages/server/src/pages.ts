// SPDX-License-Identifier: Apache-2.0

/** One page by keyset: `next` is an opaque cursor, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const PAGE = 1_000;

/** Everything that a paged list has; from `most` items on no further page is read. */
export async function readAll<T>(read: (page: PageRequest) => Promise<Page<T>>, most = Infinity): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: PAGE });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return items;
}
