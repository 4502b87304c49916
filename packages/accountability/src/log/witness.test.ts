// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosignatureVerifier, verifyCosignature, type Cosigner } from './cosignature.ts';
import { toBase64, toHex } from './encoding.ts';
import { testCosigner, testMlDsaCosigner, testSigner } from './keys.fixture.ts';
import { NOW, ORIGIN } from './log.fixture.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { consistencyProof, leafHash, memoryReader, treeRoot, verifyConsistency } from './merkle.ts';
import { noteVerifier, parseNote, parseSignatureLine, signNote, type NoteSigner } from './note.ts';
import { openWitnessStore, type WitnessAlarm, type WitnessStore } from './witness-store.ts';
import { createWitness, type Witness } from './witness.ts';

const logSigner = testSigner(ORIGIN);
const witnessSigners = [testCosigner('w.example'), testMlDsaCosigner('w.example')];

/** Trees that share their first 50 leaves. */
const [main, fork] = ['main', 'fork'].map((name) =>
  memoryReader(Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(i < 50 ? `leaf ${i}` : `${name} ${i}`)))),
) as [ReturnType<typeof memoryReader>, ReturnType<typeof memoryReader>];

function note(size: number, read = main, signer: NoteSigner = logSigner, origin = ORIGIN): string {
  return signNote(formatCheckpoint({ origin, size, root: treeRoot(read, size) }), [signer]);
}

function body(old: number, size: number, read = main, checkpoint = note(size, read)): string {
  const proof = old <= size ? consistencyProof(read, old, size) : [];
  return `old ${old}\n${proof.map((one) => `${toBase64(one)}\n`).join('')}\n${checkpoint}`;
}

function witnessOf(
  store: WitnessStore = openWitnessStore('witness', new MemoryDisk()),
  signers: readonly Cosigner[] = witnessSigners,
): { witness: Witness; told: WitnessAlarm[] } {
  const told: WitnessAlarm[] = [];
  const witness = createWitness({
    store,
    signers,
    logs: () => [noteVerifier(logSigner.key)],
    clock: { now: () => NOW },
    onAlarm: (alarm) => told.push(alarm),
  });
  return { witness, told };
}

describe('add-checkpoint', () => {
  it('signs a log as it grows, and shows the newest with both signatures', async () => {
    const { witness, told } = witnessOf();
    for (const [old, size] of [
      [0, 0],
      [0, 7],
      [7, 7],
      [7, 256],
      [256, 300],
    ] as const) {
      const { status, contentType, body: lines } = await witness.addCheckpoint(body(old, size));
      expect([status, contentType]).toEqual([200, 'text/plain; charset=utf-8']);
      const { text } = parseNote(note(size));
      const signatures = lines.trimEnd().split('\n').map(parseSignatureLine);
      expect(signatures.map(({ signature }, i) => verifyCosignature(text, witnessSigners[i]!.key, signature))).toEqual([
        NOW / 1000,
        NOW / 1000,
      ]);
      const latest = (await witness.latest(ORIGIN))!;
      const verifiers = [noteVerifier(logSigner.key), ...witnessSigners.map(({ key }) => cosignatureVerifier(key))];
      expect(openCheckpoint(latest, verifiers, ORIGIN)).toMatchObject({ size, verified: [{}, {}, {}] });
    }
    expect(told).toEqual([]);
    expect(await witness.latest('unknown.example')).toBeNull();
  });

  const other = testSigner('other.example');
  const impostor = testSigner('impostor');
  const withRoot = (size: number, root: Uint8Array): string =>
    signNote(formatCheckpoint({ origin: ORIGIN, size, root }), [logSigner]);
  const forged = `${parseNote(note(100)).text}\n${note(99).split('\n\n')[1]}`;

  it.each([
    ['an unknown origin', 404, body(50, 100, main, note(100, main, other, 'other.example'))],
    ['no signature of a known key', 403, body(50, 100, main, note(100, main, impostor))],
    ['a known key’s signature that fails', 403, body(50, 100, main, forged)],
    ['an old size above the checkpoint’s', 400, body(101, 100)],
    ['an old size above the checkpoint’s, which is the known one', 400, body(50, 49)],
    ['an old size below the known one', 409, body(49, 100)],
    ['an old size above the known one', 409, body(51, 100)],
    ['an old size of 0', 409, body(0, 100)],
    ['a proof that fails', 422, body(50, 100, main).replace(/\n[^\n]+\n/, `\n${toBase64(leafHash(Buffer.from('x')))}\n`)],
    ['a proof of another tree', 422, body(50, 100, main, note(100, fork))],
    ['no proof', 422, `old 50\n\n${note(100)}`],
    ['a needless proof', 422, `old 50\n${toBase64(leafHash(Buffer.from('x')))}\n\n${note(50)}`],
    ['the same size with another root', 422, body(50, 50, main, withRoot(50, treeRoot(main, 49)))],
    ['no old size', 400, body(50, 100).slice(7)],
    ['a negative old size', 400, body(50, 100).replace('old 50', 'old -1')],
    ['an old size with a needless zero', 400, body(50, 100).replace('old 50', 'old 050')],
    ['64 hashes', 400, `old 50\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\n${note(100)}`],
    ['a hash that is none', 400, `old 50\nAAAA\n\n${note(100)}`],
    ['no checkpoint', 400, 'old 50\n\n'],
    ['a checkpoint without a signature', 400, `old 50\n\n${parseNote(note(100)).text}`],
    ['nothing', 400, ''],
  ])('answers %s with %i', async (_, status, request) => {
    const { witness } = witnessOf();
    expect((await witness.addCheckpoint(body(0, 50))).status).toBe(200);
    const known = await witness.latest(ORIGIN);
    const answer = await witness.addCheckpoint(request);
    expect(answer.status, answer.body).toBe(status);
    if (status === 409) expect(answer).toMatchObject({ contentType: 'text/x.tlog.size', body: '50\n' });
    expect(await witness.latest(ORIGIN)).toBe(known);
  });

  it.each([
    ['an empty tree with a root', 422, body(0, 0, main, withRoot(0, treeRoot(main, 1)))],
    ['a proof from nothing', 422, `old 0\n${toBase64(new Uint8Array(32))}\n\n${note(50)}`],
    ['an old size when nothing is known', 409, body(7, 50)],
  ])('as the first request, answers %s with %i', async (_, status, request) => {
    const { witness } = witnessOf();
    expect(await witness.addCheckpoint(request)).toMatchObject({ status, ...(status === 409 ? { body: '0\n' } : {}) });
    expect(await witness.latest(ORIGIN)).toBeNull();
  });

  it('never throws at what a stranger sends', async () => {
    const { witness } = witnessOf();
    await witness.addCheckpoint(body(0, 50));
    const valid = body(50, 100);
    const mangled = fc
      .tuple(fc.nat(valid.length), fc.nat(40), fc.string())
      .map(([at, cut, put]) => valid.slice(0, at) + put + valid.slice(at + cut));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), mangled), async (request) => {
        const { status } = await witness.addCheckpoint(request);
        if (request !== valid) expect([400, 403, 404, 409, 422, 200]).toContain(status);
        if (status === 200)
          expect(parseCheckpoint(parseNote((await witness.latest(ORIGIN))!).text).root).toEqual(
            new Uint8Array(treeRoot(main, 100)),
          );
      }),
      { numRuns: 300 },
    );
  });

  it('signs nothing that it cannot keep', async () => {
    const disk = new MemoryDisk();
    const { witness } = witnessOf(openWitnessStore('witness', disk));
    await witness.addCheckpoint(body(0, 50));
    Object.assign(disk, { failAt: disk.changes + 1, isFatal: false });
    expect(await witness.addCheckpoint(body(50, 100))).toMatchObject({ status: 503 });
    expect((await witness.addCheckpoint(body(50, 101))).status).toBe(200);
  });
});

describe('alarms', () => {
  it('of a split view keep both checkpoints, once', async () => {
    const { witness, told } = witnessOf();
    await witness.addCheckpoint(body(0, 100));
    for (const old of [100, 50, 0])
      expect((await witness.addCheckpoint(body(old, 100, fork))).status).toBe(old === 100 ? 422 : 409);
    const alarms = await witness.alarms();
    expect(alarms).toMatchObject([{ kind: 'split-view', origin: ORIGIN, proven: true }]);
    expect(told).toEqual(alarms);
    const [known, seen] = [alarms[0]!.known, alarms[0]!.seen].map((one) =>
      openCheckpoint(one, [noteVerifier(logSigner.key)], ORIGIN),
    );
    expect([known!.size, seen!.size]).toEqual([100, 100]);
    expect(known!.root).not.toEqual(seen!.root);
  });

  it('of a tree that does not continue the known one say that this is not proven by the two alone', async () => {
    const { witness, told } = witnessOf();
    await witness.addCheckpoint(body(0, 100));
    expect((await witness.addCheckpoint(body(100, 200, fork))).status).toBe(422);
    expect(told).toMatchObject([{ kind: 'split-view', proven: false }]);
  });

  it('of a rollback are raised whatever the old size says', async () => {
    const { witness, told } = witnessOf();
    await witness.addCheckpoint(body(0, 100));
    expect((await witness.addCheckpoint(body(40, 60))).status).toBe(409);
    expect((await witness.addCheckpoint(body(100, 60))).status).toBe(400);
    expect(told).toMatchObject([{ kind: 'rollback', proven: false }]);
    expect(parseCheckpoint(parseNote(told[0]!.seen).text).size).toBe(60);
  });

  it('are never raised by those who cannot sign for the log', async () => {
    const { witness, told } = witnessOf();
    await witness.addCheckpoint(body(0, 100));
    await witness.addCheckpoint(body(100, 60, fork, note(60, fork, testSigner('impostor'))));
    expect(told).toEqual([]);
  });
});

describe('requests at the same time', () => {
  /** A store that takes a while, in an order that the property chooses. */
  function slowly(store: WitnessStore, scheduler: fc.Scheduler): WitnessStore {
    const later = async <T>(work: () => Promise<T>): Promise<T> => {
      await scheduler.schedule(Promise.resolve());
      return work();
    };
    return {
      get: (origin) => later(() => store.get(origin)),
      replace: (expected, next) => later(() => store.replace(expected, next)),
      raise: (alarm) => later(() => store.raise(alarm)),
      alarms: () => store.alarms(),
    };
  }

  it('cannot roll a witness back, nor get two histories signed', async () => {
    const size = fc.integer({ min: 0, max: 300 });
    const request = fc.record({ old: size, size, isFork: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(request, { minLength: 2, maxLength: 12 }), async (scheduler, requests) => {
        const store = openWitnessStore('witness', new MemoryDisk());
        const { witness } = witnessOf(slowly(store, scheduler), witnessSigners.slice(0, 1));
        await store.replace(null, { origin: ORIGIN, size: 40, root: toHex(treeRoot(main, 40)), note: note(40) });
        const signed: { size: number; read: typeof main }[] = [];
        const work = requests.map(async ({ old, size, isFork }) => {
          const read = isFork ? fork : main;
          // Half of them claim what the witness knows, so that most of these are signed.
          const { status } = await witness.addCheckpoint(body(old % 2 === 0 ? 40 : old, size, read));
          if (status === 200) signed.push({ size, read });
          expect((await store.get(ORIGIN))!.size).toBeGreaterThanOrEqual(40);
        });
        await scheduler.waitFor(Promise.all(work));
        const largest = Math.max(40, ...signed.map((one) => one.size));
        expect((await store.get(ORIGIN))!.size).toBe(largest);
        for (const a of signed) {
          for (const b of signed) {
            if (a.size > b.size) continue;
            const proof = consistencyProof(b.read, a.size, b.size);
            expect(
              verifyConsistency({
                from: a.size,
                to: b.size,
                fromRoot: treeRoot(a.read, a.size),
                toRoot: treeRoot(b.read, b.size),
                proof,
              }),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the witness’s store in files', () => {
  it('remembers after a start, and belongs to one process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-witness-'));
    try {
      const store = openWitnessStore(folder);
      const { witness } = witnessOf(store);
      await witness.addCheckpoint(body(0, 100));
      await witness.addCheckpoint(body(100, 100, fork));
      const [latest, alarms] = [await witness.latest(ORIGIN), await witness.alarms()];
      expect(() => openWitnessStore(folder)).toThrowWithCode('DATA_LOCKED');
      await store.close();
      const again = openWitnessStore(folder);
      const { witness: reopened } = witnessOf(again);
      expect([await reopened.latest(ORIGIN), await reopened.alarms()]).toEqual([latest, alarms]);
      expect(await reopened.addCheckpoint(body(50, 100))).toMatchObject({ status: 409, body: '100\n' });
      await again.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has the old or the new at any fault, and refuses what was damaged', async () => {
    for (const fault of [1, 2]) {
      const disk = new MemoryDisk();
      const { witness } = witnessOf(openWitnessStore('witness', disk));
      await witness.addCheckpoint(body(0, 50));
      disk.failAt = disk.changes + fault;
      expect((await witness.addCheckpoint(body(50, 100))).status).toBe(503);
      const next = disk.restart(null);
      const { witness: reopened } = witnessOf(openWitnessStore('witness', next));
      const { size } = parseCheckpoint(parseNote((await reopened.latest(ORIGIN))!).text);
      expect(size).toBe(fault === 1 ? 50 : 100);
      for (const { bytes } of next.files.values()) bytes[20]! ^= 1;
      await expect(reopened.latest(ORIGIN)).rejects.toThrowWithCode('LOG_CORRUPT');
      expect((await reopened.addCheckpoint(body(size, 200))).status).toBe(503);
    }
  });
});
