// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { parseUrl } from './endpoint-url.ts';
import { makeFolder } from './store.fixture.ts';
import { openTrafficStore } from './store.ts';

describe('the address of a ClickHouse server', () => {
  it.each([
    ['http://host:8123', { url: 'http://host:8123', username: 'default', password: '', database: 'stillwatch' }],
    ['https://u:p%40ss%2F@host/db_1', { url: 'https://host', username: 'u', password: 'p@ss/', database: 'db_1' }],
    ['http://[::1]:8123/', { url: 'http://[::1]:8123', username: 'default', password: '', database: 'stillwatch' }],
  ])('%s is read', (url, endpoint) => {
    expect(parseUrl(url, undefined)).toEqual(endpoint);
  });

  it('may be given another database beside it', () => {
    expect(parseUrl('http://host/one', 'two').database).toBe('two');
  });

  it.each([
    '',
    'host:8123',
    'host',
    'ftp://host/db',
    'http://host/a b',
    'http://host/a;b',
    'http://host/a/b',
    'http://host/a%60b',
    'http://u:%zz@host',
  ])('%j is refused', (url) => {
    expect(() => parseUrl(url, undefined)).toThrowWithCode('CONFIG_INVALID');
  });

  it('never shows its password in an error', () => {
    for (const url of ['tcp://u:geheim@host/db', 'http://u:geheim@host/a b', 'http://u:geheim@']) {
      try {
        parseUrl(url, undefined);
        expect.unreachable();
      } catch (error) {
        expect(`${(error as Error).message} ${(error as { hint?: string }).hint}`).not.toContain('geheim');
      }
    }
  });
});

describe('a ClickHouse server', () => {
  const folder = makeFolder();
  let dataFolder: ReturnType<typeof openDataFolder>;
  beforeAll(() => {
    dataFolder = openDataFolder(folder);
  });
  afterAll(() => dataFolder.close());

  it('that is not there is ENGINE_UNAVAILABLE', async () => {
    for (const url of ['http://127.0.0.1:1', 'http://no-such-host.invalid:8123']) {
      await expect(openTrafficStore({ dataFolder, url })).rejects.toThrowWithCode('ENGINE_UNAVAILABLE');
    }
  });

  it.each([
    ['answers something else', 200, '<html></html>'],
    ['answers nothing', 200, ''],
    ['answers with an error of its own', 502, 'Bad gateway'],
  ])('that %s is refused by code', async (_, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as { port: number };
      const opened = openTrafficStore({ dataFolder, url: `http://127.0.0.1:${port}` });
      await expect(opened).rejects.toMatchObject({ code: expect.stringMatching(/^ENGINE_/) as string });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('that breaks off every answer is ENGINE_UNAVAILABLE', async () => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as { port: number };
      await expect(openTrafficStore({ dataFolder, url: `http://127.0.0.1:${port}` })).rejects.toThrowWithCode(
        'ENGINE_UNAVAILABLE',
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
