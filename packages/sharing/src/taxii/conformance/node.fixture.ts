// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { seedTaxii } from '../seed.ts';
import { createTaxii, type Taxii } from '../server/create-taxii.ts';
import { basicCredentials, bearerToken } from '../server/http.ts';
import { createTaxiiServer } from '../server/node-host.ts';
import type { TaxiiOptions } from '../server/options.ts';
import type { CollectionStore } from '../store/collection-store.ts';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { SEED } from './seed.fixture.ts';

/** A TAXII server on loopback with the data of the suite in it. */
export interface Node {
  readonly url: string;
  readonly taxii: Taxii;
  readonly store: CollectionStore;
  /** Errors that were answered with 500: none is expected. */
  readonly errors: unknown[];
  stop(): Promise<void>;
}

const USERS: Readonly<Record<string, string>> = { admin: 'Password0', peer: 'pass:wörd' };

export function optionsFor(store: CollectionStore, errors: unknown[]): TaxiiOptions {
  return {
    store,
    async authenticate({ headers, certificate }) {
      const basic = basicCredentials(headers);
      if (basic !== null && USERS[basic.user] === basic.password) return { id: basic.user };
      if (bearerToken(headers) === 'a-token') return { id: 'bearer' };
      if (headers['x-anonymous'] === 'yes') return { id: 'anybody', anonymous: true };
      return certificate === null ? null : { id: certificate };
    },
    authorise: async (principal) => ({ read: true, write: principal.anonymous !== true }),
    // The suite sends what it means to be wrong with this name.
    validate: (object) => (object['name'] === 'wrong' ? { ok: false, message: 'name: is wrong' } : { ok: true }),
    labelOf: (object) => (object['name'] === 'red' ? 'red' : 'green'),
    isVisible: ({ id }, { label }) => label !== 'red' || id === 'bearer',
    clock: { now: () => Date.now() },
    cursorKey: new Uint8Array(32).fill(7),
    limits: { pageObjects: 20 },
    onError: (error) => errors.push(error),
  };
}

export async function startNode(store: CollectionStore, changes: Partial<TaxiiOptions> = {}): Promise<Node> {
  await seedTaxii(store, SEED, { label: 'green' });
  const errors: unknown[] = [];
  const taxii = createTaxii({ ...optionsFor(store, errors), ...changes });
  const server = createTaxiiServer(taxii);
  const url = await listen(server);
  return { url, taxii, store, errors, stop: () => close(server) };
}

export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

export const BASIC = `Basic ${Buffer.from('admin:Password0').toString('base64')}`;

/** An answer whose body is read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as an object; {} where it is none. */
  readonly json: Record<string, unknown> & {
    objects?: Record<string, unknown>[];
    versions?: string[];
    next?: string;
    more?: boolean;
  };
}

export interface Ask {
  readonly method?: string;
  /** Besides Accept and Authorization; null leaves one of those out. */
  readonly headers?: Record<string, string | null>;
  readonly body?: unknown;
}

/** Asks a node as a good client does, but for what is said otherwise. Every answer is TAXII, whatever it says. */
export async function ask(node: Node, path: string, { method, headers = {}, body }: Ask = {}): Promise<Answer> {
  const content = body === undefined ? {} : { 'content-type': TAXII_MEDIA_TYPE };
  const all = { accept: TAXII_MEDIA_TYPE, authorization: BASIC, ...content, ...headers };
  const response = await fetch(`${node.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe(TAXII_MEDIA_TYPE);
  return { status: response.status, headers: response.headers, text, json: text === '' ? {} : JSON.parse(text) };
}

/** A valid indicator. */
export function indicator(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const created = '2022-01-01T00:00:00.000Z';
  return {
    type: 'indicator',
    spec_version: '2.1',
    id,
    created,
    modified: created,
    pattern: "[domain-name:value = 'example.org']",
    pattern_type: 'stix',
    valid_from: created,
    ...changes,
  };
}
