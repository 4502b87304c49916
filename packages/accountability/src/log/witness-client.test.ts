// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { formatCheckpoint } from './checkpoint.ts';
import { testSigner } from './keys.fixture.ts';
import { entriesOf, entryOf, logOf, NOW, openTestLog, ORIGIN, testPolicy, WITNESSES } from './log.fixture.ts';
import type { TransparencyLog } from './transparency-log.ts';
import { MemoryDisk } from './memory-disk.fixture.ts';
import { rootOf } from './merkle.ts';
import { noteVerifier, signNote } from './note.ts';
import { verifyProof } from './proof.ts';
import { requestCosignatures, type Fetch, type WitnessOutcome } from './witness-client.ts';
import { openWitnessStore } from './witness-store.ts';
import { createWitness, type Witness } from './witness.ts';

const policy = testPolicy();
const witnesses = [...policy.witnesses.values()];

function newWitnesses(): Witness[] {
  return WITNESSES.map((signer) =>
    createWitness({
      store: openWitnessStore('witness', new MemoryDisk()),
      signers: [signer],
      logs: () => [noteVerifier(testSigner(ORIGIN).key)],
      clock: { now: () => NOW },
    }),
  );
}

/** Reaches witnesses without a network, at the addresses that the policy has for them. */
function fetchFrom(all: readonly Witness[]): Fetch {
  return async (url, init) => {
    const { hostname, pathname } = new URL(url);
    const witness = all[Number(hostname[1]) - 1]!;
    if (init.method === 'POST' && pathname === '/add-checkpoint') {
      const { status, body, contentType } = await witness.addCheckpoint(init.body as string);
      return new Response(body, { status, headers: { 'content-type': contentType } });
    }
    expect(pathname).toBe(`/${hash('sha256', ORIGIN)}/checkpoint`);
    const latest = await witness.latest(ORIGIN);
    return new Response(latest ?? 'none', { status: latest === null ? 404 : 200 });
  };
}

const ask = (log: TransparencyLog, fetch: Fetch): Promise<WitnessOutcome[]> =>
  requestCosignatures({ witnesses, log, fetch, timeoutMs: 1000 });

describe('asking witnesses', () => {
  it('collects a quorum, each time from where a witness is', async () => {
    const fetch = fetchFrom(newWitnesses());
    const { log } = await logOf(0, { policy });
    for (const size of [0, 5, 5, 300, 301]) {
      await log.append(entriesOf(log.size(), size));
      expect(await ask(log, fetch)).toEqual(['w1', 'w2'].map((name) => ({ name, outcome: 'signed', size })));
      expect(log.witnessed()).toMatchObject({ size });
    }
    expect(verifyProof(await log.proof(7), entryOf(7), policy).ok).toBe(true);
  });

  it('catches a log that was restored from an old backup, and halts it', async () => {
    const fetch = fetchFrom(newWitnesses());
    const { log, disk } = await logOf(5, { policy });
    await log.checkpoint();
    await log.close();
    const backup = disk.restart(null);
    const later = await openTestLog(disk, { policy });
    await later.append(entriesOf(5, 9));
    await ask(later, fetch);

    const restored = await openTestLog(backup, { policy });
    const outcomes = await ask(restored, fetch);
    expect(outcomes).toMatchObject([{ outcome: 'rollback' }, { outcome: 'rollback' }]);
    expect((outcomes[0] as { evidence: string }).evidence).toContain(`${ORIGIN}\n9\n`);
    expect(restored.halted()).toMatchObject({ code: 'LOG_ROLLBACK' });
    await expect(restored.append(entriesOf(5, 6))).rejects.toThrowWithCode('LOG_ROLLBACK');
    await expect(restored.checkpoint()).rejects.toThrowWithCode('LOG_ROLLBACK');
  });

  it('catches one that has gone on differently since then', async () => {
    const all = newWitnesses();
    const { log, disk } = await logOf(5, { policy });
    await log.close();
    const backup = disk.restart(null);
    const first = await openTestLog(disk, { policy });
    await first.append(entriesOf(5, 9));
    await ask(first, fetchFrom(all));
    const second = await openTestLog(backup, { policy });
    await second.append(entriesOf(20, 30));
    expect(await ask(second, fetchFrom(all))).toMatchObject([{ outcome: 'split' }, { outcome: 'split' }]);
    expect(second.halted()).toMatchObject({ code: 'LOG_SPLIT' });
    expect(await all[0]!.alarms()).toMatchObject([{ kind: 'split-view' }]);
  });

  const size = (text: string): Response => new Response(text, { status: 409 });
  it.each<[string, (method: string) => Response, Partial<WitnessOutcome>]>([
    [
      'says that there was more, and shows nothing',
      (method) => (method === 'POST' ? size('900\n') : new Response('', { status: 404 })),
      { outcome: 'ahead', size: 900 },
    ],
    [
      'shows what the log has not signed',
      (method) => (method === 'POST' ? size('900\n') : new Response(forged(900))),
      { outcome: 'unavailable' },
    ],
    ['always has another size', () => size('3\n'), { outcome: 'unavailable' }],
    ['says no size', () => size('many\n'), { outcome: 'unavailable' }],
    ['does not know the log', () => new Response('who?', { status: 404 }), { outcome: 'refused', status: 404, reason: 'who?' }],
    ['signs something else', () => new Response('— w1.example AAAA\n'), { outcome: 'unavailable' }],
    ['answers without end', () => new Response('x'.repeat(2_000_000)), { outcome: 'unavailable' }],
    [
      'cannot be reached',
      () => {
        throw new TypeError('fetch failed');
      },
      { outcome: 'unavailable' },
    ],
  ])('survives one that %s', async (_, respond, expected) => {
    const { log } = await logOf(5, { policy });
    const outcomes = await ask(log, async (_url, init) => respond(init.method!));
    for (const outcome of outcomes) expect(outcome).toMatchObject(expected);
    expect(log.halted()).toBeNull();
    expect(log.witnessed()).toBeNull();
  });

  it('asks only those that have an address', async () => {
    const { log } = await logOf(5, { policy });
    const silent = witnesses.map((witness) => ({ ...witness, url: null }));
    expect(await requestCosignatures({ witnesses: silent, log, fetch: () => expect.fail('asked'), timeoutMs: 1 })).toEqual([]);
  });
});

const forged = (entries: number): string =>
  signNote(formatCheckpoint({ origin: ORIGIN, size: entries, root: rootOf([]) }), [testSigner('impostor')]);

describe('over HTTP', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  it('gives up on a witness that does not answer in time', async () => {
    server = createServer(() => {});
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { log } = await logOf(5, { policy });
    const slow = { ...witnesses[0]!, url };
    expect(await requestCosignatures({ witnesses: [slow], log, fetch, timeoutMs: 50 })).toMatchObject([
      { outcome: 'unavailable' },
    ]);
    server.closeAllConnections();
  });
});
