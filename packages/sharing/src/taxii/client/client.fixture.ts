// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { close, listen } from '../conformance/node.fixture.ts';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { createTaxiiClient, type TaxiiClient, type TaxiiClientOptions } from './create-client.ts';

type Answerer = (url: URL, request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server of a test's own that may be as bad as it likes; gone after the test. */
export interface FakePeer {
  readonly url: string;
  readonly requests: string[];
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

export async function fakePeer(answer: Answerer): Promise<FakePeer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answer(new URL(request.url!, 'http://peer'), request, response, Buffer.concat(chunks).toString());
    });
  });
  const url = await listen(server);
  running.push(() => close(server));
  return { url, requests };
}

export function reply(response: ServerResponse, value: unknown, { status = 200, headers = {} } = {}): void {
  response.writeHead(status, { 'content-type': TAXII_MEDIA_TYPE, ...headers });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A client whose waiting takes no time, and what it waited. */
export function patientClient(url: string, changes: Partial<TaxiiClientOptions> = {}): { client: TaxiiClient; waits: number[] } {
  const waits: number[] = [];
  let now = Date.UTC(2026, 5, 1);
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
  return { waits, client: createTaxiiClient({ url: `${url}/taxii2/`, clock, random: () => 0.5, ...changes }) };
}

/** An object of which a peer says hardly anything. */
export function tool(n: number): { id: string; type: string; modified: string } {
  return { id: `tool--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, type: 'tool', modified: '2026-01-01T00:00:00Z' };
}

/** The n-th second of 2026. */
export function second(n: number): string {
  return new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().replace('.000Z', '.000000Z');
}

/** Headers that say when the first and the last object of a page were added. */
export function dates(first: string, last: string): Record<string, string> {
  return { 'x-taxii-date-added-first': first, 'x-taxii-date-added-last': last };
}
