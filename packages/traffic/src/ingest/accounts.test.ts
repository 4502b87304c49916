// SPDX-License-Identifier: Apache-2.0
import { createNodeKey, emptyExchange, type Exchange } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { decodeColumns } from '../store/columns.ts';
import { ATTRIBUTE_FIELDS } from '../store/schema.ts';
import { type AccountBook, createAccountBook } from './accounts.ts';
import { ExemplarIndex } from './exemplars.ts';
import { networkOf } from './network.ts';

const key = createNodeKey(new Uint8Array(32).fill(3));
const DAY = 86_400;
const MONDAY = 20_700 * DAY;

function exchange(change: Partial<Exchange>): Exchange {
  return { ...emptyExchange(), account: 'a', ...change };
}

function note(book: AccountBook, seconds: number, change: Partial<Exchange>): number {
  return book.note(exchange({ time: seconds * 1000, ...change }), 0, seconds);
}

function takeAttributes(book: AccountBook) {
  const columns = decodeColumns(book.attributes.take(), {
    account: 'UInt64',
    field: 'UInt8',
    value: 'UInt64',
    first: 'DateTime',
    last: 'DateTime',
  });
  return Array.from({ length: columns.length }, (_, i) => ({
    account: columns.account[i]!,
    field: ATTRIBUTE_FIELDS[columns.field[i]!]!,
    value: columns.value[i]!,
    first: columns.first[i]!,
    last: columns.last[i]!,
  }));
}

function takeFacts(book: AccountBook) {
  const text = {
    sealed: 'String',
    org: 'UInt64',
    sealedOrg: 'String',
    plan: 'String',
    use: 'String',
    asnType: 'String',
    region: 'String',
    language: 'String',
  } as const;
  const columns = decodeColumns(book.takeFacts().take(), {
    account: 'UInt64',
    ...text,
    created: 'UInt32',
    absent: 'UInt16',
    seen: 'DateTime',
  });
  return Array.from({ length: columns.length }, (_, i) => ({
    account: key.open(columns.sealed[i]!),
    org: columns.sealedOrg[i] === '' ? '' : key.open(columns.sealedOrg[i]!),
    plan: columns.plan[i]!,
    created: columns.created[i]!,
    seen: columns.seen[i]!,
  }));
}

describe('account book', () => {
  it('tells each identity value of an account once a day, an address with its network', () => {
    const book = createAccountBook(key, new ExemplarIndex());
    for (const seconds of [MONDAY + 5, MONDAY + 7, MONDAY + DAY - 1]) note(book, seconds, { ip: '198.51.100.7', device: 'd' });
    for (let i = 0; i < 4; i++) note(book, MONDAY + 100, { ip: i % 2 ? '198.51.100.8' : '198.51.100.7' });
    const day = { account: key.pseudonym('account', 'a'), first: MONDAY, last: MONDAY + DAY - 1 };
    expect(takeAttributes(book)).toEqual([
      { ...day, field: 'device', value: key.pseudonym('device', 'd') },
      { ...day, field: 'ip', value: key.pseudonym('ip', '198.51.100.7') },
      { ...day, field: 'net', value: key.pseudonym('net', '198.51.100') },
      { ...day, field: 'ip', value: key.pseudonym('ip', '198.51.100.8') },
    ]);
    note(book, MONDAY + 200, { ip: '198.51.100.7' });
    expect(takeAttributes(book)).toEqual([]);
    note(book, MONDAY + DAY, { ip: '198.51.100.7' });
    expect(takeAttributes(book).map(({ field, first }) => [field, first])).toEqual([
      ['ip', MONDAY + DAY],
      ['net', MONDAY + DAY],
    ]);
  });

  it('keeps one value of two accounts, and of two fields, apart', () => {
    const book = createAccountBook(key, new ExemplarIndex());
    note(book, MONDAY, { account: 'a', device: 'x', payment: 'x' });
    note(book, MONDAY, { account: 'b', device: 'x' });
    const rows = takeAttributes(book);
    expect(rows.map(({ account, field }) => [account, field])).toEqual([
      [key.pseudonym('account', 'a'), 'payment'],
      [key.pseudonym('account', 'a'), 'device'],
      [key.pseudonym('account', 'b'), 'device'],
    ]);
    expect(rows[1]!.value).toBe(rows[2]!.value);
    expect(rows[0]!.value).not.toBe(rows[1]!.value);
  });

  it('stops telling new values of an account after a thousand a day', () => {
    const book = createAccountBook(key, new ExemplarIndex());
    for (let i = 0; i < 3_000; i++) note(book, MONDAY, { endUser: `user-${i}` });
    expect(takeAttributes(book).length).toBe(1_000);
    note(book, MONDAY + DAY, { endUser: 'user-2999' });
    expect(takeAttributes(book).length).toBe(1);
  });

  it('tells facts when they change and once a day; the newest hold, whatever order they come in', () => {
    const book = createAccountBook(key, new ExemplarIndex());
    note(book, MONDAY + 10, { plan: 'free', org: 'o' });
    note(book, MONDAY + 30, { plan: 'team', org: 'o', createdAt: 5_000 });
    note(book, MONDAY + 20, { plan: 'free', org: 'o' });
    expect(takeFacts(book)).toEqual([{ account: 'a', org: 'o', plan: 'team', created: 5, seen: MONDAY + 30 }]);
    note(book, MONDAY + 40, { plan: 'team', org: 'o', createdAt: 5_000 });
    expect(takeFacts(book)).toEqual([]);
    note(book, MONDAY + 50, { plan: 'team' });
    expect(takeFacts(book)).toEqual([{ account: 'a', org: '', plan: 'team', created: 0, seen: MONDAY + 50 }]);
    note(book, MONDAY + 50 + DAY, { plan: 'team' });
    expect(takeFacts(book).map(({ seen }) => seen)).toEqual([MONDAY + 50 + DAY]);
  });

  it('forgets accounts rather than growing without end, and loses no facts by it', () => {
    const book = createAccountBook(key, new ExemplarIndex());
    const facts = new Set<string>();
    const many = 100_003;
    for (let i = 0; i < many; i++) {
      const account = note(book, MONDAY, { account: `account-${i}`, plan: 'p' });
      expect(account).toBeLessThan(100_000);
      if (i === 0 || i === many - 1)
        expect(BigInt(book.low(account)) | (BigInt(book.high(account)) << 32n)).toBe(key.pseudonym('account', `account-${i}`));
    }
    for (const { account } of takeFacts(book)) facts.add(account);
    expect(facts.size).toBe(many);
  });

  it('remembers the places with the smallest ranks of each account, in whatever order they come', () => {
    const ranks = Array.from({ length: 50 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 0);
    const smallest = ranks.toSorted((a, b) => a - b).slice(0, 8);
    for (const order of [ranks, ranks.toReversed()]) {
      const index = new ExemplarIndex();
      const book = createAccountBook(key, index);
      for (const rank of order) book.keepPlace(note(book, MONDAY, {}), rank, 0, rank, 1);
      const places = index.lists.get(key.pseudonym('account', 'a'))!.places;
      expect(places.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(smallest);
    }
  });
});

describe('network of an address', () => {
  it.each([
    ['198.51.100.7', '198.51.100'],
    ['::ffff:198.51.100.7', '198.51.100'],
    ['2001:db8:5:6::1', '2001:db8:5'],
    ['2001:0DB8:0005::', '2001:db8:5'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['unknown', ''],
    ['', ''],
    ['1.2.3', ''],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
