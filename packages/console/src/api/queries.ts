// SPDX-License-Identifier: Apache-2.0
import type { ResponseOf } from '@stillwatch/core/api';
import {
  type InfiniteData,
  QueryCache,
  type QueryKey,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type Input } from './client.ts';
import { isShort } from './long-lists.ts';
import { ApiError } from './problem.ts';
import type { Called } from './routes.ts';

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        // The session ended meanwhile: asking for it leads to the door.
        if (error instanceof ApiError && error.problem.status === 401 && query.queryKey[0] !== 'getSession') {
          void client.invalidateQueries({ queryKey: ['getSession'] });
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal stays one; only what did not get through, or a part that is down for a moment, is tried again.
        retry: (count, error) =>
          count < 2 && !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500),
      },
    },
  });
  return client;
}

const AGAIN_MS = 5_000;

/** Asks again soon where the node did not answer, else as often as a page wants. */
function pace(wanted: number | false) {
  return (query: { state: { error: ApiError | null } }) => (query.state.error?.problem.status === 0 ? AGAIN_MS : wanted);
}

/** Key of a query: the operation first, so that events can name what they invalidate. */
export function keyOf<K extends Called>(operation: K, input: Input<K>): QueryKey {
  const { params, query } = input as { params?: unknown; query?: unknown };
  return [operation, params ?? {}, query ?? {}];
}

export function useApi<K extends Called>(
  operation: K,
  input: Input<K>,
  options: { enabled?: boolean; refetchInterval?: number; keep?: boolean } = {},
): UseQueryResult<ResponseOf<K>, ApiError> {
  const { enabled = true, refetchInterval = false, keep = false } = options;
  return useQuery<ResponseOf<K>, ApiError>({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => call(operation, { ...input, signal }),
    enabled,
    refetchInterval: pace(refetchInterval),
    ...(keep ? { placeholderData: (before: ResponseOf<K> | undefined) => before as never } : {}),
  });
}

/** Operations that answer pages. */
export type Paged = { [K in Called]: ResponseOf<K> extends { next: string | null } ? K : never }[Called];
export type ItemOf<K extends Paged> = ResponseOf<K> extends { items: (infer T)[] } ? T : never;

export interface Pages<T> {
  readonly items: readonly T[];
  readonly isPending: boolean;
  readonly error: ApiError | null;
  /** More is there and not fetched yet. */
  readonly more: boolean;
  readonly fetching: boolean;
  readonly fetchMore: () => void;
  readonly retry: () => void;
}

interface AnyPage<T> {
  items: T[];
  next: string | null;
}

/** A list by cursor, one page after another as somebody scrolls. */
export function usePages<K extends Paged>(operation: K, input: Input<K>, enabled = true): Pages<ItemOf<K>> {
  const found = useInfiniteQuery<AnyPage<ItemOf<K>>, ApiError, InfiniteData<AnyPage<ItemOf<K>>>, QueryKey, string | null>({
    queryKey: [...keyOf(operation, input), 'pages'],
    initialPageParam: null,
    queryFn: async ({ pageParam, signal }) => {
      const { query } = input as { query?: object };
      const asked = { ...input, signal, query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } };
      return (await call(operation, asked)) as unknown as AnyPage<ItemOf<K>>;
    },
    getNextPageParam: (last) => last.next,
    refetchInterval: pace(false),
    refetchOnWindowFocus: isShort,
    refetchOnReconnect: isShort,
    refetchOnMount: isShort,
    enabled,
  });
  // Every scroll draws anew; a long list is put together only when it grew.
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  return {
    items,
    isPending: found.isPending,
    error: found.error,
    more: found.hasNextPage,
    fetching: found.isFetchingNextPage,
    fetchMore: () => void found.fetchNextPage(),
    retry: () => void found.refetch(),
  };
}

/** Something that changes; afterwards the named operations are fetched again. */
export function useChange<K extends Called>(
  operation: K,
  again: readonly Called[],
): UseMutationResult<ResponseOf<K>, ApiError, Input<K>> {
  const client = useQueryClient();
  return useMutation<ResponseOf<K>, ApiError, Input<K>>({
    mutationFn: (input) => call(operation, input),
    // Not waited for: what asked for the change must hear of it before what is fetched again takes its place.
    onSettled: () => {
      for (const key of again) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}
