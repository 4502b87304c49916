// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { watchConnections } from './connections.ts';

/** A server that is closed while somebody is connected who sent these bytes. @returns what that one was told. */
async function closeWhile(bytes: string, answer: RequestListener, graceMs?: number): Promise<string> {
  const server = createServer(answer);
  const connections = watchConnections(server, graceMs);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let told = '';
  client.on('data', (piece: Buffer) => (told += piece.toString()));
  client.on('error', () => {});
  const [there] = (await once(server, 'connection')) as [Socket];
  if (bytes !== '') {
    client.write(bytes);
    await (answer === silent ? once(there, 'data') : once(server, 'request'));
  }
  const gone = once(client, 'close');
  const ended = new Promise((resolve) => server.close(resolve));
  const done = connections.end();
  await ended;
  done();
  await gone;
  return told;
}
const silent: RequestListener = () => {};

describe('a server that is closing', () => {
  it('is not kept open by a connection on which nothing was asked', async () => {
    expect(await closeWhile('', silent)).toBe('');
  });

  it('lets a request come to its end', async () => {
    const answer: RequestListener = (_, reply) => void setTimeout(() => reply.end('in time'), 200);
    expect(await closeWhile('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', answer)).toContain('in time');
  });

  it('does not wait for ever for one that has no end', async () => {
    expect(await closeWhile('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nha', silent, 100)).toBe('');
  });
});
