// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Permission } from './roles.ts';

type Shape = z.ZodType;

/**
 * One operation of the HTTP API. The server routes by it, OpenAPI is written from it, the console is typed by it,
 * and a test calls each with every role.
 */
export interface Operation<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, R extends Shape = Shape> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `public`: anybody; `session`: whoever is signed in. */
  readonly access: 'public' | 'session' | Permission;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /** Needs `If-Match` with the entity tag of what is changed; the answer to its GET carries `ETag`. */
  readonly ifMatch: boolean;
  /** The answer is not JSON: its media type. */
  readonly media?: string;
  /** The body is taken as bytes: its media types. */
  readonly accepts?: readonly string[];
}

/** Nothing may be given. */
export const None = z.strictObject({});
/** No body, or no answer. */
export const Empty = z.null();

interface Rest<P extends Shape, Q extends Shape, B extends Shape, R extends Shape> {
  readonly summary: string;
  readonly tag: string;
  readonly access: Operation['access'];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response?: R;
  readonly status?: Operation['status'];
  readonly ifMatch?: boolean;
  readonly media?: string;
  readonly accepts?: readonly string[];
}

/** Method and path of a line as literal types, so that a caller's own table of routes cannot drift from this one. */
type LineOf<L extends string> = L extends `${infer M extends Operation['method']} ${infer Path}`
  ? { readonly method: M; readonly path: Path }
  : never;

/** Writes one operation down: `operation('GET /v1/campaigns/{id}', { … })`. */
export function operation<
  const L extends `${Operation['method']} /${string}`,
  P extends Shape = typeof None,
  Q extends Shape = typeof None,
  B extends Shape = typeof Empty,
  R extends Shape = typeof Empty,
>(line: L, rest: Rest<P, Q, B, R>): Operation<P, Q, B, R> & LineOf<L> {
  const [method, path] = line.split(' ') as [Operation['method'], string];
  const written: Operation<P, Q, B, R> = {
    method,
    path,
    params: None as unknown as P,
    query: None as unknown as Q,
    body: Empty as unknown as B,
    response: Empty as unknown as R,
    status: 200,
    ifMatch: false,
    ...rest,
  };
  return written as Operation<P, Q, B, R> & LineOf<L>;
}

export const MAX_PAGE = 1_000;

/** Cursor paging: `next` of one page is `cursor` of the following; null at the end. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
});

export function page<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString> }, z.core.$strict> {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** Moments are ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes them. */
export const Moment = z.iso.datetime();

export const IdParams = z.strictObject({ id: z.string().min(1).max(200) });

/** Why somebody did something; shown in the audit trail. */
export const Reason = z.string().trim().min(3).max(2_000);

/** RFC 9457 problem details, with the code of `docs/reference/errors.md`. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** JSON pointer (RFC 6901) to the part of the request that is wrong. */
  pointer: z.string().optional(),
  hint: z.string().optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
