// SPDX-License-Identifier: Apache-2.0
/** Two nodes that countersign each other's logs over loopback, and what happens when one of them is not what it was. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy, verifyProof } from '@stillwatch/accountability';
import type { LogHealth } from '@stillwatch/core/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../http/ask.fixture.ts';
import { openTestNode, type TestNode } from '../http/node.fixture.ts';
import { NODE } from '../ledger/index.ts';
import { clearAlarm } from '../told-acts.ts';

let root: string;
/** Where nodes listen, by the host of the address that the others have of them. */
let addresses: Map<string, string>;
let alerts: string[];
/** Whether witnesses claim to have seen 99 leaves, and show nothing. */
let liar: boolean;
const running: TestNode[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-witness-'));
  addresses = new Map();
  alerts = [];
  liar = false;
});
afterEach(async () => {
  for (const node of running.splice(0)) await node.close();
  rmSync(root, { recursive: true });
});

const reach: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (liar) return init?.method === 'POST' ? new Response('99\n', { status: 409 }) : new Response(null, { status: 404 });
  const address = addresses.get(url.host);
  if (address === undefined) throw new TypeError('nobody is there');
  return await fetch(new URL(url.pathname, address), init);
};

async function open(name: string, settings: object = {}): Promise<TestNode> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const yaml = JSON.stringify({ port: 0, ...settings });
  const node = await openTestNode({ yaml, folder, withTraffic: false, fetch: reach, onAlert: (text) => void alerts.push(text) });
  addresses.set(`${name}.invalid`, await node.http.listen());
  running.push(node);
  return node;
}

async function close(node: TestNode): Promise<void> {
  running.splice(running.indexOf(node), 1);
  await node.close();
}

/** What each has to know of the other to countersign it. */
function settingsFor(other: string, { origin, key, witnessKey }: LogHealth): object {
  const witnesses = [{ name: other, key: witnessKey, url: `http://${other}.invalid/witness` }];
  return { log: { witnesses, quorum: 1, witness: { for: [{ origin, key, url: `http://${other}.invalid/log` }] } } };
}

async function openPair(): Promise<{ a: TestNode; b: TestNode; settingsOfA: object }> {
  const told: LogHealth[] = [];
  for (const name of ['a', 'b']) {
    const node = await open(name);
    told.push(await node.parts.transparency.health());
    await close(node);
  }
  const settingsOfA = settingsFor('b', told[1]!);
  return { a: await open('a', settingsOfA), b: await open('b', settingsFor('a', told[0]!)), settingsOfA };
}

async function act(node: TestNode, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const payload = { hold: `${Math.random()}`, scope: 'x', state: 'placed', reason: 'A test.' };
    await node.parts.ledger.record({ kind: 'hold', actor: NODE, subject: null, payload, key: payload.hold });
  }
}

it('countersign each other, so that a proof meets its quorum', async () => {
  const { a, b } = await openPair();
  await act(a, 3);
  await act(b, 2);
  for (const node of [a, b]) await node.parts.transparency.collect();
  const health = await a.parts.transparency.health();
  expect(health).toMatchObject({
    size: 3,
    signing: true,
    witnessedSize: 3,
    quorum: { needed: 1, have: 1, met: true },
    alarms: [],
  });
  expect(health.witnesses).toMatchObject([{ name: 'b', status: 'ok', size: 3, detail: '' }]);
  expect((await b.parts.transparency.health()).watched).toMatchObject([{ origin: health.origin, size: 3 }]);
  const proof = await a.parts.transparency.prove(1);
  const entry = await a.parts.transparency.log.entry(1);
  expect(verifyProof(proof, entry, parsePolicy(health.policy))).toMatchObject({ ok: true, value: { index: 1, size: 3 } });
  expect(verifyProof(proof, await a.parts.transparency.log.entry(2), parsePolicy(health.policy)).ok).toBe(false);
  await act(a, 1);
  expect((await a.parts.transparency.health()).witnesses).toMatchObject([{ status: 'behind', size: 3 }]);
  await close(b);
  addresses.delete('b.invalid');
  await a.parts.transparency.collect();
  expect(a.parts.transparency.status()).toMatchObject({ status: 'degraded', detail: expect.stringContaining('QUORUM_MISSING') });
});

it('catch one that was restored from an old copy; it says so, and does nothing that it could not log', async () => {
  const { a, b, settingsOfA } = await openPair();
  await act(a, 2);
  await a.parts.transparency.collect();
  await close(a);
  cpSync(join(root, 'a'), join(root, 'copy'), { recursive: true });
  const later = await open('a', settingsOfA);
  await act(later, 3);
  await later.parts.transparency.collect();
  await close(later);
  rmSync(join(root, 'a'), { recursive: true });
  cpSync(join(root, 'copy'), join(root, 'a'), { recursive: true });

  const restored = await open('a', settingsOfA);
  expect(restored.parts.transparency.log.size()).toBe(2);
  await restored.parts.transparency.collect();
  const health = await restored.parts.transparency.health();
  expect(health).toMatchObject({ signing: false, alarms: [{ kind: 'rollback', own: true, clearedAt: null }] });
  expect(health.witnesses).toMatchObject([{ status: 'alarm', size: 5 }]);
  const ready = await ask(restored, 'GET /readyz');
  expect(ready.json.parts).toContainEqual({ part: 'log', status: 'degraded', detail: expect.stringContaining('LOG_ROLLBACK') });
  expect(alerts).toContainEqual(expect.stringMatching(/LOG_ROLLBACK.*5 leaves, and the log has 2/));
  expect((await ask(restored, 'GET /log/checkpoint')).status).toBe(503);

  const person = await restored.asPerson(['analyst', 'approver'], 'Robin');
  const label = { label: 'benign', reason: 'A class.' };
  const refused = await ask(restored, 'PUT /v1/accounts/c-0/label', person, label);
  expect(refused).toMatchObject({ status: 503, json: { code: 'LOG_UNAVAILABLE' } });
  expect(await restored.records.labels.get('c-0')).toBeNull();
  // Whoever has to see to it comes in and goes out all the same.
  expect((await ask(restored, 'DELETE /v1/session', person)).status).toBe(204);

  // The alarm is kept over a restart, and ends when somebody ends it.
  await close(restored);
  const again = await open('a', settingsOfA);
  expect(again.parts.transparency.log.halted()).toMatchObject({ code: 'LOG_ROLLBACK' });
  const [alarm] = (await again.parts.transparency.health()).alarms;
  expect(await clearAlarm(again.records, again.clock, alarm!.id, 'Kim')).toBe(health.origin);
  await close(again);
  const cleared = await open('a', settingsOfA);
  expect(cleared.parts.transparency.log.halted()).toBeNull();
  // The alarm, the sign-out and the clearing had to wait, and are in the log now.
  const leaves = await cleared.records.vault.entries(health.origin, {}, { limit: 10 });
  expect(leaves.items.map(({ kind }) => kind).toSorted()).toEqual(['access', 'hold', 'hold', 'witness-alarm', 'witness-alarm']);

  // It goes on from the old copy: another history of the size that was countersigned. Both see it.
  expect(cleared.parts.transparency.log.size()).toBe(5);
  await cleared.parts.transparency.collect();
  const standing = (await cleared.parts.transparency.health()).alarms.filter(({ clearedAt }) => clearedAt === null);
  expect(standing).toMatchObject([{ kind: 'split-view', own: true }]);
  const seenByB = async () => (await b.parts.transparency.health()).alarms.map(({ kind, own, origin }) => [kind, own, origin]);
  const peer = [false, health.origin];
  await expect.poll(seenByB).toEqual([
    ['split-view', ...peer],
    ['rollback', ...peer],
  ]);
  expect(b.parts.transparency.status()).toMatchObject({ status: 'degraded' });
  expect(b.parts.transparency.log.halted()).toBeNull();
});

it('does not believe a witness that says more than the log has signed', async () => {
  const { a } = await openPair();
  await act(a, 1);
  liar = true;
  await a.parts.transparency.collect();
  expect((await a.parts.transparency.health()).witnesses).toMatchObject([
    { status: 'alarm', detail: expect.stringContaining('99 leaves') },
  ]);
  expect(a.parts.transparency.log.halted()).toBeNull();
  expect((await a.parts.transparency.health()).alarms).toEqual([]);
});

it('notices that the records know more of the log than it has', async () => {
  const node = await open('a');
  await act(node, 3);
  const origin = node.parts.ledger.origin;
  await close(node);
  rmSync(join(root, 'a', 'data', 'log'), { recursive: true });
  const without = await open('a');
  expect(without.parts.transparency.status()).toMatchObject({
    status: 'degraded',
    detail: expect.stringContaining('LOG_ROLLBACK'),
  });
  expect((await without.parts.transparency.health()).alarms).toMatchObject([{ kind: 'rollback', origin, own: true }]);
});
