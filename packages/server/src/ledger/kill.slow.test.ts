// SPDX-License-Identifier: Apache-2.0
/** A process that is killed between announcing, acting and logging loses nothing, and logs nothing twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataFolder } from '@stillwatch/traffic';
import type { Alert } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { openAccountability } from '../accountability.ts';
import { parseConfig } from '../config/index.ts';
import { createEventBus } from '../events.ts';
import { runUntilKilled } from '../killed.fixture.ts';
import { openRecords } from '../records/index.ts';

const script = fileURLToPath(new URL('./kill.child.fixture.ts', import.meta.url));
const KILLS = 20;

it(`${KILLS} times`, { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-kill-'));
  const clock = { now: () => Date.now() };
  const said: string[] = [];
  try {
    // Odd pauses, so that it is hit everywhere.
    for (let i = 0; i < KILLS; i++) said.push(...(await runUntilKilled(script, [folder, `run${i}`], (i * 37) % 260)));
    const { config } = parseConfig({ file: null, environment: {}, readSecret: () => '' });
    const dataFolder = openDataFolder(folder);
    const records = await openRecords({ url: null, folder, clock });
    const node = await openAccountability({
      dataFolder,
      records,
      config,
      clock,
      events: createEventBus(() => {}),
      fetch,
      onTrouble: () => {},
      alerts: { raise: async () => ({ id: '' }) as Alert },
    });
    const { ledger, transparency } = node;
    const keysSaid = (word: string): string[] =>
      said.filter((line) => line.startsWith(`${word} `)).map((line) => line.split(' ')[1]!);
    const outcomes = new Map<string, unknown>();
    for (let index = 0; index < transparency.log.size(); index++) {
      const entry = (await records.vault.entry(ledger.origin, index))!;
      expect(outcomes.has(entry.key), 'a leaf is there twice').toBe(false);
      outcomes.set(entry.key, (await ledger.payloadOf(entry))!.payload['outcome']);
    }
    // What was said to be logged is logged as done; what was announced or done is logged, at worst as interrupted.
    expect(keysSaid('logged').filter((key) => outcomes.get(key) !== 'done')).toEqual([]);
    for (const word of ['announced', 'acted']) expect(keysSaid(word).filter((key) => !outcomes.has(key))).toEqual([]);
    const labels = await records.labels.all();
    expect(labels.filter(({ reason }) => !outcomes.has(reason))).toEqual([]);
    expect([...outcomes.values()]).toContain('interrupted');
    expect(keysSaid('logged').length).toBeGreaterThan(KILLS);
    expect(await records.vault.drafts(ledger.origin)).toEqual([]);
    expect(await records.vault.waiting(ledger.origin)).toEqual([]);
    expect(await transparency.audit()).toMatchObject({ holds: true, problems: [] });
    await node.close();
    await records.close();
    dataFolder.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
