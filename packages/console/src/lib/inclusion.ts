// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';

/** Leaves that a node of the tree stands for, both included. */
export interface Cover {
  readonly from: number;
  readonly to: number;
}

export interface PathStep {
  readonly side: 'left' | 'right';
  /** Leaves below the sibling, and below both together. */
  readonly sibling: Cover;
  readonly result: Cover;
}

/** Siblings of a leaf on its way to the root, from the leaf up (RFC 9162 §2.1.3). @throws RangeError */
export function pathOf(index: number, size: number): PathStep[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} of ${size}`);
  const steps: PathStep[] = [];
  let [from, end] = [0, size];
  while (end - from > 1) {
    const middle = from + largestPowerBelow(end - from);
    const result = { from, to: end - 1 };
    if (index < middle) {
      steps.push({ side: 'right', sibling: { from: middle, to: end - 1 }, result });
      end = middle;
    } else {
      steps.push({ side: 'left', sibling: { from, to: middle - 1 }, result });
      from = middle;
    }
  }
  return steps.toReversed();
}

/** `leaf 7`, `leaves 8–15`. */
export function formatCover({ from, to }: Cover): string {
  return from === to ? `leaf ${from}` : `leaves ${from}–${to}`;
}

/** Sizes exceed 32 bits, so that shifting would not do. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

export interface Recomputed {
  readonly holds: boolean;
  /** Index of the first step that is wrong, -1 for the leaf itself, the number of steps for the root; null where all is right. */
  readonly wrongAt: number | null;
}

/**
 * Computes a leaf's way to the root anew, from the leaf's own bytes: what a node says of its own log is not taken for it.
 * @param digest SHA-256
 */
export async function recompute(
  index: number,
  entry: string,
  inclusion: LogLeafDetail['inclusion'],
  digest: Digest,
): Promise<Recomputed> {
  const { leafHash, size, root, steps } = inclusion;
  let reached = await hashOf(digest, 0, [new TextEncoder().encode(entry)]);
  if (reached !== leafHash) return { holds: false, wrongAt: -1 };
  const path = pathOf(index, size);
  for (const [i, { sibling, side, result }] of steps.entries()) {
    const pair = side === 'left' ? [sibling, reached] : [reached, sibling];
    reached = await hashOf(digest, 1, pair.map(fromHex));
    // The sides are given by index and size alone: others would prove another leaf.
    if (reached !== result || path[i]?.side !== side) return { holds: false, wrongAt: i };
  }
  const holds = reached === root && steps.length === path.length;
  return { holds, wrongAt: holds ? null : steps.length };
}

/** Leaves and inner nodes have different first bytes, so that none can be passed off as the other (RFC 9162 §2.1.1). */
async function hashOf(digest: Digest, prefix: 0 | 1, parts: readonly Uint8Array[]): Promise<string> {
  const bytes = new Uint8Array(1 + parts.reduce((sum, { length }) => sum + length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return Array.from(new Uint8Array(await digest(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
