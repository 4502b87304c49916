// SPDX-License-Identifier: Apache-2.0
/** Two nodes of one sharing group, each a process of its own: A has found its campaigns, B has the traffic and has not looked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { ask } from './browser.slow.fixture.ts';
import { type RunningNode, startNode } from './node.slow.fixture.ts';

const SKETCH_KEY = 'a1'.repeat(32);
/** Accounts of the campaign, and other customers, of whom B has exchanges. */
const MEMBERS = 6;
const OTHERS = 150;

export interface SharingPair {
  readonly a: RunningNode;
  readonly b: RunningNode;
  close(): Promise<void>;
}

/** Partners are asked when somebody presses *Pull now*, and B hunts when somebody asks: what a test sees has one cause. */
export async function startPair(): Promise<SharingPair> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-sharing-'));
  const config = (name: string, more: object = {}): string => {
    const file = join(folder, `${name}.yaml`);
    const group = { name: 'frontier-labs', sketchKey: SKETCH_KEY };
    const sharing = { organisation: `${name}.example`, groups: [group.name], group, pullEvery: '1d' };
    writeFileSync(file, JSON.stringify({ sharing, ...more }));
    return file;
  };
  const a = await startNode(['--demonstration', '--config', config('lab-a')]);
  const b = await startNode(['--config', config('lab-b', { hunting: { every: '7d', minArrivals: 1_000_000_000 } })]);
  return {
    a,
    b,
    async close() {
      await a.stop();
      await b.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Delivers exchanges of A’s demonstration to B, as if they had come there: of some members of a campaign, and of customers who
 * are in none.
 * @param page where B’s administrator is signed in.
 * @param members all accounts of the campaign.
 * @returns the members of whom B has exchanges, and how many.
 */
export async function deliverTo(
  page: Page,
  { a, b }: SharingPair,
  members: ReadonlySet<string>,
): Promise<{ accounts: readonly string[]; exchanges: number }> {
  // The hunt at the start, of nothing, is over; none that is due would find what comes now.
  await vi.waitFor(async () => expect((await ask(page, 'listHunts')).json.items.map(({ status }) => status)).toEqual(['done']), {
    timeout: 120_000,
    interval: 500,
  });
  const { secret } = (await ask(page, 'addKey', { body: { name: 'gateway', permissions: ['intake'] } })).json;
  const lines = readFileSync(join(a.data, 'demonstration/logs/native.jsonl'), 'utf8').split('\n').filter(Boolean);
  const byAccount = Map.groupBy(lines, (line) => (JSON.parse(line) as { account: string }).account);
  const known = [...byAccount.keys()];
  const accounts = known.filter((account) => members.has(account)).slice(0, MEMBERS);
  const others = known.filter((account) => !members.has(account)).slice(0, OTHERS);
  const chosen = [...accounts, ...others].flatMap((account) => byAccount.get(account)!);
  const answer = await fetch(`${b.address}/v1/intake?format=native`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${secret}` },
    body: chosen.join('\n'),
  });
  expect(await answer.json()).toMatchObject({ accepted: chosen.length, rejected: 0 });
  return { accounts, exchanges: accounts.reduce((sum, account) => sum + byAccount.get(account)!.length, 0) };
}
