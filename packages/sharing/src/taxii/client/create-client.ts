// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@stillwatch/core';
import { hostile } from './answer.ts';
import { PEER_LIMITS, type PeerClock, type PeerLimits } from './limits.ts';
import { pull, type PullOptions, type PullProgress } from './pull.ts';
import { push, type PushOptions, type PushProgress } from './push.ts';
import { type PeerCollection, type PeerRoot, readResource } from './resources.ts';
import { expectSuccess, type PeerAuth, send, type Session } from './session.ts';
import { fetchTransport, nodeTransport, type PeerTls } from './transport.ts';

export interface TaxiiClientOptions {
  /** URL of the discovery, or of anything else of the server. */
  readonly url: string;
  readonly auth?: PeerAuth;
  /** For mutual TLS, and for servers with an authority of their own. */
  readonly tls?: PeerTls;
  /** In place of Node's own HTTP; then `tls` is for it to see to. */
  readonly fetch?: typeof globalThis.fetch;
  /** Origins besides that of `url` that may be asked, with the same credentials. */
  readonly origins?: readonly string[];
  readonly limits?: Partial<PeerLimits>;
  readonly clock?: PeerClock;
  readonly random?: () => number;
  readonly onWait?: Session['onWait'];
}

/** Discovery as a client needs it: absolute URLs. */
export interface PeerDiscovery {
  readonly title: string | null;
  readonly default: string | null;
  readonly apiRoots: readonly string[];
}

/** A client of any TAXII 2.1 server. All methods throw AppError PEER_UNAVAILABLE, PEER_HOSTILE, TAXII_FAILED. */
export interface TaxiiClient {
  discovery(): Promise<PeerDiscovery>;
  root(root: string): Promise<PeerRoot>;
  collections(root: string): Promise<readonly PeerCollection[]>;
  collection(root: string, idOrAlias: string): Promise<PeerCollection>;
  /** All versions of an object; none where there is no such object. */
  versions(root: string, collection: string, id: string): Promise<readonly string[]>;
  /** Deletes versions of an object: the last, or as `match[version]` says. False where there was nothing. */
  remove(root: string, collection: string, id: string, versions?: readonly string[]): Promise<boolean>;
  pull(options: PullOptions): Promise<PullProgress>;
  push(options: PushOptions): Promise<PushProgress>;
}

/** @throws AppError CONFIG_INVALID for a URL that is none of HTTP */
export function createTaxiiClient(options: TaxiiClientOptions): TaxiiClient {
  const base = URL.canParse(options.url) ? new URL(options.url) : null;
  if (base === null || !/^https?:$/.test(base.protocol)) {
    throw new AppError('CONFIG_INVALID', 'the URL of the TAXII server is none', { hint: 'Write https://host/taxii2/.' });
  }
  const session: Session = {
    transport: options.fetch === undefined ? nodeTransport(options.tls) : fetchTransport(options.fetch),
    auth: options.auth ?? { kind: 'none' },
    limits: { ...PEER_LIMITS, ...options.limits },
    clock: options.clock ?? {
      now: Date.now,
      sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    },
    random: options.random ?? Math.random,
    origins: new Set([base.origin, ...(options.origins ?? [])]),
    ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
  };
  const get = async (url: URL): Promise<unknown> => expectSuccess(await send(session, { url })).value;
  return {
    async discovery() {
      const { title, default: chosen, api_roots } = readResource('discovery', await get(base));
      const absolute = (url: string): string[] => (URL.canParse(url, base.href) ? [new URL(url, base.href).href] : []);
      return {
        title: title ?? null,
        default: absolute(chosen ?? '\0')[0] ?? null,
        apiRoots: (api_roots ?? []).flatMap(absolute),
      };
    },
    async root(root) {
      return readResource('root', await get(below(root)));
    },
    async collections(root) {
      return readResource('collections', await get(below(root, 'collections'))).collections ?? [];
    },
    async collection(root, idOrAlias) {
      return readResource('collection', await get(below(root, 'collections', idOrAlias)));
    },
    versions: (root, collection, id) => versionsOf(session, below(root, 'collections', collection, 'objects', id, 'versions')),
    async remove(root, collection, id, versions) {
      const url = below(root, 'collections', collection, 'objects', id);
      if (versions !== undefined) url.searchParams.set('match[version]', versions.join(','));
      const answer = await send(session, { url, method: 'DELETE' });
      return answer.status === 404 ? false : expectSuccess(answer).status < 300;
    },
    pull: (wanted) => pull(session, below(wanted.root, 'collections', wanted.collection, 'objects'), wanted),
    async push(wanted) {
      const { max_content_length } = readResource('root', await get(below(wanted.root)));
      const urls = {
        objects: below(wanted.root, 'collections', wanted.collection, 'objects'),
        status: (id: string) => below(wanted.root, 'status', id),
      };
      return push(session, urls, wanted, max_content_length ?? null);
    },
  };
}

/** A URL below an API root. @throws AppError TAXII_FAILED */
function below(root: string, ...segments: readonly string[]): URL {
  if (!URL.canParse(root)) throw new AppError('TAXII_FAILED', 'the URL of an API root is none');
  const url = new URL(root);
  url.search = '';
  url.pathname = `${[url.pathname.replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/')}/`;
  return url;
}

async function versionsOf(session: Session, url: URL): Promise<string[]> {
  const found: string[] = [];
  const words = new Set<string>();
  for (;;) {
    const answer = await send(session, { url });
    if (answer.status === 404) return found;
    const { versions, more, next } = readResource('versions', expectSuccess(answer).value);
    found.push(...(versions ?? []));
    if (more !== true) return found;
    if (next === null || next === undefined || words.has(next) || words.size >= session.limits.pages) {
      throw hostile('says that there is more, but does not give it');
    }
    words.add(next);
    url.searchParams.set('next', next);
  }
}
