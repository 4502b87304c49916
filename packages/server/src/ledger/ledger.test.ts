// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLeaf, parseLeaf } from '@stillwatch/accountability';
import { createNodeKey } from '@stillwatch/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../parts.ts';
import { type TestClock, testClock } from '../records/contract/samples.fixture.ts';
import { openRecords } from '../records/index.ts';
import type { Act } from './act.ts';
import { tellNode } from './draft.ts';
import { type AppendableLog, createLedger, type Ledger } from './ledger.ts';
import { pseudonymOf, type Who } from './who.ts';

const ACCOUNT: Who = { kind: 'account', id: 'acct-canary-4711' };
const ADA: Who = { kind: 'person', id: 'u1', name: 'Ada Canary' };
const NODE_KEY = createNodeKey(new Uint8Array(32).fill(7));

let folder: string;
let clock: TestClock;
let records: Records;
let log: MemoryLog;

/** A log in memory whose appending can be made to fail. */
interface MemoryLog extends AppendableLog {
  readonly entries: { key: string; entry: Uint8Array }[];
  broken: boolean;
  /** Dies after the entry is durable, before anybody is told. */
  killed: boolean;
  halt: { code: string } | null;
}

function memoryLog(origin = 'log.example'): MemoryLog {
  const entries: MemoryLog['entries'] = [];
  const made: MemoryLog = {
    origin,
    entries,
    broken: false,
    killed: false,
    halt: null,
    async append(more) {
      if (made.broken) throw new Error('no space');
      const indexes = more.map(({ key, entry }) => {
        const there = entries.findIndex((one) => one.key === key);
        return there >= 0
          ? {
              index: there,
              duplicate: true,
            }
          : {
              index:
                entries.push({
                  key,
                  entry,
                }) - 1,
              duplicate: false,
            };
      });
      if (made.killed) throw new Error('killed');
      return indexes;
    },
    halted: () => made.halt,
  };
  return made;
}

const open = (): Ledger => createLedger({ log, store: records.vault, nodeKey: NODE_KEY, clock });
const act = (change: Partial<Act> = {}): Act => ({
  kind: 'verdict',
  actor: ADA,
  subject: ACCOUNT,
  payload: {
    account: 'acct-canary-4711',
    rung: 'benign',
  },
  key: 'one',
  ...change,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-ledger-'));
  clock = testClock();
  records = await openRecords({ url: null, folder, clock });
  log = memoryLog();
});
afterEach(async () => {
  await records.close();
  rmSync(folder, { recursive: true });
});

describe('what is recorded', () => {
  it('is a leaf that commits to a payload which only the node can read', async () => {
    const ledger = open();
    const recorded = await ledger.record(act());
    expect(recorded.index).toBe(0);
    const leaf = parseLeaf(log.entries[0]!.entry);
    expect(leaf).toMatchObject({ kind: 'verdict', key: recorded.key, actor: pseudonymOf(NODE_KEY, ADA) });
    expect(leaf.subject).toBe(ledger.pseudonym(ACCOUNT));
    const entry = (await records.vault.entry('log.example', 0))!;
    const opened = (await ledger.payloadOf(entry))!;
    expect(opened.payload).toEqual(act().payload);
    expect(openLeaf(leaf, opened.salt, opened.payload)).toBe(true);
    expect(openLeaf(leaf, opened.salt, { ...opened.payload, rung: 'malicious' })).toBe(false);
    expect(await ledger.vault.nameOf(leaf.actor)).toBe('Ada Canary');
    // Neither the log nor the files of the records hold any of it in the open.
    expect(Buffer.from(log.entries[0]!.entry).toString()).not.toMatch(/canary/i);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('canary-4711'), name).toBe(false);
  });

  it('is recorded once, however often it is told', async () => {
    const ledger = open();
    const first = await ledger.record(act());
    expect(await ledger.record(act({ payload: { other: true } }))).toEqual(first);
    expect(await open().record(act())).toEqual(first);
    const all = await ledger.recordAll([act({ key: 'two' }), act({ key: 'one' }), act({ key: 'three' })]);
    expect(all.map(({ index }) => index)).toEqual([1, 0, 2]);
    expect(log.entries).toHaveLength(3);
  });
});

describe('an act', () => {
  it('is announced before it is done, and is in the log when it was', async () => {
    const ledger = open();
    const { key: _, ...rest } = act();
    const intent = await ledger.intend(rest);
    expect(await records.vault.drafts('log.example')).toMatchObject([{ state: 'intent' }]);
    expect(log.entries).toEqual([]);
    const recorded = await intent.done({ ...rest, payload: { ...rest.payload, outcome: 'done' } });
    expect(recorded).toEqual({ index: 0, key: intent.key });
    expect(await records.vault.drafts('log.example')).toEqual([]);
    const refused = await ledger.intend(rest);
    await refused.withdraw();
    expect(await records.vault.drafts('log.example')).toEqual([]);
    await ledger.recover();
    expect(log.entries).toHaveLength(1);
  });

  it('that a killed process had announced is logged as interrupted by the next one', async () => {
    const { key: _, ...rest } = act();
    const intent = await open().intend(rest);
    const next = open();
    await next.recover();
    const entry = (await records.vault.entry('log.example', 0))!;
    expect(entry.key).toBe(intent.key);
    expect((await next.payloadOf(entry))?.payload).toEqual({ ...rest.payload, outcome: 'interrupted' });
    await next.recover();
    expect(log.entries).toHaveLength(1);
  });

  it('that was kept and not appended, or appended and not told, is in the log once after the next start', async () => {
    const { key: _, ...rest } = act();
    for (const how of ['broken', 'killed'] as const) {
      const ledger = open();
      const intent = await ledger.intend(rest);
      log[how] = true;
      await expect(intent.done(rest)).rejects.toThrowWithCode('LOG_UNAVAILABLE');
      expect(ledger.trouble()).not.toBeNull();
      log[how] = false;
      expect(await records.vault.waiting('log.example')).toHaveLength(1);
      await open().recover();
      expect(await records.vault.waiting('log.example')).toEqual([]);
      expect(log.entries.filter(({ key }) => key === intent.key)).toHaveLength(1);
    }
    expect(log.entries).toHaveLength(2);
  });

  it('is not done while the log takes nothing, and what waits goes first when it does again', async () => {
    const ledger = open();
    const { key: _, ...rest } = act();
    log.broken = true;
    await expect((await ledger.intend(rest)).done(rest)).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    await expect(ledger.intend(rest)).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    await expect(ledger.ready()).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    log.broken = false;
    await (await ledger.intend(rest)).done(rest);
    expect(log.entries).toHaveLength(2);
    expect(ledger.trouble()).toBeNull();
    log.halt = { code: 'LOG_ROLLBACK' };
    await expect(ledger.ready()).rejects.toThrowWithCode('LOG_UNAVAILABLE');
    expect(ledger.trouble()).toBe('LOG_ROLLBACK');
  });

  it('that a command told of is logged by one of the nodes that share the records', async () => {
    const { key: _, ...rest } = act({ kind: 'export', subject: null });
    await tellNode(records, clock, rest);
    const other = memoryLog('log.example/other');
    const ledgers = [open(), createLedger({ log: other, store: records.vault, nodeKey: NODE_KEY, clock })];
    await Promise.all(ledgers.map((ledger) => ledger.flush()));
    expect(log.entries.length + other.entries.length).toBe(1);
    expect(await records.vault.drafts('log.example')).toEqual([]);
  });
});

describe('erasing somebody', () => {
  it('makes what is about them unreadable, also in the files, and leaves what is about others', async () => {
    const ledger = open();
    await ledger.record(act());
    await ledger.record(act({ key: 'two', subject: { kind: 'account', id: 'other' }, payload: { account: 'other' } }));
    await ledger.record(act({ key: 'three', subject: null, payload: { what: 'nobody' } }));
    const subject = ledger.pseudonym(ACCOUNT);
    const key = (await records.vault.keyOf(subject))!;
    ledger.vault.forget(subject);
    await records.vault.erase(subject, clock.ms);
    const entries = await Promise.all([0, 1, 2].map((i) => records.vault.entry('log.example', i)));
    const opened = await Promise.all(entries.map((entry) => ledger.payloadOf(entry!)));
    expect(opened.map((one) => one?.payload ?? null)).toEqual([null, { account: 'other' }, { what: 'nobody' }]);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(key.sealedKey!), name).toBe(false);
    // Whoever is recorded again has another key, and what was is not readable by it.
    await ledger.record(act({ key: 'four' }));
    expect((await records.vault.keyOf(subject))?.id).not.toBe(key.id);
    expect(await ledger.payloadOf(entries[0]!)).toBeNull();
  });

  it('makes their name untold, and what they did to others stays', async () => {
    const ledger = open();
    await ledger.record(act());
    const person = ledger.pseudonym(ADA);
    ledger.vault.forget(person);
    await records.vault.erase(person, clock.ms);
    expect(await ledger.vault.nameOf(person)).toBeNull();
    expect((await ledger.payloadOf((await records.vault.entry('log.example', 0))!))?.payload).toEqual(act().payload);
  });
});
