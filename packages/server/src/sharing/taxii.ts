// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from 'node:crypto';
import { basicCredentials, bearerToken, createTaxii, type Credentials, type Taxii } from '@stillwatch/sharing';
import { peerMayRead } from './audience.ts';
import type { PeerRecord } from './kept.ts';
import type { SharingWorld } from './settings.ts';

/** How often it is written down that a partner was here. Milliseconds. */
const SEEN_EVERY = 60_000;

/** All that is kept of a partner's secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Tells which partner asks. */
export type Recognise = (credentials: Credentials) => Promise<PeerRecord | null>;

export function recogniser({ records, clock, onTrouble }: SharingWorld): Recognise {
  return async ({ headers }) => {
    const basic = basicCredentials(headers);
    const token = bearerToken(headers);
    const [user, secret] = basic === null ? splitToken(token) : [basic.user, basic.password];
    if (user === '' || secret === '') return null;
    const found = await records.sharing.peerByUser(user);
    const given = Buffer.from(hashSecret(secret), 'hex');
    if (found === null || !timingSafeEqual(given, Buffer.from(found.hash, 'hex'))) return null;
    const standing = await records.sharing.standing(found.peer.id);
    const now = clock.now();
    if (now - (standing.lastSeen ?? -Infinity) > SEEN_EVERY) {
      await records.sharing
        .setStanding(found.peer.id, { ...standing, lastSeen: now })
        .catch(() => onTrouble('RECORDS_UNAVAILABLE'));
    }
    return found.peer;
  };
}

/** A bearer sends user and secret in one, with a dot between them; Basic sends them apart. */
function splitToken(token: string | null): [string, string] {
  const dot = token?.indexOf('.') ?? -1;
  return token === null || dot < 1 ? ['', ''] : [token.slice(0, dot), token.slice(dot + 1)];
}

/** The node's TAXII server: partners read what is meant for them, and write nothing. */
export function createNodeTaxii(world: SharingWorld, recognise: Recognise, publicUrl: string | null): Taxii {
  const { collections, identity, clock, onTrouble } = world;
  /** Of the request that is being answered: labels are judged without waiting. */
  const peers = new Map<string, PeerRecord>();
  return createTaxii({
    store: collections.store,
    clock,
    cursorKey: identity.cursorKey,
    rootPrefix: '/taxii2',
    ...(publicUrl === null ? {} : { publicUrl: publicUrl.replace(/\/+$/, '') }),
    async authenticate(credentials) {
      const peer = await recognise(credentials);
      if (peer === null) return null;
      peers.set(peer.id, peer);
      return { id: peer.id };
    },
    authorise: async () => ({ read: true, write: false }),
    validate: () => ({ ok: false, message: 'nothing is taken in here' }),
    labelOf: () => '',
    isVisible(principal, { label }) {
      const peer = peers.get(principal.id);
      return peer !== undefined && peerMayRead(label, peer);
    },
    onError: () => onTrouble('INTERNAL'),
  });
}
