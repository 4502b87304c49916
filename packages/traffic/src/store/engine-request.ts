// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { QueryContext } from './embedded-session.ts';

/** Parameters that steer ClickHouse's HTTP interface itself; the rest are settings of the query. */
const INTERFACE_PARAMETERS = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'session_id',
  'session_timeout',
  'session_check',
  'session_timezone',
  'user',
  'password',
  'role',
  'quota_key',
  'compress',
  'decompress',
  'enable_http_compression',
  'wait_end_of_query',
  'buffer_size',
  'stacktrace',
  'log_comment',
  'cancel_http_readonly_queries_on_client_close',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  // Embedded, there is one server: an insert is always complete when it is answered.
  'insert_distributed_sync',
]);

/** `INSERT INTO table (columns) FORMAT name`, with the rows in the body. */
const INSERT = /^\s*insert\s+into\s+(?:table\s+)?([\w.`]+)\s*(?:\(([^)]*)\))?\s*format\s+(\w+)\s*;?\s*$/i;

export interface InsertHead {
  readonly table: string;
  readonly names: readonly string[] | null;
  readonly format: string;
}

/** Recognises an insert whose rows are in the body; null for any other statement. */
export function parseInsert(sql: string): InsertHead | null {
  const found = INSERT.exec(sql);
  if (found === null) return null;
  const names = found[2]?.split(',').map((name) => name.trim().replaceAll('`', '')) ?? null;
  return { table: found[1]!, names, format: found[3]! };
}

/** Database and settings that a request asks for. Names that are no identifiers are left out. */
export function contextOf(parameters: URLSearchParams): QueryContext {
  const settings = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (/^[A-Za-z]\w{0,99}$/.test(name) && !INTERFACE_PARAMETERS.has(name)) settings.set(name, value);
  }
  const format = /^\w+$/.exec(parameters.get('default_format') ?? '')?.[0] ?? 'TabSeparated';
  return { database: parameters.get('database') || 'default', format, settings };
}

/** Does the request carry the engine's secret, as Basic authorisation or in ClickHouse's own header? */
export function isAllowed(request: IncomingMessage, secret: string): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const given =
    basic === undefined
      ? String(request.headers['x-clickhouse-key'] ?? '')
      : Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':');
  // Digests have one length, so that the comparison tells nothing about the secret's.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The body, unpacked if it was sent with gzip. */
export function bodyOf(request: IncomingMessage): NodeJS.ReadableStream {
  if (request.headers['content-encoding'] !== 'gzip') return request;
  const unzipped = createGunzip();
  // A request that breaks off must end the unpacking too, not leave it waiting.
  request.on('error', (error) => unzipped.destroy(error));
  request.on('close', () => {
    if (!request.complete) unzipped.destroy(new Error('the request broke off'));
  });
  return request.pipe(unzipped);
}
