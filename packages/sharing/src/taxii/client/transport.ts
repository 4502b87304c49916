// SPDX-License-Identifier: Apache-2.0
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** One request to a peer. */
export interface PeerRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly signal: AbortSignal;
}

/** What came back; the body is not read yet. */
export interface PeerResponse {
  readonly status: number;
  header(name: string): string | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of a body that is not read to its end. */
  close(): void;
}

export type Transport = (request: PeerRequest) => Promise<PeerResponse>;

/** PEM of the client's certificate for mutual TLS, and of the authority that the server is checked against. */
export interface PeerTls {
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly ca?: string;
}

/** Over `node:http` and `node:https`: no redirects, no cookies, nothing decoded. */
export function nodeTransport(tls: PeerTls = {}): Transport {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true, ...tls });
  return ({ url, method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const length = body === null ? {} : { 'content-length': String(body.length) };
      const options = { method, headers: { ...headers, ...length }, signal, agent: url.protocol === 'https:' ? https : http };
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = send(url, options, (message) => resolve(toResponse(message)));
      request.on('error', reject);
      request.end(body ?? undefined);
    });
}

function toResponse(message: IncomingMessage): PeerResponse {
  return {
    status: message.statusCode ?? 0,
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? value.join(', ') : (value ?? null);
    },
    body: message as AsyncIterable<Uint8Array>,
    close: () => message.destroy(),
  };
}

/** Over a `fetch`, such as one that goes through a proxy. */
export function fetchTransport(fetch: typeof globalThis.fetch): Transport {
  return async ({ url, method, headers, body, signal }) => {
    const response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body === null ? {} : { body: Buffer.from(body) }),
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      body: (response.body ?? emptyBody()) as AsyncIterable<Uint8Array>,
      // A body that is being read is let go of by its reader.
      close: () => void response.body?.cancel().catch(() => {}),
    };
  };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
