// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toHex } from './encoding.ts';
import { flipBit } from './flip-bit.fixture.ts';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  memoryReader,
  rootOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const KNOWN_LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => new Uint8Array(Buffer.from(hex, 'hex')),
);
const KNOWN_ROOTS: readonly (readonly [number, string])[] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

const hashes = KNOWN_LEAVES.map(leafHash);
const known = memoryReader(hashes);
const ends = (proof: readonly Uint8Array[]): string[] => proof.map(toHex).map((hex) => `${hex.slice(0, 8)}…${hex.slice(-4)}`);

describe('known answers of RFC 6962 trees', () => {
  it.each(KNOWN_ROOTS)('root of the first %i leaves', (size, root) => {
    expect(toHex(rootOf(KNOWN_LEAVES.slice(0, size)))).toBe(root);
    expect(toHex(treeRoot(known, size))).toBe(root);
  });

  it('path of leaf 5 in the tree of 7, and from the tree of 6 to that of 8', () => {
    expect(ends(inclusionProof(known, 5, 7))).toEqual(['bc1a0643…9e6b', 'b08693ec…1a5f', 'd37ee418…14b7']);
    expect(ends(consistencyProof(known, 6, 8))).toEqual(['0ebc5d34…ef6a', 'ca854ea1…0ae0', 'd37ee418…14b7']);
  });
});

/** A tree of up to 600 leaves, enough for three tiles. */
const leaves = Array.from({ length: 600 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const read = memoryReader(leaves);

describe('proofs', () => {
  const sized = fc.integer({ min: 1, max: leaves.length });

  it('verify for any leaf of any size, and not for any other leaf, index or size', () => {
    fc.assert(
      fc.property(sized, fc.nat(), fc.nat(), (size, pick, other) => {
        const index = pick % size;
        const claim = {
          index,
          size,
          leaf: leaves[index]!,
          proof: inclusionProof(read, index, size),
          root: treeRoot(read, size),
        };
        expect(verifyInclusion(claim)).toBe(true);
        const another = other % size;
        if (another !== index) {
          expect(verifyInclusion({ ...claim, index: another })).toBe(false);
          expect(verifyInclusion({ ...claim, leaf: leaves[another]! })).toBe(false);
        }
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, leaves[0]!] })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false);
      }),
    );
  });

  it('verify between any two sizes, and not between others', () => {
    fc.assert(
      fc.property(sized, sized, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const claim = {
          from,
          to,
          fromRoot: treeRoot(read, from),
          toRoot: treeRoot(read, to),
          proof: consistencyProof(read, from, to),
        };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, leaves[0]!] })).toBe(false);
        if (from === to) return;
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false);
        expect(verifyConsistency({ ...claim, fromRoot: claim.toRoot })).toBe(false);
        expect(verifyConsistency({ ...claim, toRoot: claim.fromRoot })).toBe(false);
      }),
    );
  });

  it('fail for any single bit that changes in proof, leaf or root', () => {
    fc.assert(
      fc.property(sized, sized, fc.nat(), (a, b, pick) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const index = pick % to;
        const path = inclusionProof(read, index, to);
        const steps = consistencyProof(read, from, to);
        const root = treeRoot(read, to);
        const oldRoot = treeRoot(read, from);
        for (let at = 0; at < path.length; at++) {
          const proof = path.with(at, flipBit(path[at]!, pick % 256));
          expect(verifyInclusion({ index, size: to, leaf: leaves[index]!, proof, root })).toBe(false);
        }
        for (let at = 0; at < steps.length; at++) {
          const proof = steps.with(at, flipBit(steps[at]!, pick % 256));
          expect(verifyConsistency({ from, to, fromRoot: oldRoot, toRoot: root, proof })).toBe(false);
        }
        const flipped = flipBit(root, pick % 256);
        expect(verifyInclusion({ index, size: to, leaf: leaves[index]!, proof: path, root: flipped })).toBe(false);
        expect(verifyInclusion({ index, size: to, leaf: flipBit(leaves[index]!, pick % 256), proof: path, root })).toBe(false);
        expect(verifyConsistency({ from, to, fromRoot: oldRoot, toRoot: flipped, proof: steps })).toBe(false);
        const bentOld = flipBit(oldRoot, pick % 256);
        expect(verifyConsistency({ from, to, fromRoot: bentOld, toRoot: root, proof: steps })).toBe(false);
      }),
    );
  });

  it('start from the empty tree without a proof', () => {
    const claim = { from: 0, to: 5, fromRoot: EMPTY_ROOT, toRoot: treeRoot(read, 5), proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, proof: [leaves[0]!] })).toBe(false);
    expect(verifyConsistency({ ...claim, fromRoot: claim.toRoot })).toBe(false);
    expect(consistencyProof(read, 0, 5)).toEqual([]);
  });

  it('hold for sizes beyond 32 bits', () => {
    // A tree whose complete subtrees are all made of one leaf, so that any of its hashes is known without storing it.
    const uniform: Uint8Array[] = [leafHash(Buffer.from('same'))];
    const wide = (level: number): Uint8Array => (uniform[level] ??= memoryReader([wide(level - 1), wide(level - 1)])(1, 0));
    for (const size of [2 ** 31 + 1, 2 ** 40 + 12_345, 2 ** 52 + 3]) {
      const root = treeRoot(wide, size);
      for (const index of [0, 2 ** 31, size - 1]) {
        const proof = inclusionProof(wide, index, size);
        expect(verifyInclusion({ index, size, leaf: uniform[0]!, proof, root })).toBe(true);
      }
      const from = 2 ** 31 - 5;
      const proof = consistencyProof(wide, from, size);
      expect(verifyConsistency({ from, to: size, fromRoot: treeRoot(wide, from), toRoot: root, proof })).toBe(true);
    }
  });

  it('are refused for leaves and sizes that are not there', () => {
    expect(() => inclusionProof(read, 5, 5)).toThrow(RangeError);
    expect(() => inclusionProof(read, -1, 5)).toThrow(RangeError);
    expect(() => inclusionProof(read, 0.5, 5)).toThrow(RangeError);
    expect(() => consistencyProof(read, 6, 5)).toThrow(RangeError);
    expect(() => consistencyProof(read, -1, 5)).toThrow(RangeError);
    const root = treeRoot(read, 1);
    for (const [index, size] of [
      [1, 1],
      [-1, 1],
      [0, 0],
      [0, 1.5],
      [Number.NaN, 1],
    ] as const) {
      expect(verifyInclusion({ index, size, leaf: leaves[0]!, proof: [], root })).toBe(false);
    }
    expect(verifyInclusion({ index: 0, size: 1, leaf: leaves[0]!.subarray(1), proof: [], root })).toBe(false);
    for (const [from, to] of [
      [2, 1],
      [-1, 1],
      [0.5, 1],
      [1, Number.NaN],
    ] as const) {
      expect(verifyConsistency({ from, to, fromRoot: root, toRoot: root, proof: [] })).toBe(false);
    }
  });
});

it('base64 has one spelling', () => {
  expect(fromBase64('AA==')).toEqual(new Uint8Array(1));
  for (const text of ['AB==', 'AA', 'AA=', 'A A==', '_w==', 'AA==\n'])
    expect(() => fromBase64(text)).toThrowWithCode('LOG_INVALID');
});
