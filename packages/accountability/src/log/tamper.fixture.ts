// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { cosign } from './cosignature.ts';
import { makeLeaf } from './leaf.ts';
import { LEAF_KIND_NAMES } from './leaf-kinds.ts';
import { NOW, openTestLog, testPolicy, WITNESSES } from './log.fixture.ts';
import type { TransparencyLog } from './transparency-log.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { parseNote } from './note.ts';

export const LEAVES = 1000;
export const policy = testPolicy();

/** The salt and payload of a leaf. */
export function payloadOf(index: number): { salt: Uint8Array; payload: { account: string } } {
  return { salt: hash('sha256', `salt ${index}`, 'buffer'), payload: { account: `account ${index}` } };
}

export function leafEntry(index: number): Uint8Array {
  const kind = LEAF_KIND_NAMES[index % LEAF_KIND_NAMES.length]!;
  const subject = `subject-${index % 37}`;
  return makeLeaf({ kind, at: NOW + index, actor: 'node', subject, key: `act ${index}`, ...payloadOf(index) }).entry;
}

/** A witnessed log of a thousand leaves, appended in batches of various sizes. */
export async function thousandLeaves(): Promise<{ disk: MemoryDisk; log: TransparencyLog; note: string }> {
  const disk = new MemoryDisk();
  const log = await openTestLog(disk, { policy });
  for (let from = 0, batch = 1; from < LEAVES; from += batch, batch = (batch * 3) % 50 || 1) {
    const count = Math.min(batch, LEAVES - from);
    await log.append(Array.from({ length: count }, (_, i) => ({ key: `act ${from + i}`, entry: leafEntry(from + i) })));
  }
  const { text } = parseNote(await log.checkpoint());
  await log.addCosignatures(
    LEAVES,
    WITNESSES.map((witness) => cosign(text, witness, NOW / 1000)),
  );
  await log.close();
  return { disk, log: await openTestLog(disk, { policy }), note: disk.load('log/witnessed')!.toString() };
}

export const fileOf = (disk: MemoryDisk, name: string): Buffer => disk.files.get(`log/${name}`)!.bytes;

/** Of all bits `[0, bits)` so many, spread evenly, and the last. */
export function spread(bits: number, count: number): number[] {
  return [...new Set([...Array.from({ length: count }, (_, i) => Math.floor((i * bits) / count)), bits - 1])];
}
