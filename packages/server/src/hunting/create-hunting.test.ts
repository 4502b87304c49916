// SPDX-License-Identifier: Apache-2.0
/** When it is hunted and by whom, over a store with nothing in it; `hunting.slow.test.ts` has the whole. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@stillwatch/core';
import type { TrafficStore } from '@stillwatch/traffic';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventBus } from '../events.ts';
import type { Hunting, HuntRecord, NodeEvent, Records } from '../parts.ts';
import { openRecords } from '../records/open.ts';
import { newHunt } from './hunt-records.ts';
import { takingLedger } from './hunting.fixture.ts';
import { createHunting } from './index.ts';

const START = Date.parse('2026-09-07T00:00:00.000Z');
let folder: string;
let records: Records;
let now: number;
let ask: () => unknown[];
let heard: NodeEvent[];
let open: Hunting[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-hunting-test-'));
  now = START;
  records = await openRecords({ url: null, folder, clock: { now: () => now } });
  ask = () => [{ newest: 0, n: '0' }];
  heard = [];
  open = [];
});
afterEach(async () => {
  for (const hunting of open) await hunting.close();
  await records.close();
  rmSync(folder, { recursive: true });
});

function start(): Hunting {
  const endpoint = { url: 'http://127.0.0.1:1', username: '', password: '', database: 'stillwatch' };
  const store = { endpoint, enginePid: () => null, table: (name: string) => name, rows: async () => ask() };
  const events = createEventBus((error) => {
    throw error;
  });
  events.subscribe((event) => heard.push(event));
  const hunting = createHunting({
    store: store as unknown as TrafficStore,
    dataFolder: { sketchSecret: null, secret: new Uint8Array(32) },
    records,
    intake: {},
    alerts: { raise: () => Promise.reject(new Error('nothing to tell')) },
    ...takingLedger().parts,
    events,
    config: { hunting: { window: 1_000, every: 900_000, minArrivals: 10 } },
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {} },
  });
  open.push(hunting);
  return hunting;
}

async function until<T>(read: () => Promise<T> | T, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const list = async () => (await records.hunts.list({ limit: 10 })).items;
const ended = ({ status }: HuntRecord) => status === 'done' || status === 'failed';
const first = () => until(list, (hunts) => hunts.length > 0 && hunts.every(ended));

describe('continuous hunting', () => {
  it('begins at start, and is over at once where there is nothing', async () => {
    start();
    expect(await first()).toMatchObject([{ status: 'done', cause: 'schedule', window: null, exchanges: 0, campaigns: 0 }]);
    expect(heard.length > 0 && heard.every(({ kind }) => kind === 'hunt')).toBe(true);
  });

  it('on request; those who ask at once get one hunt', async () => {
    const hunting = start();
    await first();
    now += 1_000;
    const asked = await Promise.all([hunting.request('request'), hunting.request('request'), hunting.request('request')]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    const hunt = await until(
      () => records.hunts.get(asked[0].id),
      (found) => found !== null && ended(found),
    );
    expect(hunt).toMatchObject({ status: 'done', cause: 'request' });
    expect(hunting.status()).toMatchObject({ part: 'hunting', status: 'ok' });
  });

  it('leaves hunting to the node that holds the lease, and takes over when that is gone', async () => {
    await records.leases.acquire('hunting', 'another node', now, 60_000);
    const hunting = start();
    const asked = await hunting.request('request');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await records.hunts.get(asked.id))?.status).toBe('waiting');
    now += 60_001;
    // It looks every two seconds.
    expect(
      await until(
        () => records.hunts.get(asked.id),
        (found) => found !== null && ended(found),
      ),
    ).toMatchObject({ status: 'done' });
  });

  it('marks what a killed node left running as failed', async () => {
    const left: HuntRecord = { ...newHunt('arrival', now - 10_000), status: 'running' };
    await records.hunts.put(left);
    const hunting = start();
    await hunting.request('request');
    const hunt = await until(
      () => records.hunts.get(left.id),
      (found) => found !== null && ended(found),
    );
    expect(hunt).toMatchObject({ status: 'failed', error: 'the node stopped before the hunt ended' });
  });

  it('says that it is degraded while the store does not answer, and hunts when it does', async () => {
    ask = () => {
      throw new AppError('ENGINE_LOST', 'gone');
    };
    const hunting = start();
    const status = await until(
      () => hunting.status(),
      (part) => part.status === 'degraded',
    );
    expect(status.detail).toContain('ENGINE_LOST');
    ask = () => [{ newest: 0, n: '0' }];
    const asked = await hunting.request('request');
    await until(
      () => records.hunts.get(asked.id),
      (found) => found !== null && ended(found),
    );
    expect(hunting.status().status).toBe('ok');
  });

  it('answers no question before there was a hunt, nor about what is no family of evidence', async () => {
    const hunting = start();
    await expect(hunting.whatIf('c-1', ['identity'])).rejects.toThrowWithCode('NOT_FOUND');
    await expect(hunting.whatIf('c-1', ['benign'])).rejects.toThrowWithCode('REQUEST_INVALID');
    await expect(hunting.whatIf('c-1', [])).rejects.toThrowWithCode('REQUEST_INVALID');
  });
});
