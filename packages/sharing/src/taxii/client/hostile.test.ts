// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dates, type FakePeer, fakePeer, patientClient, reply, second, tool } from './client.fixture.ts';
import type { PeerLimits } from './limits.ts';
import type { PullCursor } from './pull-cursor.ts';

const LIMITS: Partial<PeerLimits> = { answerBytes: 50_000, bodyMs: 300, answerMs: 300, attempts: 3, pages: 40 };

/** Pulls a collection of a peer; gives what came before it went wrong. */
async function pullFrom(
  { url }: FakePeer,
  limits: Partial<PeerLimits> = LIMITS,
  cursor: PullCursor | null = null,
): Promise<string[]> {
  const { client } = patientClient(url, { limits });
  const ids: string[] = [];
  await client.pull({
    root: `${url}/root/`,
    collection: 'c',
    cursor,
    onPage: async ({ objects }) => void ids.push(...objects.map(({ object }) => object.id)),
  });
  return ids;
}

describe('a server that pages without end', () => {
  it.each([
    ['the same next', () => ({ more: true, next: 'same', objects: [] as unknown[] })],
    ['next after next of nothing', (n: number) => ({ more: true, next: `${n}`, objects: [] })],
    ['next after next of the same object', (n: number) => ({ more: true, next: `${n}`, objects: [tool(1)] })],
    ['next after next of new objects', (n: number) => ({ more: true, next: `${n}`, objects: [tool(n)] })],
    ['more without next or dates', () => ({ more: true, objects: [tool(1)] })],
    ['more and an empty object', () => ({ more: true })],
  ])('gives %s', async (_, page) => {
    let n = 0;
    const peer = await fakePeer((_url, _request, response) => reply(response, page(++n)));
    await expect(pullFrom(peer)).rejects.toThrowWithCode('PEER_HOSTILE');
    expect(peer.requests.length).toBeLessThanOrEqual(LIMITS.pages! + 1);
  });

  it('goes on from the date where there is no next, and is found out when the date stands still', async () => {
    const peer = await fakePeer((_url, _request, response) =>
      reply(response, { more: true, objects: [tool(1), tool(2)] }, { headers: dates(second(1), second(2)) }),
    );
    await expect(pullFrom(peer)).rejects.toThrowWithCode('PEER_HOSTILE');
    expect(peer.requests).toHaveLength(2);
    expect(peer.requests[1]).toContain(`added_after=${encodeURIComponent('2026-01-01T00:00:01.999999Z')}`);
  });
});

describe('a server whose answers must not be read', () => {
  it.each([
    ['too large', JSON.stringify({ objects: [{ ...tool(1), x: 'x'.repeat(60_000) }] })],
    ['too deep', `{"objects":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['with two equal names', '{"objects":[],"objects":[{"id":"a","type":"b"}]}'],
    ['with a lone surrogate', '{"objects":[{"id":"\\udc00","type":"b"}]}'],
  ])('%s', async (_, body) => {
    const peer = await fakePeer((_url, _request, response) => reply(response, body));
    await expect(pullFrom(peer)).rejects.toThrowWithCode('PEER_HOSTILE');
    expect(peer.requests).toHaveLength(1);
  });

  it('too large, without saying so', async () => {
    const peer = await fakePeer((_url, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/taxii+json' });
      const timer = setInterval(() => response.write(' '.repeat(10_000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    await expect(pullFrom(peer)).rejects.toThrowWithCode('PEER_HOSTILE');
  });

  it('that never end', async () => {
    const peer = await fakePeer((_url, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/taxii+json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(pullFrom(peer)).rejects.toThrowWithCode('PEER_HOSTILE');
  });

  it.each([
    ['no JSON', '<html>', 'application/taxii+json'],
    ['another media type', '{}', 'text/html'],
    ['another shape', '{"objects":1}', 'application/taxii+json'],
    ['a list', '[]', 'application/taxii+json'],
  ])('of %s are refused', async (_, body, type) => {
    const peer = await fakePeer((_url, _request, response) => reply(response, body, { headers: { 'content-type': type } }));
    await expect(pullFrom(peer)).rejects.toThrowWithCode('TAXII_FAILED');
  });

  it('leaves out what is no object, and takes the rest', async () => {
    const objects = [1, null, [], { id: 1, type: 'x' }, tool(1)];
    const peer = await fakePeer((_url, _request, response) => reply(response, { objects }));
    expect(await pullFrom(peer)).toEqual([tool(1).id]);
  });
});

describe('a server that gives dates', () => {
  it.each([
    ['from the future', dates(second(1), '2027-01-01T00:00:00.000000Z')],
    ['that go back within a page', dates(second(5), second(4))],
    ['from before the cursor', dates(second(1), second(2))],
  ])('%s', async (_, headers) => {
    const peer = await fakePeer((_url, _request, response) => reply(response, { more: false, objects: [tool(1)] }, { headers }));
    const cursor = { base: null, next: null, last: second(3), recent: [] };
    await expect(pullFrom(peer, LIMITS, cursor)).rejects.toThrowWithCode('PEER_HOSTILE');
  });
});

describe('a server that sends its clients elsewhere', () => {
  it('does not get them to say who they are there', async () => {
    const stranger = await fakePeer((_url, _request, response) => reply(response, {}));
    const peer = await fakePeer((url, _request, response) => {
      if (url.pathname === '/taxii2/') reply(response, { title: 'T', api_roots: [`${stranger.url}/root/`] });
      else reply(response, '', { status: 307, headers: { location: `${stranger.url}/x/` } });
    });
    const { client } = patientClient(peer.url);
    const [root] = (await client.discovery()).apiRoots;
    await expect(client.collections(root!)).rejects.toThrowWithCode('PEER_HOSTILE');
    await expect(client.collections(`${peer.url}/root/`)).rejects.toThrowWithCode('PEER_HOSTILE');
    expect(stranger.requests).toEqual([]);
    const trusting = patientClient(peer.url, { origins: [stranger.url] }).client;
    expect(await trusting.collections(root!)).toEqual([]);
  });

  it('in circles', async () => {
    const peer = await fakePeer((_url, _request, response) => reply(response, '', { status: 308, headers: { location: '/x/' } }));
    await expect(patientClient(peer.url).client.discovery()).rejects.toThrowWithCode('PEER_HOSTILE');
    expect(peer.requests).toHaveLength(4);
  });
});

describe('a server that does not answer', () => {
  it('is asked again, later and later, and then left alone', async () => {
    const peer = await fakePeer((_url, _request, response) => reply(response, {}, { status: 503 }));
    const { client, waits } = patientClient(peer.url, { limits: { attempts: 4, backoffMs: 100 } });
    await expect(client.discovery()).rejects.toThrowWithCode('PEER_UNAVAILABLE');
    expect(waits).toEqual([50, 100, 200]);
  });

  it('is given the time that it asks for, in seconds or as a date', async () => {
    let n = 0;
    const peer = await fakePeer((_url, _request, response) => {
      n++;
      const later = n === 1 ? '7' : 'Mon, 01 Jun 2026 00:00:17 GMT';
      if (n < 3) reply(response, {}, { status: 429, headers: { 'retry-after': later } });
      else reply(response, { title: 'T' });
    });
    const { client, waits } = patientClient(peer.url);
    expect((await client.discovery()).title).toBe('T');
    expect(waits).toEqual([7_000, 10_000]);
  });

  it('is not waited for where it asks for too long', async () => {
    const peer = await fakePeer((_url, _request, response) =>
      reply(response, {}, { status: 429, headers: { 'retry-after': '86400' } }),
    );
    const { client, waits } = patientClient(peer.url);
    await expect(client.discovery()).rejects.toThrowWithCode('PEER_UNAVAILABLE');
    expect(waits).toEqual([]);
  });

  it('within the time, or hangs up', async () => {
    const silent = await fakePeer(() => {});
    await expect(patientClient(silent.url, { limits: LIMITS }).client.discovery()).rejects.toThrowWithCode('PEER_UNAVAILABLE');
    expect(silent.requests).toHaveLength(3);
    const rude = await fakePeer((_url, _request, response) => response.destroy());
    await expect(patientClient(rude.url, { limits: LIMITS }).client.discovery()).rejects.toThrowWithCode('PEER_UNAVAILABLE');
    const nobody = patientClient('http://127.0.0.1:1', { limits: LIMITS }).client;
    await expect(nobody.discovery()).rejects.toThrowWithCode('PEER_UNAVAILABLE');
  });

  it('but breaks off in the middle of a page: the page is asked for again', async () => {
    let n = 0;
    const peer = await fakePeer((_url, _request, response) => {
      if (++n > 1) return reply(response, { more: false, objects: [tool(1)] });
      response.writeHead(200, { 'content-type': 'application/taxii+json', 'content-length': '1000' });
      response.write('{"objects":[');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await pullFrom(peer)).toEqual([tool(1).id]);
  });
});
