// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, ParamsOf, QueryInput, ResponseOf } from '@stillwatch/core/api';
import { writeAddress } from './address.ts';
import { readProblem, unreachable } from './problem.ts';
import { type Called, FILES, ROUTES } from './routes.ts';

type Part<Name extends string, T, Nothing> = Nothing extends T ? { readonly [K in Name]?: T } : { readonly [K in Name]: T };
type Nothing = Record<string, never>;

/** What one operation takes. */
export type Input<K extends Called> = Part<'params', ParamsOf<K>, Nothing> &
  Part<'query', QueryInput<K>, Nothing> &
  Part<'body', BodyInput<K>, null> & { readonly ifMatch?: string; readonly signal?: AbortSignal };

interface Loose {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

let csrfToken = '';
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** @throws ApiError */
export async function call<K extends Called>(operation: K, input: Input<K>): Promise<ResponseOf<K>> {
  const { params, query, body, ifMatch, signal } = input as Loose;
  const [method, path] = ROUTES[operation].split(' ') as [string, string];
  const headers = new Headers({ accept: 'application/json' });
  if (method !== 'GET') headers.set('x-csrf-token', csrfToken);
  if (method === 'POST') headers.set('idempotency-key', drawKey());
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  if (body !== undefined) headers.set('content-type', body instanceof Blob ? body.type : 'application/json');
  const answer = await send(writeAddress(path, params, query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await answer.text();
  if (!answer.ok) throw readProblem(answer.status, text);
  return (text === '' ? null : JSON.parse(text)) as ResponseOf<K>;
}

/** A file of the API, as bytes. @throws ApiError */
export async function fetchFile<K extends keyof typeof FILES>(operation: K, params: ParamsOf<K>): Promise<Blob> {
  const path = FILES[operation].slice('GET '.length);
  const answer = await send(writeAddress(path, params), { credentials: 'same-origin' });
  if (!answer.ok) throw readProblem(answer.status, await answer.text());
  return await answer.blob();
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable(error);
  }
}

/** 128 random bits; `crypto.randomUUID` is missing on plain HTTP beyond this machine. */
function drawKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
