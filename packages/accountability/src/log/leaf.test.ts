// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEAF_KIND_NAMES, LEAF_KINDS } from './leaf-kinds.ts';
import { leafKindsTable } from './leaf-kinds-table.fixture.ts';
import { makeLeaf, openLeaf, parseLeaf } from './leaf.ts';

const salt = new Uint8Array(16).fill(7);
const payload = { account: 'acct-1', rung: 'block', reasons: ['linked to 40 accounts'], expires: null };
const parts = {
  kind: 'verdict',
  at: 1_790_000_000_123,
  actor: 'user:17',
  subject: 'a81f',
  key: 'verdict/9',
  payload,
  salt,
} as const;

describe('leaves', () => {
  const { leaf, entry } = makeLeaf(parts);

  it('commit to their payload and hold nothing of it', () => {
    expect(Buffer.from(entry).toString()).toBe(
      '{"actor":"user:17","at":"2026-09-21T14:13:20.123Z",' +
        '"commit":"' +
        leaf.commit +
        '","key":"' +
        leaf.key +
        '","kind":"verdict","subject":"a81f","v":1}',
    );
    for (const word of ['acct', 'block', 'linked', 'verdict/9']) expect(Buffer.from(entry).toString()).not.toContain(word);
    expect(parseLeaf(entry)).toEqual(leaf);
    expect(openLeaf(leaf, salt, payload)).toBe(true);
    expect(openLeaf(leaf, salt, Object.fromEntries(Object.entries(payload).toReversed()))).toBe(true);
  });

  it('do not open with another payload, salt, or without one', () => {
    expect(openLeaf(leaf, salt, { ...payload, rung: 'observe' })).toBe(false);
    expect(openLeaf(leaf, new Uint8Array(16), payload)).toBe(false);
    expect(openLeaf(leaf, new Uint8Array(0), payload)).toBe(false);
    expect(makeLeaf({ ...parts, salt: new Uint8Array(16) }).leaf.commit).not.toBe(leaf.commit);
  });

  it('are not made with a salt that can be guessed, or of names and addresses', () => {
    expect(() => makeLeaf({ ...parts, salt: new Uint8Array(15) })).toThrow(RangeError);
    for (const actor of ['', 'Anna Schmidt', 'anna@example.com', 'x'.repeat(129)])
      expect(() => makeLeaf({ ...parts, actor })).toThrow();
  });

  it.each([
    ['another order', '{"v":1,' + Buffer.from(entry).toString().slice(1).replace(',"v":1', '')],
    ['a member more', Buffer.from(entry).toString().replace('}', ',"x":1}')],
    ['an unknown kind', Buffer.from(entry).toString().replace('verdict', 'verdicts')],
    ['another version', Buffer.from(entry).toString().replace('"v":1', '"v":2')],
    ['no JSON', 'verdict'],
  ])('are refused with %s', (_, text) => expect(() => parseLeaf(Buffer.from(text))).toThrowWithCode('LOG_INVALID'));

  it.each(LEAF_KIND_NAMES)('of kind %s can be made', (kind) => {
    const made = makeLeaf({ ...parts, kind, subject: null });
    expect(parseLeaf(made.entry).kind).toBe(kind);
    expect(LEAF_KINDS[kind].records).toMatch(/^[a-z][^|.]+$/);
  });
});

it('docs/reference/log-leaves.md lists the kinds as the table has them', () => {
  const document = readFileSync(new URL('../../../../docs/reference/log-leaves.md', import.meta.url), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('|'));
  expect(rows).toEqual(leafKindsTable());
});
