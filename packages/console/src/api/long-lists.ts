// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import type { Called } from './routes.ts';

/** Pages that are fetched again, one after another, when something changed. */
const MOST_PAGES = 5;

interface AnyQuery {
  readonly state: { readonly data?: unknown };
}

/**
 * Is it a list of which less than a few pages were fetched? Longer ones stay as they are until the page is opened anew:
 * at the 100,000th row every change would mean hundreds of requests, and move what is being read.
 */
export function isShort({ state }: AnyQuery): boolean {
  const pages = (state.data as { pages?: unknown } | undefined)?.pages;
  return !Array.isArray(pages) || pages.length <= MOST_PAGES;
}

/** Fetches again what changed. @param operations all, where it is not known which. */
export function fetchAgain(client: QueryClient, operations?: readonly Called[]): void {
  if (operations === undefined) void client.invalidateQueries({ predicate: isShort });
  else for (const operation of operations) void client.invalidateQueries({ queryKey: [operation], predicate: isShort });
}
