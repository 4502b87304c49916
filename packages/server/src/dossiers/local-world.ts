// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalWitness } from '@stillwatch/accountability';
import { makeLocalAuthority } from './local-authority.ts';

/** Witnesses and, where openssl can, a time-stamp authority, all in this process and reached by `fetch` as if they were elsewhere. */
export interface LocalWorld {
  /** Settings of a node, as its configuration has them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Certificate of the authority's root in PEM; null without one. */
  readonly tsaRoot: string | null;
  readonly fetch: typeof globalThis.fetch;
  /** Which log the witnesses know, by its verifier key. */
  witness(logKey: string): void;
  close(): Promise<void>;
}

const NAMES = ['witness-1', 'witness-2'];

/** @param folder for what witnesses and authority keep. */
export function makeLocalWorld(folder: string, clock: { now(): number }): LocalWorld {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const witnesses = NAMES.map((name) => ({
    name,
    desk: openLocalWitness(join(folder, name), { name: `${name}.invalid`, seed: randomBytes(32), clock }),
  }));
  const authority = makeLocalAuthority(folder);
  const roots = join(folder, 'tsa-root.pem');
  if (authority !== null) writeFileSync(roots, authority.root);
  return {
    settings: {
      log: {
        witnesses: witnesses.map(({ name, desk }) => ({ name, key: desk.key, url: `https://${name}.invalid` })),
        quorum: NAMES.length,
        ...(authority === null ? {} : { timestampAuthority: { url: 'https://tsa.invalid', roots } }),
      },
    },
    tsaRoot: authority?.root ?? null,
    witness(key) {
      for (const { desk } of witnesses) desk.watch(key);
    },
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const request = new Request(url, init);
      const found = witnesses.find(({ name }) => url.host === `${name}.invalid`);
      if (found !== undefined && url.pathname === '/add-checkpoint') {
        const { status, contentType, body } = await found.desk.addCheckpoint(await request.text());
        return new Response(body, { status, headers: { 'content-type': contentType } });
      }
      if (authority === null || url.host !== 'tsa.invalid') return new Response(null, { status: 404 });
      const answer = authority.answer(new Uint8Array(await request.arrayBuffer()));
      return new Response(Buffer.from(answer), { headers: { 'content-type': 'application/timestamp-reply' } });
    },
    async close() {
      for (const { desk } of witnesses) await desk.close();
    },
  };
}
