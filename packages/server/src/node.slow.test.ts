// SPDX-License-Identifier: Apache-2.0
/** A whole node with the demonstration: what it does by itself is in its log, and a dossier can be made of what it finds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from './config/index.ts';
import { afterAll, expect, it } from 'vitest';
import { createNode, type StillwatchNode } from './node.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-node-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const settings = { port: 0, data: root, demonstration: true, logLevel: 'silent' };

async function start(more: object = {}): Promise<StillwatchNode> {
  const text = JSON.stringify({ ...settings, ...more });
  return await createNode(parseConfig({ file: { name: 'node.yaml', text }, environment: {}, readSecret: () => '' }), {
    consoleFolder: null,
    log: { write: () => {} },
  });
}

async function kindsOf({ records, transparency }: StillwatchNode): Promise<string[]> {
  const { items } = await records.vault.entries(transparency.log.origin, {}, { limit: 1_000 });
  return items.map(({ kind }) => kind).toReversed();
}

it('logs its settings, its first link, its permissions, its findings with evidence, and nothing twice', {
  timeout: 240_000,
}, async () => {
  const node = await start();
  let found: string[] = [];
  try {
    await expect.poll(async () => (await kindsOf(node)).includes('finding'), { timeout: 200_000, interval: 500 }).toBe(true);
    await expect.poll(async () => (await node.records.hunts.latest())?.status, { timeout: 60_000 }).toBe('done');
    const kinds = await kindsOf(node);
    expect(kinds.slice(0, 2).toSorted()).toEqual(['exception', 'settings']);
    expect(kinds).toContain('calibration');
    expect(kinds.filter((kind) => kind === 'access')).toHaveLength(1);
    const { items } = await node.records.campaigns.list({ current: true }, { limit: 100 });
    found = items.map(({ id }) => id);
    expect(kinds.filter((kind) => kind === 'finding').length).toBeGreaterThanOrEqual(found.length);
    for (const id of found) {
      const evidence = await node.records.custody.evidenceOf(id, { limit: 10 });
      expect(evidence.items.length, id).toBeGreaterThan(0);
      expect(evidence.items[0]?.leaf, id).not.toBeNull();
    }
    expect(await node.transparency.audit()).toMatchObject({ holds: true, payloads: { absent: 0, erased: 0 } });
    const ready = (await (await fetch(`${node.address}/readyz`)).json()) as { parts: { part: string; status: string }[] };
    expect(ready.parts).toContainEqual(expect.objectContaining({ part: 'log', status: 'ok' }));
    const checkpoint = await (await fetch(`${node.address}/log/checkpoint`)).text();
    expect(Number(checkpoint.split('\n')[1])).toBe(node.transparency.log.size());
  } finally {
    await node.close();
  }
  // Started with other settings, it says which; what was seeded and found is not told again.
  const again = await start({ signIn: { sessionHours: 8 } });
  try {
    const leaves = await again.records.vault.entries(again.transparency.log.origin, { kind: 'settings' }, { limit: 10 });
    expect(leaves.items).toHaveLength(2);
    expect((await kindsOf(again)).filter((kind) => kind === 'exception')).toHaveLength(1);
    expect(found.length).toBeGreaterThan(0);
  } finally {
    await again.close();
  }
});
