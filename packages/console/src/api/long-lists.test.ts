// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { fetchAgain } from './long-lists.ts';

function clientWith(pages: number): { client: QueryClient; invalidated: () => string[] } {
  const client = new QueryClient();
  client.setQueryData(['overview', {}, {}], { now: 'then' });
  client.setQueryData(['listAccounts', {}, {}, 'pages'], {
    pages: Array.from({ length: pages }, () => ({ items: [], next: 'more' })),
    pageParams: [],
  });
  const invalidated = () =>
    client
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.isInvalidated)
      .map(({ queryKey }) => String(queryKey[0]));
  return { client, invalidated };
}

describe('what is fetched again after a change', () => {
  it('is what changed, and lists of a few pages', () => {
    const { client, invalidated } = clientWith(5);
    fetchAgain(client, ['listAccounts']);
    expect(invalidated()).toEqual(['listAccounts']);
  });

  it('is no list that somebody scrolled far into', () => {
    const { client, invalidated } = clientWith(500);
    fetchAgain(client, ['overview', 'listAccounts']);
    expect(invalidated()).toEqual(['overview']);
  });

  it('is everything else after the connection was lost', () => {
    const { client, invalidated } = clientWith(6);
    fetchAgain(client);
    expect(invalidated()).toEqual(['overview']);
  });
});
