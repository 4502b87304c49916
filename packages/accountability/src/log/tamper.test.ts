// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from 'vitest';
import { testSigner } from './keys.fixture.ts';
import { entriesOf, logOf, openTestLog, ORIGIN } from './log.fixture.ts';
import type { TransparencyLog } from './transparency-log.ts';
import type { MemoryDisk } from './memory-disk.fixture.ts';
import { noteVerifier } from './note.ts';
import { openCheckpoint } from './checkpoint.ts';
import { verifyCheckpoint } from './proof.ts';
import { fileOf, LEAVES, payloadOf, policy, spread, thousandLeaves } from './tamper.fixture.ts';

let disk: MemoryDisk;
let log: TransparencyLog;
let note: string;
beforeAll(async () => {
  ({ disk, log, note } = await thousandLeaves());
});

/** Does something with one bit changed, and changes it back. */
async function withBit<T>(bytes: Buffer, bit: number, work: () => Promise<T>): Promise<T> {
  const [at, mask] = [Math.floor(bit / 8), 0x80 >> (bit % 8)];
  bytes[at]! ^= mask;
  try {
    return await work();
  } finally {
    bytes[at]! ^= mask;
  }
}

const FILES = ['journal', 'level-0', 'level-1', 'offsets', 'checkpoint', 'witnessed', 'synced'] as const;

describe('the audit of a log of a thousand leaves', () => {
  it('finds nothing wrong with what was logged, payloads included', async () => {
    expect(verifyCheckpoint(note, policy).cosigners).toHaveLength(2);
    const erased = (index: number) => (index % 10 === 0 ? 'erased' : index % 10 === 1 ? null : payloadOf(index));
    const report = await log.audit({ payloadOf: erased });
    expect(report).toMatchObject({ ok: true, size: LEAVES, agrees: [LEAVES], problems: [] });
    expect(report.payloads).toEqual({ opened: 800, erased: 100, unknown: 100 });
    const progress: number[] = [];
    await log.audit({ onProgress: (done) => progress.push(done) });
    expect(progress.at(-1)).toBe(LEAVES);
  });

  it.each(FILES)('finds a changed bit in %s, wherever it is', async (name) => {
    const bytes = fileOf(disk, name);
    for (const bit of spread(bytes.length * 8, 24)) {
      const { ok, problems } = await withBit(bytes, bit, () => log.audit());
      expect(ok, `bit ${bit}`).toBe(false);
      expect(problems[0]!.message).toMatch(/./);
    }
    expect((await log.audit()).ok).toBe(true);
  });

  it('finds a key that leads nowhere', async () => {
    const bytes = fileOf(disk, 'keys-16');
    const taken = bytes.findIndex((byte) => byte !== 0);
    expect((await withBit(bytes, taken * 8 + 7, () => log.audit())).problems).toMatchObject([{ kind: 'keys' }]);
  });

  it('finds payloads that are not those that were logged', async () => {
    const changed = (index: number) => (index === 7 ? { ...payloadOf(7), payload: { account: 'another' } } : payloadOf(index));
    expect((await log.audit({ payloadOf: changed })).problems).toMatchObject([{ kind: 'payload', index: 7 }]);
    const salted = async (index: number) => (index === 8 ? { ...payloadOf(8), salt: payloadOf(9).salt } : payloadOf(index));
    expect((await log.audit({ payloadOf: salted })).problems).toMatchObject([{ kind: 'payload', index: 8 }]);
    const { log: noLeaves } = await logOf(2);
    expect((await noLeaves.audit({ payloadOf })).problems).toHaveLength(2);
  });
});

describe('opening a log after a change of a bit', () => {
  it.each(FILES)('in %s never lets another history be signed', async (name) => {
    for (const bit of spread(fileOf(disk, name).length * 8, 12)) {
      const changed = disk.restart(null);
      await withBit(fileOf(changed, name), bit, async () => {
        try {
          const opened = await openTestLog(changed, { policy });
          const { size, root } = openCheckpoint(await opened.checkpoint(), [noteVerifier(testSigner(ORIGIN).key)], ORIGIN);
          expect([size, root]).toEqual([LEAVES, new Uint8Array(log.root())]);
          // What follows from the journal may have been made anew; anything else is found.
          const isDerived = !['journal', 'checkpoint', 'witnessed'].includes(name);
          if (!isDerived && opened.witnessed() !== null) expect((await opened.audit()).ok).toBe(false);
        } catch (error) {
          expect(error).toMatchObject({ code: 'LOG_CORRUPT' });
        }
      });
    }
  });

  const cases: [string, string, (changed: MemoryDisk) => void][] = [
    ['a journal that lost its end', 'LOG_CORRUPT', (changed) => cut(changed, 'journal', 1000)],
    [
      'a journal that lost its end, and no word of how long it was',
      'LOG_ROLLBACK',
      (changed) => (cut(changed, 'journal', 1000), changed.files.delete('log/synced')),
    ],
    ['no journal', 'LOG_CORRUPT', (changed) => changed.files.delete('log/journal')],
    [
      'nothing but a checkpoint',
      'LOG_ROLLBACK',
      (changed) => {
        for (const file of changed.files.keys()) if (file !== 'log/checkpoint') changed.files.delete(file);
      },
    ],
    [
      'a damaged frame in the middle, and no word of how long it was',
      'LOG_CORRUPT',
      (changed) => (changed.files.delete('log/synced'), (fileOf(changed, 'journal')[5000]! ^= 1)),
    ],
    [
      'a journal from another log',
      'LOG_CORRUPT',
      (changed) =>
        foreign.restart(null).files.forEach((content, file) => file !== 'log/checkpoint' && changed.files.set(file, content)),
    ],
    ['a checkpoint that another key signed', 'LOG_CORRUPT', (changed) => fileOf(changed, 'checkpoint').write('x')],
    ['a reason to halt that cannot be read', 'LOG_CORRUPT', (changed) => changed.open('log/halted').write(0, Buffer.from('x'))],
  ];
  const cut = (changed: MemoryDisk, name: string, bytes: number): void =>
    changed.open(`log/${name}`).truncate(fileOf(changed, name).length - bytes);
  let foreign: MemoryDisk;
  beforeAll(async () => {
    const { disk, log } = await logOf(0);
    await log.append(entriesOf(0, LEAVES));
    await log.close();
    foreign = disk;
  });

  it.each(cases)('with %s is refused with %s, and nothing is dropped', async (_, code, damage) => {
    const changed = disk.restart(null);
    damage(changed);
    const before = changed.files.get('log/journal')?.bytes.toString('latin1') ?? '';
    await expect(openTestLog(changed, { policy })).rejects.toThrowWithCode(code as never);
    expect(fileOf(changed, 'journal').toString('latin1')).toBe(before);
    // The lock was given up.
    await expect(openTestLog(changed, { policy })).rejects.toThrowWithCode(code as never);
  });

  it('makes again what follows from the journal', async () => {
    const changed = disk.restart(null);
    for (const file of changed.files.keys()) if (/level|offsets|keys|synced/.test(file)) changed.files.delete(file);
    const opened = await openTestLog(changed, { policy });
    expect((await opened.audit()).problems).toEqual([]);
    expect(await opened.checkpoint()).toBe(note);
  });
});
