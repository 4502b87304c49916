// SPDX-License-Identifier: Apache-2.0
/** Servers that are honest, but not like ours. */
import { describe, expect, it } from 'vitest';
import { dates, fakePeer, patientClient, reply, second, tool } from './client.fixture.ts';
import type { PullCursor } from './pull-cursor.ts';

interface Held {
  readonly object: ReturnType<typeof tool>;
  readonly added: string;
}

/** A server whose dates need not be unique, and that knows its next pages or does not. */
async function server(held: Held[], { words }: { words: boolean }) {
  return fakePeer((url, _request, response) => {
    const after = url.searchParams.get('added_after') ?? '';
    const limit = Number(url.searchParams.get('limit'));
    const from = Number(url.searchParams.get('next') ?? 0);
    const matching = held.filter(({ added }) => added > after);
    const page = matching.slice(from, from + limit);
    const more = matching.length > from + limit;
    if (page.length === 0) return reply(response, {});
    const next = more && words ? { next: String(from + limit) } : {};
    reply(
      response,
      { more, ...next, objects: page.map(({ object }) => object) },
      { headers: dates(page[0]!.added, page.at(-1)!.added) },
    );
  });
}

async function pullFrom(
  url: string,
  cursor: PullCursor | null,
  pageSize: number,
): Promise<{ ids: string[]; cursor: PullCursor | null }> {
  const ids: string[] = [];
  let reached = cursor;
  const { client } = patientClient(url);
  await client.pull({
    root: `${url}/root/`,
    collection: 'c',
    cursor,
    pageSize,
    async onPage(page) {
      ids.push(...page.objects.map(({ object }) => object.id));
      reached = page.cursor;
    },
  });
  return { ids, cursor: reached };
}

describe('a pull from another server', () => {
  it.each([true, false])(
    'gets what was added at the same moment, also across pages and pulls (next is given: %s)',
    async (words) => {
      // Groups of three at one moment, pages of four.
      const held: Held[] = Array.from({ length: 20 }, (_, n) => ({ object: tool(n), added: second(Math.floor(n / 3)) }));
      const { url } = await server(held, { words });
      const first = await pullFrom(url, null, 4);
      expect(first.ids).toEqual(held.map(({ object }) => object.id));
      // Later, at the moment of the last one.
      held.push({ object: tool(50), added: held.at(-1)!.added }, { object: tool(51), added: second(100) });
      const later = await pullFrom(url, first.cursor, 4);
      expect(later.ids).toEqual([tool(50).id, tool(51).id]);
      expect((await pullFrom(url, later.cursor, 4)).ids).toEqual([]);
    },
  );

  it('takes an answer without dates and without more as all there is', async () => {
    const { url } = await fakePeer((_url, _request, response) => reply(response, { objects: [tool(1)], more: null, next: null }));
    expect((await pullFrom(url, null, 4)).ids).toEqual([tool(1).id]);
  });
});

describe('a push to another server', () => {
  it('waits while the status is pending, and takes counts that are missing from the others', async () => {
    let asked = 0;
    const { url, requests } = await fakePeer((path, request, response) => {
      if (request.method === 'POST') reply(response, { id: 's', status: 'pending', pending_count: 2 }, { status: 202 });
      else if (!path.pathname.includes('/status/')) reply(response, { title: 'R', max_content_length: 1e6 });
      else if (++asked < 3) reply(response, { id: 's', status: 'pending', success_count: null });
      else reply(response, { id: 's', status: 'complete', success_count: null, failures: [{ id: tool(2).id, message: 'no' }] });
    });
    const { client, waits } = patientClient(url);
    const objects = [tool(1), tool(2)].map((one) => JSON.stringify(one));
    const result = await client.push({ root: `${url}/root/`, collection: 'c', objects });
    expect(result).toEqual({ done: 2, successes: 1, failures: [{ id: tool(2).id, message: 'no' }], pending: 0 });
    expect(waits).toEqual([375, 750, 1500]);
    expect(requests.filter((one) => one.startsWith('POST'))).toHaveLength(1);
  });

  it('gives up on a status that stays pending, and says so', async () => {
    const { url } = await fakePeer((path, _request, response) =>
      reply(response, path.pathname.endsWith('/root/') ? {} : { id: 's', status: 'pending', success_count: 0 }),
    );
    const { client } = patientClient(url, { limits: { statusMs: 60_000 } });
    const result = await client.push({ root: `${url}/root/`, collection: 'c', objects: [JSON.stringify(tool(1))] });
    expect(result).toMatchObject({ successes: 0, pending: 1 });
  });

  it('halves what the server finds too large', async () => {
    const sizes: number[] = [];
    const { url } = await fakePeer((path, request, response, body) => {
      if (request.method !== 'POST')
        return reply(response, path.pathname.endsWith('/root/') ? {} : { id: 's', status: 'complete' });
      const { objects } = JSON.parse(body) as { objects: unknown[] };
      sizes.push(objects.length);
      if (objects.length > 3) reply(response, { title: 'too large' }, { status: 413 });
      else reply(response, { id: 's', status: 'complete', success_count: objects.length }, { status: 202 });
    });
    const objects = Array.from({ length: 10 }, (_, n) => JSON.stringify(tool(n)));
    const result = await patientClient(url).client.push({ root: `${url}/root/`, collection: 'c', objects });
    expect(result).toMatchObject({ done: 10, successes: 10 });
    expect(sizes).toEqual([10, 5, 3, 2, 5, 3, 2]);
  });

  it('posts again where the server was not there, as often as is taken once', async () => {
    let posts = 0;
    const { url } = await fakePeer((_path, request, response) => {
      if (request.method !== 'POST') return reply(response, {});
      if (++posts === 1) return response.destroy();
      reply(response, { id: 's', status: 'complete', success_count: 1 }, { status: 202 });
    });
    const { client } = patientClient(url);
    const result = await client.push({ root: `${url}/root/`, collection: 'c', objects: [JSON.stringify(tool(1))] });
    expect([posts, result.successes]).toEqual([2, 1]);
  });
});
