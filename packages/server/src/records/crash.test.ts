// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runUntilKilled } from '../killed.fixture.ts';
import { everyPage } from './contract/samples.fixture.ts';
import { openRecords } from './open.ts';
import { sqliteFile } from './sqlite.ts';

const script = fileURLToPath(new URL('./writer.child.fixture.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-crash-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Everything acknowledged is there, nothing is there by half, and SQLite finds nothing wrong. */
async function check(acknowledged: readonly string[]): Promise<void> {
  const records = await openRecords({ url: null, folder, clock: { now: () => Date.now() } });
  try {
    const audit = await everyPage(1000, (page) => records.audit.list({}, page));
    const campaigns = await everyPage(1000, (page) => records.campaigns.list({}, page));
    const there = new Set([...audit.map(({ id }) => `audit ${id}`), ...campaigns.map(({ id }) => `campaign ${id}`)]);
    expect(acknowledged.filter((line) => !there.has(line))).toEqual([]);
    for (const { id, finding } of campaigns) {
      const members = await everyPage(1000, (page) => records.campaigns.members(id, page));
      expect(members.map(({ account }) => account).sort()).toEqual(finding.accounts.toSorted());
      expect(await records.reviews.ofCampaign(id)).not.toBeNull();
      expect(await records.hunts.get(id)).not.toBeNull();
    }
  } finally {
    await records.close();
  }
  const database = new DatabaseSync(sqliteFile(folder));
  try {
    expect(
      database
        .prepare('pragma integrity_check')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([{ integrity_check: 'ok' }]);
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  } finally {
    database.close();
  }
}

it('loses nothing that was acknowledged when its process is killed at any moment', async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    acknowledged.push(...(await runUntilKilled(script, [folder, `r${round}`], Math.random() * 150)));
    await check(acknowledged);
  }
  expect(acknowledged.length).toBeGreaterThan(8);
});

it('takes writers of several processes at once, from the first opening on', async () => {
  const all = await Promise.all(['a', 'b', 'c'].map((name) => runUntilKilled(script, [folder, name], 500)));
  for (const lines of all) expect(lines.length).toBeGreaterThan(1);
  await check(all.flat());
});
