// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { acceptsTaxii, TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { deleteObject, postObjects } from './changes.ts';
import { answer, type Asked, type Context, notFound, raw, unauthenticated } from './context.ts';
import { cursors } from './cursor.ts';
import { getCollection, getCollections, getDiscovery, getRoot, getStatus } from './directory.ts';
import type { TaxiiRequest, TaxiiResponse } from './http.ts';
import { TAXII_LIMITS, type TaxiiOptions } from './options.ts';
import { getPage } from './pages.ts';
import { errorMessage, Refusal } from './refusal.ts';
import { METHODS, type Route, routeOf } from './route.ts';

export interface Taxii {
  /** Answers every request; never rejects. */
  handle(request: TaxiiRequest): Promise<TaxiiResponse>;
}

/** A TAXII 2.1 server, for whatever serves HTTP. */
export function createTaxii(options: TaxiiOptions): Taxii {
  const context: Context = {
    ...options,
    limits: { ...TAXII_LIMITS, ...options.limits },
    cursors: cursors(options.cursorKey),
    rootPrefix: options.rootPrefix ?? '',
  };
  return {
    async handle(request) {
      try {
        return await respond(context, request);
      } catch (error) {
        return refuse(context, error);
      }
    },
  };
}

/**
 * Who asks comes first: strangers learn nothing, not even which paths there are. Then whether there is such a path, whether
 * it takes the method, and whether the answer will be understood.
 */
async function respond(context: Context, request: TaxiiRequest): Promise<TaxiiResponse> {
  const principal = await context.authenticate({ headers: request.headers, certificate: request.certificate ?? null });
  if (principal === null) throw unauthenticated();
  const routed = routeOf(request.path, context.rootPrefix);
  if (routed === null) throw notFound();
  const allowed = METHODS[routed.route.kind];
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!allowed.includes(method)) {
    const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', ');
    throw new Refusal(405, `This resource takes ${allow}.`, { headers: { allow } });
  }
  if (routed.redirect !== null) {
    if (!/^[\x21-\x7e]*$/.test(`${request.path}${request.query}`)) throw notFound();
    const location = request.query === '' ? routed.redirect : `${routed.redirect}?${request.query}`;
    return raw(new Uint8Array(), 308, { location });
  }
  if (!acceptsTaxii(request.headers['accept'])) throw new Refusal(406, `Answers are ${TAXII_MEDIA_TYPE}.`);
  return dispatch({ context, request, principal }, method, routed.route);
}

async function dispatch(asked: Asked, method: string, route: Route): Promise<TaxiiResponse> {
  switch (route.kind) {
    case 'discovery':
      return getDiscovery(asked);
    case 'root':
      return getRoot(asked, route.root);
    case 'status':
      return getStatus(asked, route.root, route.id);
    case 'collections':
      return getCollections(asked, route.root);
    case 'collection':
      return getCollection(asked, route.root, route.collection);
    case 'manifest':
      return getPage(asked, 'manifest', { ...route, object: null });
    case 'objects':
      if (method === 'POST') return postObjects(asked, route.root, route.collection);
      return getPage(asked, 'objects', { ...route, object: null });
    case 'object':
      if (method === 'DELETE') return deleteObject(asked, route.root, route.collection, route.object);
      return getPage(asked, 'object', route);
    case 'versions':
      return getPage(asked, 'versions', route);
  }
}

/** What a store throws when it can be asked again later. */
const LATER: ReadonlySet<string> = new Set(['RECORDS_UNAVAILABLE', 'DISK_FULL']);

function refuse(context: Context, error: unknown): TaxiiResponse {
  const errorId = randomUUID();
  const refusal = toRefusal(error);
  if (refusal.status >= 500) context.onError?.(error, errorId);
  return answer(errorMessage(refusal, errorId), refusal.status, refusal.headers);
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AppError && error.code === 'NOT_FOUND') return notFound();
  if (error instanceof AppError && error.code === 'RATE_LIMITED') {
    return new Refusal(429, 'Too many requests.', { headers: { 'retry-after': '30' } });
  }
  if (error instanceof AppError && LATER.has(error.code)) {
    return new Refusal(503, 'The collections cannot be reached just now.', { headers: { 'retry-after': '5' } });
  }
  return new Refusal(500, 'Something went wrong here; the error id says which.');
}
