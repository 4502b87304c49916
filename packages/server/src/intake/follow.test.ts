// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ValueStore } from '../parts.ts';
import type { IntakeSettings } from './intake.ts';
import { makeFolder } from './folder.fixture.ts';
import { bytesOf, envelope, lines, memoryValues, NDJSON, START, until, useBench } from './intake.fixture.ts';

const bench = useBench();

function follow(path: string, values: ValueStore = memoryValues(), change: Partial<IntakeSettings> = {}) {
  return bench.open({ follow: [{ path }], ...change }, { values });
}

function untilCount(count: number): Promise<void> {
  return until(async () => (await bench.count()) >= count);
}

describe('a followed file', () => {
  it('is read as it grows, never half a line', async () => {
    const path = join(makeFolder(), 'a.jsonl');
    writeFileSync(path, '');
    const intake = follow(path);
    const text = lines(0, 30);
    // Cut anywhere; what ends in the middle of a line waits for the rest of it.
    for (let at = 0; at < text.length; at += 1_777) {
      appendFileSync(path, text.slice(at, at + 1_777));
      await new Promise((resolve) => setTimeout(resolve, 70));
    }
    await untilCount(30);
    expect(intake.counters()).toMatchObject({ exchanges: 30, rejected: 0 });
  });

  it('gives its last line without an end when it is whole', async () => {
    const path = join(makeFolder(), 'a.jsonl');
    writeFileSync(path, `${lines(0, 3)}${envelope(3)}`);
    const intake = follow(path);
    await untilCount(4);
    appendFileSync(path, `\n${lines(4, 1)}`);
    await untilCount(5);
    expect(intake.counters()).toMatchObject({ exchanges: 5, rejected: 0 });
  });

  it('is read on from where it was left after a restart, under whatever name', async () => {
    const folder = makeFolder();
    const values = memoryValues();
    writeFileSync(join(folder, 'a.jsonl'), lines(0, 20));
    const first = follow(folder, values);
    await until(() => first.counters().exchanges === 20);
    await first.close();
    renameSync(join(folder, 'a.jsonl'), join(folder, 'a.jsonl.1'));
    appendFileSync(join(folder, 'a.jsonl.1'), lines(20, 5));
    writeFileSync(join(folder, 'a.jsonl'), lines(25, 5));
    const second = follow(folder, values);
    await untilCount(30);
    expect(second.counters()).toMatchObject({ exchanges: 10, rejected: 0 });
  });

  it('is read to its end when it is rotated away', async () => {
    const folder = makeFolder();
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, lines(0, 10));
    const intake = follow(path);
    await untilCount(10);
    const old = join(folder, 'a.jsonl.1');
    renameSync(path, old);
    appendFileSync(old, lines(10, 10));
    writeFileSync(path, lines(20, 10));
    await untilCount(30);
    expect(intake.counters()).toMatchObject({ exchanges: 30, rejected: 0 });
  });

  it('begins anew when it is emptied, also when it has grown beyond where it was since', async () => {
    const path = join(makeFolder(), 'a.jsonl');
    writeFileSync(path, lines(0, 10));
    follow(path);
    await untilCount(10);
    truncateSync(path);
    writeFileSync(path, lines(10, 5));
    await untilCount(15);
    writeFileSync(path, lines(20, 40));
    await untilCount(55);
  });

  it('is there once though its rows were stored and its position was not', async () => {
    const path = join(makeFolder(), 'a.jsonl');
    writeFileSync(path, lines(0, 10));
    const values = memoryValues();
    const forgetful: ValueStore = { get: values.get, set: () => Promise.reject(new Error('no')) };
    const first = follow(path, forgetful);
    await untilCount(10);
    await first.close();
    const second = follow(path, values);
    await until(() => second.counters().exchanges === 10);
    expect(await bench.count()).toBe(10);
  });

  it('is no reason to stop when it is nothing of ours', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.txt'), 'hello\nworld\n');
    writeFileSync(join(folder, 'b.jsonl'), '{"a":1}\n'.repeat(10));
    writeFileSync(join(folder, 'c.jsonl'), `${lines(0, 5)}${'x'.repeat(100)}\n${lines(5, 5)}`);
    const intake = follow(folder);
    await untilCount(10);
    await until(() => intake.counters().rejected >= 3);
    expect(intake.status().status).toBe('ok');
  });
});

describe('a followed folder', () => {
  it('takes new files, in folders below, packed ones once and whole', async () => {
    const folder = makeFolder();
    const intake = follow(folder);
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'a.jsonl'), lines(0, 10));
    writeFileSync(join(folder, 'b.jsonl.gz'), gzipSync(bytesOf(lines(10, 10))));
    const packed = zstdCompressSync(bytesOf(lines(20, 10)));
    writeFileSync(join(folder, 'c.zst'), packed);
    writeFileSync(join(folder, 'd.json'), JSON.stringify([JSON.parse(envelope(30)), JSON.parse(envelope(31))], null, 2));
    await untilCount(32);
    await until(() => intake.counters().exchanges === 32);
    // Nothing is read again.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(intake.counters()).toMatchObject({ exchanges: 32, rejected: 0 });
    copyFileSync(join(folder, 'sub', 'a.jsonl'), join(folder, 'again.jsonl'));
    await until(() => intake.counters().exchanges === 42);
    expect(await bench.count()).toBe(32);
  });

  it('is read with a mapping file, line by line or as CSV', async () => {
    const folder = makeFolder();
    const map = join(folder, 'map.json');
    writeFileSync(map, JSON.stringify({ fields: { id: 'n', account: 'who', time: 'at', user: 'said' } }));
    mkdirSync(join(folder, 'logs'));
    const at = new Date(START).toISOString();
    const row = (n: number) => JSON.stringify({ n: `row-${n}`, who: 'a', at, said: `say ${n}` });
    writeFileSync(join(folder, 'logs', 'a.jsonl'), `${row(1)}\n${row(2)}\n`);
    writeFileSync(
      join(folder, 'logs', 'b.csv'),
      `n,who,at,said\n${[3, 4, 5].map((n) => `row-${n},a,${at},say ${n}\n`).join('')}`,
    );
    const intake = bench.open({ follow: [{ path: join(folder, 'logs'), map }] });
    await untilCount(5);
    const rows = await bench.store.rows<{ account: string; id: string }>(
      `SELECT account, id FROM ${bench.store.table('exchanges')}`,
    );
    const texts = await Promise.all(
      rows.map(({ account, id }) => intake.reveal({ account: BigInt(account), second: START / 1000, id: BigInt(id) })),
    );
    expect(texts.map((text) => text?.user ?? '').sort()).toEqual(['say 1', 'say 2', 'say 3', 'say 4', 'say 5']);
    expect(() => bench.open({ follow: [{ path: folder, format: 'nope' }] })).toThrowWithCode('FORMAT_UNSUPPORTED');
    expect(() => bench.open({ follow: [{ path: folder, map: join(folder, 'none.json') }] })).toThrowWithCode('INPUT_NOT_FOUND');
  });

  it('may come later than the node', async () => {
    const folder = join(makeFolder(), 'later');
    const intake = follow(folder);
    await until(() => intake.status().status === 'degraded');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.jsonl'), lines(0, 3));
    await untilCount(3);
    expect(intake.status().status).toBe('ok');
  });
});

describe('the text of an exchange', () => {
  interface Row {
    account: string;
    ts: string;
    id: string;
  }
  const refs = async () => {
    const rows = await bench.store.rows<Row>(
      `SELECT account, toUInt32(ts) AS ts, id FROM ${bench.store.table('exchanges')} ORDER BY ts`,
    );
    return rows.map(({ account, ts, id }) => ({ account: BigInt(account), second: Number(ts), id: BigInt(id) }));
  };
  const said = (i: number) => ({ system: '', user: `please sort the numbers ${i} and name the river` });

  it('is read from followed files while they are there, before and after a restart', async () => {
    const folder = makeFolder();
    const values = memoryValues();
    writeFileSync(join(folder, 'a.jsonl'), lines(0, 40));
    writeFileSync(join(folder, 'b.gz'), gzipSync(bytesOf(lines(40, 10))));
    writeFileSync(join(folder, 'c.jsonl'), `${envelope(50, { id: undefined, response: undefined })}\n`);
    let intake = follow(folder, values);
    await until(() => intake.counters().exchanges === 51);
    const all = await refs();
    for (const i of [0, 17, 39, 45, 50]) expect(await intake.reveal(all[i]!)).toEqual(said(i));
    expect(await intake.reveal({ ...all[3]!, id: 7n })).toBe(null);
    expect(await intake.reveal({ ...all[3]!, second: 7 })).toBe(null);
    await intake.close();
    intake = follow(folder, values);
    await until(async () => (await intake.reveal(all[20]!)) !== null);
    rmSync(folder, { recursive: true });
    expect(await intake.reveal(all[20]!)).toBe(null);
  });

  it('of a delivery is kept only where that is wanted, sealed, and for as long', async () => {
    const deliver = { ...NDJSON, format: 'native' };
    let now = Date.UTC(2026, 10, 1);
    const keeping = bench.open({ keepText: 7_200_000 }, { now: () => now });
    await keeping.take(bytesOf(lines(0, 5)), deliver);
    await keeping.take(bytesOf(lines(5, 5)), deliver);
    const all = await refs();
    expect(await keeping.reveal(all[7]!)).toEqual(said(7));
    await keeping.close();
    now += 3_600_000;
    const later = bench.open({ keepText: 7_200_000 }, { now: () => now });
    expect(await later.reveal(all[2]!)).toEqual(said(2));
    await later.close();
    now += 7_200_000;
    const expired = bench.open({ keepText: 7_200_000 }, { now: () => now });
    expect(await expired.reveal(all[2]!)).toBe(null);
    const without = bench.open();
    await without.take(bytesOf(lines(0, 5)), deliver);
    expect(await without.reveal(all[2]!)).toBe(null);
  });

  it('gives examples of some accounts, a few of each, and none of others', async () => {
    const path = join(makeFolder(), 'a.jsonl');
    writeFileSync(path, lines(0, 100));
    const intake = follow(path);
    await untilCount(100);
    const wanted = [2, 5].map((n) => bench.dataFolder.nodeKey.pseudonym('account', `account-${n}`));
    // How far a file was read is noted after its exchanges are stored.
    await until(async () => (await intake.exemplars!(wanted)).length > 0);
    const found = (await intake.exemplars!(wanted)).map(({ account, user }) => ({ account, user }));
    expect(new Set(found.map(({ account }) => account))).toEqual(new Set(['account-2', 'account-5']));
    expect(found).toHaveLength(8);
    expect(found.every(({ user }) => user !== '')).toBe(true);
    rmSync(path);
    expect(await intake.exemplars!(wanted)).toEqual([]);
    const keeping = bench.open({ keepText: 86_400_000 });
    await keeping.take(bytesOf(lines(100, 20)), NDJSON);
    expect((await keeping.exemplars!(wanted)).length).toBeGreaterThan(0);
  });
});
