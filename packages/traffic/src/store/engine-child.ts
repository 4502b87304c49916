// SPDX-License-Identifier: Apache-2.0
/**
 * Child process that serves chDB behind ClickHouse's HTTP interface on loopback. It owns the data
 * directory (chDB allows one per process), answers one query at a time, and never outlives its parent.
 * The parent's first message says what to open; see {@link EngineOrder}.
 */
import { createWriteStream, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { EmbeddedSession, QueryContext } from './embedded-session.ts';
import type { EngineOrder, EngineReport } from './engine.ts';
import { bodyOf, contextOf, type InsertHead, isAllowed, parseInsert } from './engine-request.ts';
import { openSpool, type Spool } from './spool.ts';

/** Code of ClickHouse for a wrong user or password. */
const AUTHENTICATION_FAILED = '516';
/** Code of ClickHouse for an error without a code of its own. */
const UNKNOWN_EXCEPTION = '1002';

let spool: Spool | null = null;
let files = 0;

async function serve(order: EngineOrder): Promise<void> {
  // Loaded here, so that a library which does not fit this system becomes a report and no crash.
  const { openEmbeddedSession } = await import('./embedded-session.ts');
  const session = await openEmbeddedSession(order.directory);
  // Only now is the directory ours, and with it the spool.
  spool = openSpool(order.directory);
  const server = createServer((request, response) => {
    answer(session, order.secret, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  // A large insert or a long queue takes its time.
  server.requestTimeout = 0;
  server.on('error', fail);
  server.listen(order.port, '127.0.0.1', () => {
    const address = server.address();
    report({ ready: true, port: typeof address === 'object' && address !== null ? address.port : order.port });
  });
}

async function answer(
  session: EmbeddedSession,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://engine');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  if (!isAllowed(request, secret)) {
    refuse(response, 403, AUTHENTICATION_FAILED, 'Authentication failed: password is incorrect');
    return;
  }
  if (request.method !== 'POST' && request.method !== 'GET') {
    refuse(response, 405, '381', 'Only GET and POST are served');
    return;
  }
  try {
    const context = contextOf(url.searchParams);
    const inUrl = url.searchParams.get('query') ?? '';
    const insert = parseInsert(inUrl);
    if (insert !== null) {
      await insertBody(session, insert, context, request);
      response.end();
      return;
    }
    const sql = `${inUrl}\n${await readText(request)}`.trim();
    // Sent when complete, never before: a query that fails half-way is an error and no short result.
    const pieces = await session.query(sql, context);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': length });
    await pipeline(pieces, response);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = /Code: (\d+)/.exec(message)?.[1] ?? UNKNOWN_EXCEPTION;
    if (!response.headersSent) refuse(response, code === '60' || code === '81' ? 404 : 500, code, message);
    else response.destroy();
  }
}

/** The rows go through a file: chDB takes binary rows from files only. */
async function insertBody(
  session: EmbeddedSession,
  insert: InsertHead,
  context: QueryContext,
  request: IncomingMessage,
): Promise<void> {
  const path = join(spool!.folder(), `${files++}.rows`);
  try {
    await pipeline(bodyOf(request), createWriteStream(path, { mode: 0o600 }));
    await session.insertFile({ ...insert, path }, context);
  } finally {
    rmSync(path, { force: true });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of bodyOf(request)) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const text = message.startsWith('Code: ') ? message : `Code: ${code}. DB::Exception: ${message}. (EMBEDDED)`;
  response.writeHead(status, { 'X-ClickHouse-Exception-Code': code, 'Content-Type': 'text/plain; charset=UTF-8' }).end(text);
}

function report(message: EngineReport): void {
  process.send?.(message);
}

function fail(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  spool?.remove();
  process.send?.({ ready: false, reason } satisfies EngineReport, () => die());
}

/** The exit is hard on purpose: acknowledged rows are in the file system, and nothing may delay it. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function leave(): void {
  try {
    spool?.remove();
  } finally {
    die();
  }
}

process.once('message', (order: EngineOrder) => {
  serve(order).catch(fail);
});
process.on('disconnect', leave);
process.on('SIGTERM', leave);
// A terminal's Ctrl-C reaches the whole group; the parent decides when the engine goes.
process.on('SIGINT', () => {});
