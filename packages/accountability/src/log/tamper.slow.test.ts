// SPDX-License-Identifier: Apache-2.0
/**
 * Every single bit of a log of a thousand leaves. What a bit can reach is checked again, and not the whole log for each:
 * the frame that it is in, the entry and its place in the tree, the hash and the path above it, the whole of a signed note.
 */
import { beforeAll, expect, it } from 'vitest';
import { equalBytes, toBase64 } from './encoding.ts';
import { flippedTexts } from './flip-bit.fixture.ts';
import { decodeFrame, FRAME_HEADER_BYTES, readFrameHeader } from './frame.ts';
import type { TransparencyLog } from './transparency-log.ts';
import type { MemoryDisk } from './memory-disk.fixture.ts';
import { leafHash, nodeHash, treeRoot, verifyInclusion, type HashReader } from './merkle.ts';
import { verifyCheckpoint, verifyProof } from './proof.ts';
import { fileOf, leafEntry, LEAVES, policy, spread, thousandLeaves } from './tamper.fixture.ts';
import { decodeEntries, TILE_HEIGHT, TILE_WIDTH, tilePath } from './tiles.ts';

let disk: MemoryDisk;
let log: TransparencyLog;
let note: string;
let root: Uint8Array;
beforeAll(async () => {
  ({ disk, log, note } = await thousandLeaves());
  root = log.root();
});

/** Each bit of these bytes in turn: changed while the caller looks at it. @returns how many there were */
function everyBit(bytes: Uint8Array, isCaught: (bit: number) => boolean): number {
  const missed: number[] = [];
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const [at, mask] = [Math.floor(bit / 8), 0x80 >> (bit % 8)];
    bytes[at]! ^= mask;
    if (!isCaught(bit)) missed.push(bit);
    bytes[at]! ^= mask;
  }
  expect(missed).toEqual([]);
  return bytes.length * 8;
}

/** Hashes of the tree, from entries. */
function hashesOf(entries: readonly Uint8Array[]): Uint8Array[][] {
  const levels = [entries.map((entry) => new Uint8Array(leafHash(entry)))];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    levels.push(
      Array.from({ length: Math.floor(below.length / 2) }, (_, i) => new Uint8Array(nodeHash(below[2 * i]!, below[2 * i + 1]!))),
    );
  }
  return levels;
}

const tileOf = (first: number): [number, number] => [first / TILE_WIDTH, Math.min(TILE_WIDTH, LEAVES - first)];

it('of the journal: no frame is read with a bit changed', () => {
  const journal = fileOf(disk, 'journal');
  let bits = 0;
  for (let at = 0; at < journal.length; ) {
    const length = FRAME_HEADER_BYTES + readFrameHeader(journal.subarray(at))!.bodyBytes;
    const frame = journal.subarray(at, at + length);
    expect(decodeFrame(frame)).not.toBeNull();
    // A length that changes makes the reader take other bytes than these; they fit the checksum no better.
    bits += everyBit(frame, () => {
      const header = readFrameHeader(journal.subarray(at));
      return header === null || decodeFrame(journal.subarray(at, at + FRAME_HEADER_BYTES + header.bodyBytes)) === null;
    });
    at += length;
  }
  expect(bits).toBe(journal.length * 8);
});

it('of the entries: each has another hash than the one in its tile, and no path to the root', async () => {
  for (let index = 0; index < LEAVES; index++) {
    const entry = leafEntry(index);
    const leaf = leafHash(entry);
    const proof = await log.inclusion(index);
    const claim = { index, size: LEAVES, proof, root };
    expect(verifyInclusion({ ...claim, leaf })).toBe(true);
    everyBit(entry, (bit) => {
      const changed = leafHash(entry);
      return !equalBytes(changed, leaf) && (bit % 16 !== index % 16 || !verifyInclusion({ ...claim, leaf: changed }));
    });
  }
});

it('of the bundles’ lengths: they cannot be read, or their entries have other hashes', async () => {
  for (let first = 0; first < LEAVES; first += TILE_WIDTH) {
    const [index, width] = tileOf(first);
    const bundle = (await log.read(tilePath('entries', index, width)))!;
    const hashes = (await log.read(tilePath(0, index, width)))!;
    const isCaught = (): boolean => {
      try {
        const entries = decodeEntries(bundle);
        return (
          entries.length !== width ||
          entries.some((entry, i) => !equalBytes(leafHash(entry), hashes.subarray(32 * i, 32 * i + 32)))
        );
      } catch (error) {
        return (error as { code?: string }).code === 'LOG_INVALID';
      }
    };
    expect(isCaught()).toBe(false);
    for (let at = 0, entry = first; at < bundle.length; at += 2 + leafEntry(entry++).length) {
      everyBit(bundle.subarray(at, at + 2), isCaught);
    }
  }
});

it('of the tiles: the tree above has another root', async () => {
  const levels = hashesOf(Array.from({ length: LEAVES }, (_, i) => leafEntry(i)));
  // Above the second level of tiles everything is computed.
  const read: HashReader = (level, index) =>
    level <= TILE_HEIGHT ? levels[level]![index]! : nodeHash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1));
  expect(treeRoot(read, LEAVES)).toEqual(root);
  let bits = 0;
  for (let index = 0; index < LEAVES; index++) {
    const proof = await log.inclusion(index);
    const leaf = levels[0]![index]!;
    bits += everyBit(leaf, () => !verifyInclusion({ index, size: LEAVES, leaf, proof, root }));
  }
  for (const hash of levels[TILE_HEIGHT]!) bits += everyBit(hash, () => !equalBytes(treeRoot(read, LEAVES), root));
  // And these are the bits of the files.
  expect(bits).toBe((fileOf(disk, 'level-0').length + fileOf(disk, 'level-1').length) * 8);
  expect(toBase64(fileOf(disk, 'level-0'))).toBe(toBase64(Buffer.concat(levels[0]!)));
  expect(toBase64(fileOf(disk, 'level-1'))).toBe(toBase64(Buffer.concat(levels[TILE_HEIGHT]!)));
});

it('of the checkpoint: it does not verify under the policy', () => {
  expect(verifyCheckpoint(note, policy).size).toBe(LEAVES);
  let bits = 0;
  for (const changed of flippedTexts(note)) {
    expect(() => verifyCheckpoint(changed, policy)).toThrow(/./);
    bits++;
  }
  expect(bits).toBe(Buffer.byteLength(note) * 8);
});

it('of proofs: they do not verify', async () => {
  for (const index of spread(LEAVES, 3)) {
    const proof = await log.proof(index);
    const entry = leafEntry(index);
    expect(verifyProof(proof, entry, policy).ok).toBe(true);
    for (const changed of flippedTexts(proof)) expect(verifyProof(changed, entry, policy).ok).toBe(false);
  }
});
