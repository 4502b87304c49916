// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { equalBytes } from './encoding.ts';
import { testSigner } from './keys.fixture.ts';
import { entriesOf, entryOf, logOf, NOW, openTestLog, ORIGIN, testPolicy, WITNESSES } from './log.fixture.ts';
import type { TransparencyLog } from './transparency-log.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { verifyConsistency } from './merkle.ts';
import { noteVerifier, parseNote } from './note.ts';

const verifier = noteVerifier(testSigner(ORIGIN).key);
const policy = testPolicy('w1');
/** Entries before the first fault, so that the work crosses from one tile to the next. */
const FIRST = 250;
const LAST = 262;

/** What somebody outside has been told, and may hold the log to. */
interface Told {
  /** By index. */
  readonly acknowledged: Map<number, number>;
  readonly checkpoints: string[];
}

const open = (disk: MemoryDisk): Promise<TransparencyLog> => openTestLog(disk, { policy });

async function append(log: TransparencyLog, told: Told, from: number, to: number): Promise<void> {
  const appended = await log.append(entriesOf(from, to));
  for (const [i, { index }] of appended.entries()) told.acknowledged.set(index, from + i);
}

/** Opens, appends, signs, collects a cosignature, closes and does it again; entries come in the order of their numbers. */
async function work(disk: MemoryDisk, told: Told): Promise<void> {
  for (const sizes of [[251, 255], [256, 257, 261], [LAST]]) {
    const log = await open(disk);
    for (const size of sizes) {
      await append(log, told, Math.max(FIRST - 3, size - 6), size);
      const note = await log.checkpoint();
      told.checkpoints.push(note);
      await log.addCosignatures(size, [cosign(parseNote(note).text, WITNESSES[0], NOW / 1000)]);
    }
    await log.close();
  }
}

async function attempt(disk: MemoryDisk, told: Told): Promise<void> {
  try {
    await work(disk, told);
  } catch (error) {
    expect(String((error as { cause?: unknown }).cause ?? error)).toMatch(
      /DiskFault|Error: (write|sync|replace|truncate|remove)/,
    );
  }
}

/** Holds a log to everything that was told. */
async function checkTold(log: TransparencyLog, told: Told): Promise<void> {
  for (const [index, number] of told.acknowledged) expect(equalBytes(await log.entry(index), entryOf(number))).toBe(true);
  let before = { size: 0, root: log.rootAt(0) };
  for (const note of told.checkpoints) {
    const { size, root } = openCheckpoint(note, [verifier], ORIGIN);
    expect(log.size()).toBeGreaterThanOrEqual(size);
    expect(equalBytes(log.rootAt(size), root)).toBe(true);
    const proof = await log.consistency(before.size, size);
    expect(verifyConsistency({ from: before.size, to: size, fromRoot: before.root, toRoot: root, proof })).toBe(true);
    before = { size, root };
  }
  expect((await log.audit()).problems).toEqual([]);
}

/** The fault of every number there is, or of every so many, and what the next start makes of it. */
async function everyFault(step: number, isFatal: boolean, restart: (disk: MemoryDisk, n: number) => MemoryDisk): Promise<void> {
  const { disk: start, log } = await logOf(FIRST, { policy });
  const note = await log.checkpoint();
  await log.close();
  const whole = start.restart(null);
  await work(whole, { acknowledged: new Map(), checkpoints: [] });
  expect(whole.changes).toBeGreaterThan(60);
  for (let n = 1; n <= whole.changes; n += step) {
    const disk = start.restart(null);
    Object.assign(disk, { failAt: n, isFatal });
    const told: Told = { acknowledged: new Map([[FIRST - 1, FIRST - 1]]), checkpoints: [note] };
    await attempt(disk, told);
    const next = restart(disk, n);
    const log = await open(next);
    await checkTold(log, told);
    // Whoever was not told asks again, and everything is there once.
    await append(log, told, FIRST - 3, LAST);
    expect(log.size()).toBe(LAST);
    told.checkpoints.push(await log.checkpoint());
    await checkTold(log, told);
    await log.close();
    await checkTold(await open(next.restart(null)), told);
  }
}

/** Mulberry32. @returns numbers from 0 to 1 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('whatever change of the disk fails, nothing that was acknowledged or signed is lost or contradicted', () => {
  // What a loss of power leaves may be everything, so that the other two are nearly parts of it.
  it('when the process ends there', () => everyFault(2, true, (disk) => disk.restart(null)));
  it('when the power goes there', () => everyFault(1, true, (disk, n) => disk.restart(randomOf(n))));
  it('when only that one fails and the log is opened again', () => everyFault(2, false, (disk) => disk.restart(null)));
});

describe('after a write that was refused', () => {
  it('the log goes on', async () => {
    const disk = new MemoryDisk();
    const log = await open(disk);
    await log.append(entriesOf(0, 3));
    Object.assign(disk, { failAt: disk.changes + 1, isFatal: false });
    await expect(log.append(entriesOf(3, 6))).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    expect(log.size()).toBe(3);
    expect((await log.append(entriesOf(3, 6))).map(({ index }) => index)).toEqual([3, 4, 5]);
    expect((await log.audit()).ok).toBe(true);
  });

  it('or a flush that failed, it stops until it is opened again', async () => {
    const disk = new MemoryDisk();
    const log = await open(disk);
    await log.append(entriesOf(0, 3));
    Object.assign(disk, { failAt: disk.changes + 2, isFatal: false });
    await expect(log.append(entriesOf(3, 6))).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    await expect(log.append(entriesOf(6, 7))).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    await log.close();
    const again = await open(disk.restart(null));
    expect((await again.append(entriesOf(0, 7))).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
