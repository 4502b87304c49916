// SPDX-License-Identifier: Apache-2.0
/** Requests and answers as the handler sees them, whatever serves HTTP. */

export interface TaxiiRequest {
  readonly method: string;
  /** As in the request line, percent-encoded, without the query. */
  readonly path: string;
  /** What follows `?`, without it. */
  readonly query: string;
  /** Names in lower case; several values of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Read for POST only, and no further than is allowed. */
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;
  /** SHA-256 fingerprint of the client's certificate where the host verified one (mutual TLS). */
  readonly certificate?: string | null;
}

export interface TaxiiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What `authenticate` goes by. */
export interface Credentials {
  readonly headers: TaxiiRequest['headers'];
  readonly certificate: string | null;
}

const encoder = new TextEncoder();

export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Longest `Authorization` that is looked at. */
const LONGEST = 8_192;

/** User and password of HTTP Basic (RFC 7617), in UTF-8; null where there are none. */
export function basicCredentials(headers: TaxiiRequest['headers']): { user: string; password: string } | null {
  const token = tokenOf(headers, 'basic');
  if (token === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(token)) return null;
  const text = Buffer.from(token, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The token of RFC 6750; null where there is none. */
export function bearerToken(headers: TaxiiRequest['headers']): string | null {
  const token = tokenOf(headers, 'bearer');
  return token !== null && /^[A-Za-z0-9._~+/-]+=*$/.test(token) ? token : null;
}

function tokenOf(headers: TaxiiRequest['headers'], scheme: string): string | null {
  const value = headers['authorization'];
  if (value === undefined || value.length > LONGEST) return null;
  const space = value.indexOf(' ');
  return space > 0 && value.slice(0, space).toLowerCase() === scheme ? value.slice(space + 1).trim() : null;
}
