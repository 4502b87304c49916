// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, BASIC, indicator, type Node, startNode } from '../conformance/node.fixture.ts';
import { MAX_CONTENT_LENGTH, WRITABLE } from '../conformance/seed.fixture.ts';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';

const OBJECTS = `/trust/collections/${WRITABLE}/objects/`;
const PATIENCE = 300;

let collections: SqliteCollections;
let node: Node;

beforeEach(async () => {
  collections = await openSqliteCollections();
  node = await startNode(collections.store, { limits: { bodyMs: PATIENCE } });
});
afterEach(async () => {
  // Whatever they did: the server is there and nothing was taken.
  expect((await ask(node, OBJECTS)).text).toBe('{}');
  expect(node.errors).toEqual([]);
  await node.stop();
  await collections.close();
});

/** Sends bytes as they are, and gives the status line of what comes back. */
async function send(parts: readonly string[], work: (socket: Socket) => void = () => {}): Promise<string> {
  const { hostname, port } = new URL(node.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString()));
  socket.write(parts.join('\r\n'));
  work(socket);
  while (!received.includes('\r\n') && !socket.destroyed) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  socket.destroy();
  return received.slice(0, received.indexOf('\r\n'));
}

const head = (...more: string[]): string[] => [
  `POST ${OBJECTS} HTTP/1.1`,
  'Host: x',
  `Authorization: ${BASIC}`,
  'Accept: application/taxii+json;version=2.1',
  'Content-Type: application/taxii+json;version=2.1',
  ...more,
  '',
];

describe('a client that sends its body', () => {
  it('never is refused after a while', async () => {
    expect(await send([...head('Content-Length: 100'), '{"obj'])).toContain(' 408 ');
  });

  it('a byte at a time is refused as well', async () => {
    const drip = (socket: Socket): void => {
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await send([...head('Content-Length: 10000'), ''], drip)).toContain(' 408 ');
  });

  it('larger than allowed is refused by what it announces', async () => {
    expect(await send([...head(`Content-Length: ${MAX_CONTENT_LENGTH + 1}`), ''])).toContain(' 413 ');
    expect(await send([...head('Content-Length: 99999999999999'), ''])).toContain(' 413 ');
  });

  it('in chunks, without announcing anything, is refused by what arrives', async () => {
    const chunk = `2710\r\n${' '.repeat(10_000)}\r\n`;
    expect(await send([...head('Transfer-Encoding: chunked'), chunk.repeat(3)])).toContain(' 413 ');
  });

  it('without end is cut off', async () => {
    const flood = (socket: Socket): void => {
      const timer = setInterval(() => socket.write(`2710\r\n${' '.repeat(10_000)}\r\n`), 1);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await send([...head('Transfer-Encoding: chunked'), ''], flood)).toContain(' 413 ');
  });

  it('longer than it says has the rest taken for another request, which is none', async () => {
    const body = JSON.stringify({ objects: [indicator('indicator--1')] });
    expect(await send([...head('Content-Length: 5'), body])).toMatch(/ 400 /);
  });

  it('shorter than it says and hangs up leaves nothing behind', async () => {
    await send([...head('Content-Length: 1000'), '{"objects":['], (socket) => socket.end());
  });

  it('with two lengths is refused', async () => {
    expect(await send([...head('Content-Length: 5', 'Content-Length: 6'), '{"obj'])).toContain(' 400 ');
  });

  it('nested 9,000 deep is refused', async () => {
    const body = `{"objects":[${'['.repeat(9_000)}${']'.repeat(9_000)}]}`;
    expect(await send([...head(`Content-Length: ${body.length}`), body])).toContain(' 422 ');
  });

  it('not in UTF-8 is refused', async () => {
    const response = await fetch(`${node.url}${OBJECTS}`, {
      method: 'POST',
      headers: { authorization: BASIC, accept: 'application/taxii+json', 'content-type': 'application/taxii+json' },
      body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    });
    expect(response.status).toBe(400);
  });

  it('with names of JavaScript objects gets them back as it sent them, nothing more', async () => {
    const text = '{"type":"tool","id":"tool--00000000-0000-4000-8000-000000000001","__proto__":{"polluted":1},"constructor":2}';
    const path = `${OBJECTS}tool--00000000-0000-4000-8000-000000000001/`;
    await ask(node, OBJECTS, { body: `{"objects":[${text}]}` });
    expect((await ask(node, path)).text).toContain(text);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    await ask(node, path, { method: 'DELETE' });
  });
});
