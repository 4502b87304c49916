// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Taxii } from './create-taxii.ts';
import type { TaxiiRequest } from './http.ts';

/** How long what is left of a refused body is let in, so that the client gets to read why. */
const DRAIN_MS = 3_000;

/** Answers one request of `node:http`, or of what is built on it. Never rejects. */
export async function answerNode(taxii: Taxii, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await taxii.handle(toRequest(message));
  if (response.destroyed) return;
  // A body that was not read to its end makes the connection useless for another request.
  const unread = !message.complete && hasBody(message);
  response.writeHead(status, unread ? { ...headers, connection: 'close' } : headers);
  response.end(message.method === 'HEAD' ? undefined : body);
  if (!unread) return;
  message.on('error', () => {});
  message.resume();
  const timeout = setTimeout(() => message.destroy(), DRAIN_MS);
  message.once('close', () => clearTimeout(timeout));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function toRequest(message: IncomingMessage): TaxiiRequest {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body: message.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    certificate: fingerprintOf(message),
  };
}

/** Of a certificate that TLS has verified; null for none. */
function fingerprintOf({ socket }: IncomingMessage): string | null {
  const secure = socket as Partial<TLSSocket>;
  if (secure.authorized !== true || secure.getPeerCertificate === undefined) return null;
  return secure.getPeerCertificate().fingerprint256 ?? null;
}

/** PEM. With an authority, clients are asked for certificates; `authenticate` gets the fingerprints of those it vouches for. */
export interface HostTls {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
}

/** A small host: nothing but TAXII, for tests, benchmarks and nodes that serve nothing else. */
export function createTaxiiServer(taxii: Taxii, tls?: HostTls): Server {
  const options = { requestTimeout: 120_000, headersTimeout: 30_000 };
  const listener = (message: IncomingMessage, response: ServerResponse): void => void answerNode(taxii, message, response);
  if (tls === undefined) return createServer(options, listener);
  // Whoever has no certificate may still say otherwise who it is.
  return createTlsServer({ ...options, ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: false }, listener);
}

/** The part of Fastify that is used; its instances fit. */
export interface FastifyLike {
  route(options: {
    method: string[];
    url: string;
    handler: (request: { raw: IncomingMessage }, reply: { raw: ServerResponse; hijack(): unknown }) => Promise<void>;
  }): unknown;
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
}

/**
 * Mounts TAXII in a Fastify instance of its own (`app.register`), because bodies must come through unread.
 * @param urls what it answers, such as `/taxii2/` and `/taxii2/*`
 */
export function mountTaxii(app: FastifyLike, taxii: Taxii, urls: readonly string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  for (const url of urls) {
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      handler: async ({ raw: message }, reply) => {
        reply.hijack();
        await answerNode(taxii, message, reply.raw);
      },
    });
  }
}
