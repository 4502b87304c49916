// SPDX-License-Identifier: Apache-2.0
/**
 * Merkle trees of RFC 6962 §2.1 over SHA-256. Sizes and indexes are plain numbers up to 2^53 - 1 and only ever meet
 * arithmetic: the bitwise operators would cut them to 32 bits.
 */
import { hash } from 'node:crypto';
import { equalBytes } from './encoding.ts';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Hash of the complete subtree over the leaves `[index * 2^level, (index + 1) * 2^level)`. */
export type HashReader = (level: number, index: number) => Uint8Array;

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** SHA-256(0x00 ‖ entry) */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(entry.length + 1);
  bytes[0] = 0;
  bytes.set(entry, 1);
  return sha256(bytes);
}

const pair = Buffer.alloc(2 * HASH_BYTES + 1, 1);

/** SHA-256(0x01 ‖ left ‖ right) */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

/** Root of the tree without leaves. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** Level of the largest complete subtree that is smaller than `size` (its leaves are 2^level); size ≥ 2. */
function splitLevel(size: number): number {
  let level = 0;
  for (let leaves = 2; leaves < size; leaves *= 2) level++;
  return level;
}

/**
 * Root over the leaves `[start, end)`, where `start` is a multiple of the largest power of two not above `end - start`,
 * as it is for every node of a tree.
 */
function rangeRoot(read: HashReader, start: number, end: number): Uint8Array {
  const size = end - start;
  if (size === 1) return read(0, start);
  const level = splitLevel(size);
  const leaves = 2 ** level;
  if (leaves * 2 === size) return read(level + 1, start / size);
  return nodeHash(read(level, start / leaves), rangeRoot(read, start + leaves, end));
}

/** Root of the tree of the first `size` leaves. */
export function treeRoot(read: HashReader, size: number): Uint8Array {
  return size === 0 ? EMPTY_ROOT : rangeRoot(read, 0, size);
}

/** Root over all of these entries (not hashes). */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  return treeRoot(memoryReader(leaves.map(leafHash)), leaves.length);
}

/** A reader over leaf hashes in memory, for small trees. */
export function memoryReader(leafHashes: readonly Uint8Array[]): HashReader {
  const levels: Uint8Array[][] = [[...leafHashes]];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    levels.push(Array.from({ length: half(below.length) }, (_, i) => nodeHash(below[2 * i]!, below[2 * i + 1]!)));
  }
  return (level, index) => {
    const found = levels[level]?.[index];
    if (found === undefined) throw new RangeError(`no complete subtree ${index} at level ${level}`);
    return found;
  };
}

/**
 * Audit path of RFC 6962 §2.1.1: hashes from the leaf's sibling to the root's child.
 * @throws RangeError unless 0 ≤ index < size
 */
export function inclusionProof(read: HashReader, index: number, size: number): Uint8Array[] {
  if (!Number.isSafeInteger(index) || !(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} of ${size}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + 2 ** splitLevel(end - start);
    if (index < middle) {
      path.push(rangeRoot(read, middle, end));
      end = middle;
    } else {
      path.push(rangeRoot(read, start, middle));
      start = middle;
    }
  }
  return path.toReversed();
}

/**
 * Consistency proof of RFC 6962 §2.1.2; empty when `from` is 0 or equals `to`.
 * @throws RangeError unless 0 ≤ from ≤ to
 */
export function consistencyProof(read: HashReader, from: number, to: number): Uint8Array[] {
  if (!Number.isSafeInteger(from) || !(from >= 0 && from <= to)) throw new RangeError(`no sizes ${from} to ${to}`);
  if (from === 0 || from === to) return [];
  const path: Uint8Array[] = [];
  let [start, end] = [0, to];
  while (from < end) {
    const middle = start + 2 ** splitLevel(end - start);
    if (from <= middle) {
      path.push(rangeRoot(read, middle, end));
      end = middle;
    } else {
      path.push(rangeRoot(read, start, middle));
      start = middle;
    }
  }
  // What is left is a complete subtree of the old tree; its hash is known to the verifier only if it is the old tree.
  if (start > 0) path.push(rangeRoot(read, start, end));
  return path.toReversed();
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  /** The leaf's hash, not its entry. */
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;

/** RFC 9162 §2.1.3.2. False for missing and for leftover hashes too. */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let [node, last, hashed] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hashed = nodeHash(sibling, hashed);
      while (node !== 0 && !isOdd(node)) [node, last] = [half(node), half(last)];
    } else {
      hashed = nodeHash(hashed, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hashed, root);
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162 §2.1.4.2. From the empty tree everything follows, by an empty proof. */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) return false;
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false;
  if (from === 0 && !equalBytes(fromRoot, EMPTY_ROOT)) return false;
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot);
  if (from === 0) return proof.length === 0;
  let [node, last] = [from - 1, to - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A complete old tree is a node of the new one, so that its root is where the path starts.
  const path = node === 0 ? [fromRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [old, young] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      old = nodeHash(sibling, old);
      young = nodeHash(sibling, young);
      while (node !== 0 && !isOdd(node)) [node, last] = [half(node), half(last)];
    } else {
      young = nodeHash(young, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(old, fromRoot) && equalBytes(young, toRoot);
}
