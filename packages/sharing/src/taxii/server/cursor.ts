// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import type { Filters } from './filters.ts';
import { Refusal } from './refusal.ts';

/**
 * `next` (TAXII 2.1 §3.5) holds where a page ended and nothing is kept on the server: any node that has the key goes on
 * from there. Layout: `added` and `seq`, eight bytes each, then 16 bytes of HMAC-SHA-256 over these and what the page was
 * of. The limit is not in it: a client may take smaller or larger pages as it goes.
 */
export interface Cursors {
  write(scope: CursorScope, place: Place): string;
  /** @throws Refusal 400 for what was not written for this scope. */
  read(scope: CursorScope, next: string): Place;
}

interface Place {
  readonly added: number;
  readonly seq: number;
}

/** What a page is of. */
export interface CursorScope {
  /** Endpoint, collection and, where it is of one, object. */
  readonly path: readonly string[];
  readonly filters: Filters;
}

const PLACE_BYTES = 16;
const MAC_BYTES = 16;

/** @param key at least 32 bytes, the same on all nodes of one server */
export function cursors(key: Uint8Array): Cursors {
  if (key.length < 32) throw new TypeError('a key for cursors has at least 32 bytes');
  const mac = (scope: CursorScope, place: Uint8Array): Buffer =>
    createHmac('sha256', key)
      .update('stillwatch taxii next 1\0')
      .update(place)
      .update(digestible(scope))
      .digest()
      .subarray(0, MAC_BYTES);
  return {
    write(scope, { added, seq }) {
      const place = Buffer.alloc(PLACE_BYTES);
      place.writeBigInt64BE(BigInt(added));
      place.writeBigInt64BE(BigInt(seq), 8);
      return Buffer.concat([place, mac(scope, place)]).toString('base64url');
    },
    read(scope, next) {
      const bytes = Buffer.from(next, 'base64url');
      const place = bytes.subarray(0, PLACE_BYTES);
      const whole = bytes.length === PLACE_BYTES + MAC_BYTES && bytes.toString('base64url') === next;
      if (!whole || !timingSafeEqual(bytes.subarray(PLACE_BYTES), mac(scope, place))) {
        throw new Refusal(400, 'The value of next was not given for these parameters.', { details: { parameter: 'next' } });
      }
      return { added: Number(place.readBigInt64BE()), seq: Number(place.readBigInt64BE(8)) };
    },
  };
}

function digestible({ path, filters: { addedAfter, ids, types, specs, versions } }: CursorScope): string {
  const sorted = (values: readonly string[] | null): string[] | null => (values === null ? null : [...values].sort());
  const match = versions === 'all' ? versions : { ...versions, exact: sorted(versions.exact) };
  return canonicalJson([path, addedAfter, sorted(ids), sorted(types), sorted(specs), match]);
}
