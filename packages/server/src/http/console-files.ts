// SPDX-License-Identifier: Apache-2.0
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { hasConsole } from './parts-status.ts';

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Stillwatch</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Stillwatch is running</h1>
<p>Its console was not built, so there is nothing to look at here. Everything else works: the API answers below
<code>/v1</code> and describes itself at <a href="/v1/openapi.json">/v1/openapi.json</a>.</p>
<p>To have the console, run <code>npm run build:console</code> in the folder of Stillwatch and start it again.</p>
</body>
</html>
`;

/** Files below this folder have a digest in their names: they never change. */
const HASHED = /[\\/]assets[\\/]/;

/** Serves the built console (`x.br` or `x.gz` beside `x` to who takes them), or a page that says that there is none. */
export async function registerConsole(app: FastifyInstance, folder: string | null): Promise<void> {
  if (!hasConsole(folder)) {
    app.get(
      '/',
      async (_request, reply) => await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(NOT_BUILT),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    dotfiles: 'ignore',
    preCompressed: true,
    setHeaders(reply, path) {
      reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Whether an unknown address is one of the console's own pages, which `index.html` shows. */
export function isConsolePage(method: string, url: string, accept: string | undefined): boolean {
  const path = url.split('?')[0]!;
  return method === 'GET' && !path.startsWith('/v1/') && !path.startsWith('/assets/') && (accept ?? '').includes('text/html');
}
