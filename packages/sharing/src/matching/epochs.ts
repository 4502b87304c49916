// SPDX-License-Identifier: Apache-2.0
import { deriveKeys, type Keys } from './operations.ts';
import { type EpochKey, MOST_BATCH, toText } from './messages.ts';
import { type MatchKind, NORMALISATION } from './normalise.ts';

const DAY_MS = 86_400_000;
/** A week: long enough for one exchange with each peer, short enough that old tokens are soon worth nothing. */
export const EPOCH_DAYS = 7;
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** Epoch of a moment, named by the Monday on which it began. */
export function epochAt(now: number): { epoch: string; from: number; until: number } {
  const length = EPOCH_DAYS * DAY_MS;
  const from = Math.floor((now - MONDAY_MS) / length) * length + MONDAY_MS;
  return { epoch: `epoch-${new Date(from).toISOString().slice(0, 10)}`, from, until: from + length };
}

/**
 * A node's keys for one peer, kind and epoch. Every peer has keys of its own, so that two of them cannot put together what
 * they were allowed to ask.
 */
export function epochKeys(seed: Uint8Array, { peer, kind, epoch }: { peer: string; kind: MatchKind; epoch: string }): Keys {
  return deriveKeys(seed, JSON.stringify(['stillwatch/match/v1', peer, kind, epoch]));
}

/** What the peer is told, and pins. */
export function publishEpochKey(
  seed: Uint8Array,
  { peer, kind, now, batchSize = MOST_BATCH }: { peer: string; kind: MatchKind; now: number; batchSize?: number },
): EpochKey {
  const { epoch, from, until } = epochAt(now);
  const { publicKey } = epochKeys(seed, { peer, kind, epoch });
  return {
    protocol: 'match/1',
    kind,
    normalisation: NORMALISATION,
    epoch,
    suite: 'ristretto255-SHA512',
    publicKey: toText(publicKey),
    batchSize,
    validFrom: new Date(from).toISOString(),
    validUntil: new Date(until).toISOString(),
  };
}
