// SPDX-License-Identifier: Apache-2.0
/**
 * Not a node: a fixture that shows the built console over what the real detector finds in simulated traffic.
 *
 *     node packages/console/preview.fixture.ts [--port 4781] [--report report.json --logs folder] [--big] [--role admin] [--log well] [--sharing well]
 *
 * Every answer is parsed by the contract before it is sent, so that the console is never shown what a node could not say.
 * `--big` copies the first campaign's accounts to 5,000. `--log` is well, alone, behind, alarm or empty,
 * `--sharing` well, empty or down.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync, existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { API, type OperationId } from '@stillwatch/core/api';
import { answerPreview } from './preview/answers.fixture.ts';
import { loadPreview } from './preview/data.fixture.ts';
import { PreviewProblem } from './preview/problem.fixture.ts';
import type { PreviewRequest } from './preview/shapes.fixture.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4781' },
    report: { type: 'string' },
    logs: { type: 'string' },
    big: { type: 'boolean', default: false },
    role: { type: 'string', default: 'all' },
    log: { type: 'string', default: 'well' },
    sharing: { type: 'string', default: 'well' },
  },
});

const DIST = join(import.meta.dirname, 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const data = await loadPreview({ ...values, big: values.big });

const routes = (Object.keys(API) as OperationId[]).map((id) => {
  const { method, path } = API[id];
  return { id, method, pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) };
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://preview');
  // As strict as a node's own policy, so that what breaks it is seen here.
  response.setHeader(
    'content-security-policy',
    "default-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'",
  );
  if (!url.pathname.startsWith('/v1') && url.pathname !== '/readyz') return serve(url.pathname, response);
  if (url.pathname === '/v1/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    return;
  }
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(url.pathname));
  try {
    if (route === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is nothing at this address', url.pathname);
    const operation = API[route.id];
    const groups = route.pattern.exec(url.pathname)?.groups ?? {};
    const asked: PreviewRequest = {
      id: route.id,
      params: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)])),
      query: operation.query.parse(Object.fromEntries(url.searchParams)) as Record<string, string>,
      body: (await readBody(request)) as Record<string, unknown> | null,
      ifMatch: request.headers['if-match'] ?? null,
    };
    const { access } = operation;
    if (access !== 'public' && access !== 'session' && !data.permissions.includes(access)) {
      throw new PreviewProblem(403, 'FORBIDDEN', 'This is not for your role', `It needs the permission ${access}.`);
    }
    const found = operation.response.parse(answerPreview(data, asked));
    if ('media' in operation) {
      response.writeHead(200, { 'content-type': operation.media });
      response.end(found);
      return;
    }
    response.writeHead(operation.status, { 'content-type': 'application/json' });
    response.end(found === null ? '' : JSON.stringify(found));
  } catch (error) {
    const problem =
      error instanceof PreviewProblem
        ? error
        : new PreviewProblem(500, 'INTERNAL', 'The preview does not answer this', String(error));
    if (problem.status === 500) process.stderr.write(`${request.method} ${request.url}: ${String(error)}\n`);
    response.writeHead(problem.status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(problem.toJson()));
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString('utf8');
  // A file that is taken in as bytes may be anything.
  return text === '' || !(request.headers['content-type'] ?? '').includes('json') ? null : JSON.parse(text);
}

function serve(path: string, response: ServerResponse): void {
  const file = join(DIST, path);
  // A page's address is none of a file's: the console reads it.
  const found = extname(path) !== '' && file.startsWith(DIST) && existsSync(file) ? file : join(DIST, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream' });
  response.end(readFileSync(found));
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}).listen(Number(values.port), '127.0.0.1', () => {
  process.stdout.write(`Preview (no node): http://127.0.0.1:${values.port}\n`);
});
