// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from './checkpoint.ts';
import { cosign, cosignatureVerifier } from './cosignature.ts';
import { equalBytes } from './encoding.ts';
import { testCosigner, testMlDsaCosigner, testSigner } from './keys.fixture.ts';
import { entriesOf, entryOf, logOf, NOW, openTestLog, ORIGIN, testPolicy, WITNESSES } from './log.fixture.ts';
import { openLog } from './log.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { noteVerifier, parseNote } from './note.ts';
import { parseProof, verifyProof } from './proof.ts';
import { decodeEntries, MAX_ENTRY_BYTES, tilePath } from './tiles.ts';

const verifier = noteVerifier(testSigner(ORIGIN).key);

describe('appending', () => {
  it('gives indexes in order and makes the tree of the entries', async () => {
    const { log } = await logOf(0);
    expect(log.root()).toEqual(rootOf([]));
    const appended = await log.append(entriesOf(0, 700));
    expect(appended).toEqual(entriesOf(0, 700).map((_, index) => ({ index, duplicate: false })));
    const entries = Array.from({ length: 700 }, (_, i) => entryOf(i));
    expect([log.size(), log.root()]).toEqual([700, rootOf(entries)]);
    for (const i of [0, 255, 256, 699]) expect(await log.entry(i)).toEqual(entries[i]);
    expect(await log.append([])).toEqual([]);
  });

  it('the same key again gives the same index and adds nothing, within a batch, later, and after a start', async () => {
    const { log, disk } = await logOf(10);
    const again = { key: 'key 3', entry: Buffer.from('other words') };
    const twice = { key: 'new', entry: Buffer.from('x') };
    expect(await log.append([again, twice, twice])).toEqual([
      { index: 3, duplicate: true },
      { index: 10, duplicate: false },
      { index: 10, duplicate: true },
    ]);
    expect(await log.entry(3)).toEqual(entryOf(3));
    await log.close();
    const reopened = await openTestLog(disk);
    expect(await reopened.append([again, twice])).toEqual([
      { index: 3, duplicate: true },
      { index: 10, duplicate: true },
    ]);
    expect(reopened.size()).toBe(11);
    expect(reopened.indexOf('key 3')).toBe(3);
    expect(reopened.indexOf('unknown')).toBeNull();
  });

  it('callers at the same time share a flush, and keep their order', async () => {
    const { log, disk } = await logOf(0);
    const before = disk.changes;
    const all = await Promise.all(entriesOf(0, 500).map((entry) => log.append([entry])));
    expect(all.flat().map(({ index }) => index)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    // One frame and its flush; the rest are the unflushed writes of what is derived from it.
    expect(disk.changes - before).toBeLessThan(500 + 10);
  });

  it('knows every key while its table grows', async () => {
    const { log, disk } = await logOf(6000);
    expect([...disk.files.keys()].filter((name) => name.includes('keys-')).length).toBeGreaterThan(1);
    expect((await log.append(entriesOf(0, 6000))).every(({ index, duplicate }, i) => duplicate && index === i)).toBe(true);
    await log.close();
    expect([...disk.files.keys()].filter((name) => name.includes('keys-'))).toHaveLength(1);
    const reopened = await openTestLog(disk);
    expect((await reopened.append(entriesOf(0, 6000))).every(({ index, duplicate }, i) => duplicate && index === i)).toBe(true);
    expect((await reopened.audit()).problems).toEqual([]);
  });

  it('takes entries up to the length that a bundle can say, and none of a batch with a longer one', async () => {
    const { log } = await logOf(0);
    const longest = { key: 'longest', entry: new Uint8Array(MAX_ENTRY_BYTES).fill(7) };
    await expect(log.append([longest, { key: 'too long', entry: new Uint8Array(MAX_ENTRY_BYTES + 1) }])).rejects.toThrowWithCode(
      'LOG_ENTRY_TOO_LARGE',
    );
    expect(log.size()).toBe(0);
    await log.append([longest, { key: 'empty', entry: new Uint8Array(0) }]);
    expect([await log.entry(0), await log.entry(1)]).toEqual([longest.entry, new Uint8Array(0)]);
    // More than one frame takes.
    await log.append(Array.from({ length: 400 }, (_, i) => ({ key: `long ${i}`, entry: longest.entry })));
    expect(log.size()).toBe(402);
    expect((await log.audit()).ok).toBe(true);
  });

  it('ends with the log', async () => {
    const { log } = await logOf(3);
    await log.close();
    await log.close();
    await expect(log.append(entriesOf(3, 4))).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    await expect(log.checkpoint()).rejects.toThrowWithCode('LOG_UNAVAILABLE');
  });
});

describe('checkpoints', () => {
  it('are signed once for a size, and kept', async () => {
    const { log, disk } = await logOf(5);
    const note = await log.checkpoint();
    expect(openCheckpoint(note, [verifier], ORIGIN)).toMatchObject({ size: 5, root: new Uint8Array(log.root()) });
    expect(await Promise.all([log.checkpoint(), log.checkpoint()])).toEqual([note, note]);
    expect(Buffer.from((await log.read('checkpoint'))!).toString()).toBe(note);
    await log.close();
    const reopened = await openTestLog(disk);
    expect(await reopened.checkpoint()).toBe(note);
    await reopened.append(entriesOf(5, 6));
    expect(openCheckpoint(await reopened.checkpoint(), [verifier], ORIGIN).size).toBe(6);
  });

  it('can have a second signature with ML-DSA', async () => {
    const postQuantum = testMlDsaCosigner(ORIGIN);
    const { log } = await logOf(5, { postQuantum });
    const { verified, unknown } = openCheckpoint(
      await log.checkpoint(),
      [verifier, cosignatureVerifier(postQuantum.key)],
      ORIGIN,
    );
    expect([verified.length, unknown.length]).toEqual([2, 0]);
    expect((await log.audit()).problems).toEqual([]);
  });

  it('collect the cosignatures of the policy’s witnesses, until a quorum has signed', async () => {
    const { log, disk } = await logOf(5, { policy: testPolicy() });
    const { text } = parseNote(await log.checkpoint());
    const [first, second] = WITNESSES.map((witness) => cosign(text, witness, NOW / 1000)) as [string, string];
    await log.append(entriesOf(5, 9));
    const stranger = cosign(text, testCosigner('stranger.example'), NOW / 1000);
    expect(await log.addCosignatures(5, [stranger, first])).toEqual({ ok: true, value: ['w1'] });
    expect(log.witnessed()).toBeNull();
    expect(await log.addCosignatures(5, [first])).toEqual({ ok: true, value: [] });
    await log.checkpoint();
    expect(await log.addCosignatures(5, [second])).toEqual({ ok: true, value: ['w2'] });
    expect(log.witnessed()).toMatchObject({ size: 5 });
    expect(await log.addCosignatures(9, [first])).toMatchObject({ ok: false, code: 'SIGNATURE_INVALID' });
    expect(await log.addCosignatures(7, [first])).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect((await log.audit()).agrees).toEqual([5, 9]);

    const proof = await log.proof(3);
    expect(verifyProof(proof, entryOf(3), testPolicy())).toMatchObject({ ok: true, value: { size: 5, index: 3 } });
    expect(verifyProof(await log.proof(7), entryOf(7), testPolicy())).toMatchObject({ ok: false, code: 'QUORUM_MISSING' });
    expect(verifyProof(await log.proof(7), entryOf(7), testPolicy('none'))).toMatchObject({ ok: true, value: { size: 9 } });
    await log.close();

    const reopened = await openTestLog(disk, { policy: testPolicy() });
    expect(await reopened.proof(3)).toBe(proof);
    await reopened.close();
    // Without that policy its witnesses mean nothing.
    const alone = await openTestLog(disk);
    expect(alone.witnessed()).toBeNull();
    expect(parseProof(await alone.proof(3)).hashes.length).toBe(4);
  });

  it('are only signed under the log’s own name', async () => {
    await expect(openTestLog(new MemoryDisk(), { signer: testSigner('other') })).rejects.toThrow(RangeError);
    await expect(openTestLog(new MemoryDisk(), { postQuantum: testMlDsaCosigner('other') })).rejects.toThrow(RangeError);
  });
});

describe('proofs of a log on disk', () => {
  it('hold between any sizes, before and after a start', async () => {
    const { log, disk } = await logOf(1000);
    const check = async (one: typeof log): Promise<void> => {
      for (const [index, size] of [
        [0, 1],
        [255, 256],
        [256, 257],
        [600, 999],
        [999, 1000],
        [3, 1000],
      ] as const) {
        const claim = {
          index,
          size,
          leaf: leafHash(entryOf(index)),
          root: one.rootAt(size),
          proof: await one.inclusion(index, size),
        };
        expect(verifyInclusion(claim)).toBe(true);
        const proof = await one.consistency(index + 1, 1000);
        expect(verifyConsistency({ from: index + 1, to: 1000, fromRoot: one.rootAt(index + 1), toRoot: one.root(), proof })).toBe(
          true,
        );
      }
    };
    await check(log);
    await log.close();
    await check(await openTestLog(disk));
  });

  it('are refused for what is not there', async () => {
    const { log } = await logOf(5);
    for (const work of [
      log.entry(5),
      log.entry(-1),
      log.entry(0.5),
      log.inclusion(5),
      log.inclusion(0, 6),
      log.proof(5),
      log.consistency(3, 6),
      log.consistency(4, 3),
    ]) {
      await expect(work).rejects.toThrowWithCode('NOT_FOUND');
    }
    expect(() => log.rootAt(6)).toThrowWithCode('NOT_FOUND');
  });
});

describe('tiles', () => {
  it('serve the hashes and entries of complete subtrees, whole or in part', async () => {
    const { log } = await logOf(1000);
    const size = async (path: string): Promise<number | undefined> => (await log.read(path))?.length;
    expect(await size('tile/0/002')).toBe(8192);
    expect(await size('tile/0/003.p/232')).toBe(232 * 32);
    expect(await size('tile/1/000.p/3')).toBe(3 * 32);
    expect(await size('tile/0/000.p/5')).toBe(5 * 32);
    for (const path of ['tile/0/003', 'tile/0/003.p/233', 'tile/0/004.p/1', 'tile/1/000.p/4', 'tile/2/000.p/1', 'tile/x', '']) {
      expect(await log.read(path), path).toBeNull();
    }
    const bundle = decodeEntries((await log.read(tilePath('entries', 3, 232)))!);
    expect(bundle.map((entry) => Buffer.from(entry).toString())).toEqual(
      Array.from({ length: 232 }, (_, i) => Buffer.from(entryOf(3 * 256 + i)).toString()),
    );
    const hashes = (await log.read('tile/0/003.p/232'))!;
    expect(bundle.every((entry, i) => equalBytes(leafHash(entry), hashes.subarray(i * 32, i * 32 + 32)))).toBe(true);
    const { ok, agrees, payloads } = await log.audit();
    expect({ ok, agrees, payloads }).toEqual({ ok: true, agrees: [], payloads: null });
  });
});

describe('a log that was halted', () => {
  it('neither appends nor signs, also after a start, until a person resumes it', async () => {
    const { log, disk } = await logOf(5);
    const note = await log.checkpoint();
    await log.halt('LOG_ROLLBACK', 'a witness has seen more');
    await expect(log.append(entriesOf(5, 6))).rejects.toThrowWithCode('LOG_ROLLBACK');
    await log.close();
    const reopened = await openTestLog(disk);
    expect(reopened.halted()).toEqual({
      code: 'LOG_ROLLBACK',
      message: 'a witness has seen more',
      at: '2026-09-21T14:13:20.000Z',
    });
    await expect(reopened.checkpoint()).rejects.toThrowWithCode('LOG_ROLLBACK');
    expect(Buffer.from((await reopened.read('checkpoint'))!).toString()).toBe(note);
    expect(await reopened.entry(4)).toEqual(entryOf(4));
    reopened.resume();
    await reopened.append(entriesOf(5, 6));
    expect(openCheckpoint(await reopened.checkpoint(), [verifier], ORIGIN).size).toBe(6);
  });
});

it('on a real disk: one writer at a time, and the same log again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-log-'));
  try {
    const options = { folder: join(folder, 'log'), origin: ORIGIN, signer: testSigner(ORIGIN), clock: { now: () => NOW } };
    const log = await openLog(options);
    await log.append(entriesOf(0, 300));
    const note = await log.checkpoint();
    await expect(openLog(options)).rejects.toThrowWithCode('DATA_LOCKED');
    await log.close();
    const reopened = await openLog(options);
    expect(await reopened.checkpoint()).toBe(note);
    expect((await reopened.audit()).ok).toBe(true);
    await reopened.halt('LOG_SPLIT', 'test');
    reopened.resume();
    await reopened.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
