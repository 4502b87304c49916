// SPDX-License-Identifier: Apache-2.0
import type { ApiRoot, Collection, Principal, Rights } from '../model.ts';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import type { Cursors } from './cursor.ts';
import { type TaxiiRequest, type TaxiiResponse, toBytes } from './http.ts';
import type { TaxiiLimits, TaxiiOptions } from './options.ts';
import { Refusal } from './refusal.ts';

/** What answering a request needs. */
export interface Context extends TaxiiOptions {
  readonly limits: TaxiiLimits;
  readonly cursors: Cursors;
  readonly rootPrefix: string;
}

/** An authenticated request. */
export interface Asked {
  readonly context: Context;
  readonly request: TaxiiRequest;
  readonly principal: Principal;
}

export function answer(value: unknown, status = 200, headers: Record<string, string> = {}): TaxiiResponse {
  return raw(toBytes(JSON.stringify(value)), status, headers);
}

/** An answer that is serialised already. */
export function raw(body: Uint8Array, status = 200, headers: Record<string, string> = {}): TaxiiResponse {
  return {
    status,
    headers: {
      'content-type': TAXII_MEDIA_TYPE,
      'content-length': String(body.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      vary: 'accept, authorization',
      ...headers,
    },
    body,
  };
}

export function notFound(): Refusal {
  return new Refusal(404, 'There is no such resource, or it is not yours to see.');
}

export async function findRoot({ context }: Asked, name: string): Promise<ApiRoot> {
  const root = await context.store.root(name);
  if (root === null) throw notFound();
  return root;
}

/** A collection with what the principal may do in it. */
export interface Granted {
  readonly root: ApiRoot;
  readonly collection: Collection;
  readonly rights: Rights;
}

/** @throws Refusal 404 */
export async function findCollection(asked: Asked, rootName: string, idOrAlias: string): Promise<Granted> {
  const root = await findRoot(asked, rootName);
  const collection = await asked.context.store.collection(root.name, idOrAlias);
  const rights = collection === null ? null : await rightsIn(asked, collection);
  if (collection === null || rights === null) throw notFound();
  return { root, collection, rights };
}

export async function rightsIn({ context, principal }: Asked, collection: Collection): Promise<Rights | null> {
  const rights = await context.authorise(principal, collection);
  return rights === null ? null : { read: rights.read && collection.canRead, write: rights.write && collection.canWrite };
}

/** What somebody may not do: known people get 403, nobody in particular is asked who they are. */
export function forbidden({ principal }: Asked, what: string): Refusal {
  return principal.anonymous === true ? unauthenticated() : new Refusal(403, `You may not ${what} this collection.`);
}

export function unauthenticated(): Refusal {
  const headers = { 'www-authenticate': 'Basic realm="taxii", charset="UTF-8", Bearer realm="taxii"' };
  return new Refusal(401, 'Say who you are.', { headers });
}
