// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorCode } from '@stillwatch/core';
import type { PeerAuth } from '@stillwatch/sharing';
import type { PeerRecord } from './kept.ts';
import type { SharingWorld } from './settings.ts';

/** How this node signs in at a partner. */
export function authOf({ signIn: { kind, user, sealedSecret } }: PeerRecord, world: Pick<SharingWorld, 'dataFolder'>): PeerAuth {
  if (kind === 'none' || sealedSecret === null) return { kind: 'none' };
  const secret = world.dataFolder.nodeKey.open(sealedSecret);
  return kind === 'basic' ? { kind, user: user ?? '', password: secret } : { kind, token: () => secret };
}

export interface PostOptions {
  /** Path below the partner's host, beside its TAXII. */
  readonly path: string;
  readonly body: unknown;
  /** Most milliseconds until the answer is there, and most bytes of it. */
  readonly answerMs: number;
  readonly mostBytes: number;
  /** Code of an answer that is a refusal, or too large. */
  readonly refused: ErrorCode;
}

/**
 * Asks a partner something, signed in as it gave this node credentials for.
 * @throws AppError PEER_UNAVAILABLE, and `refused`
 */
export async function postPeer(world: SharingWorld, peer: PeerRecord, options: PostOptions): Promise<Uint8Array> {
  const { path, body, answerMs, mostBytes, refused } = options;
  const { fetch = globalThis.fetch } = world;
  if (peer.url === null) throw new AppError('PEER_UNAVAILABLE', 'this partner has no address');
  const auth = authOf(peer, world);
  const authorization =
    auth.kind === 'basic'
      ? `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`
      : auth.kind === 'bearer'
        ? `Bearer ${await auth.token()}`
        : null;
  const answer = await fetch(new URL(path, peer.url), {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new AppError('PEER_UNAVAILABLE', 'the partner does not answer', { cause });
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new AppError(refused, `the partner answered ${answer.status}`);
  }
  // What a partner sends is read no further than any honest answer goes.
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    size += (piece as Uint8Array).length;
    if (size > mostBytes) throw new AppError(refused, 'the partner’s answer is too large');
    pieces.push(piece as Uint8Array);
  }
  return Buffer.concat(pieces);
}
