// SPDX-License-Identifier: Apache-2.0
import type { LogHealth } from '@stillwatch/core/api';
import { LogAlarm } from '@stillwatch/core/api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clearCommand, explainAlarm, judgeLog } from './log-health.ts';

const WELL: LogHealth = {
  origin: 'a.example/log',
  key: 'a.example/log+00000000+AA',
  size: 40,
  root: '00'.repeat(32),
  checkpoint: 'a.example/log\n40\n',
  signing: true,
  lastAt: null,
  witnesses: [],
  quorum: { needed: 2, have: 2, met: true },
  witnessedSize: 40,
  witnessKey: 'a.example/witness+00000000+AA',
  watched: [],
  alarms: [],
  timestampAuthority: null,
  policy: '',
};
const ALARM = { id: 'x', at: '2026-09-01T00:00:00.000Z', detail: '', clearedBy: null, clearedAt: null };
const PEERS = { ...ALARM, kind: 'split-view' as const, origin: 'b.example/log', own: false };
const OWN = { ...ALARM, kind: 'rollback' as const, origin: WELL.origin, own: true };
const LIFTED = { ...OWN, clearedAt: ALARM.at, clearedBy: 'ada' };

it.each([
  ['well', {}, 'good', 'its witnesses agree'],
  ['a cleared alarm', { alarms: [LIFTED] }, 'good', 'its witnesses agree'],
  ['its own alarm', { alarms: [PEERS, OWN], signing: false }, 'bad', 'signs nothing'],
  ['its own alarm that is not acted on yet', { alarms: [OWN] }, 'bad', 'signs nothing'],
  ['empty', { size: 0, quorum: { needed: 2, have: 0, met: false } }, 'plain', 'Nothing is recorded'],
  ['no witness', { quorum: { needed: 0, have: 0, met: true } }, 'warn', 'Nobody watches'],
  ['too few', { quorum: { needed: 2, have: 1, met: false } }, 'warn', 'Too few'],
  ['too few, and a peer’s alarm', { quorum: { needed: 2, have: 1, met: false }, alarms: [PEERS] }, 'warn', 'Too few'],
  ['a peer’s alarm', { alarms: [PEERS] }, 'warn', 'a peer’s is not'],
] as const)('says of a log that is %s', (_, change, look, title) => {
  const state = judgeLog({ ...WELL, ...change, alarms: [...('alarms' in change ? change.alarms : [])] });
  expect(state.look).toBe(look);
  expect(state.title).toContain(title);
});

it('tells how many entries wait for a countersignature', () => {
  expect(judgeLog({ ...WELL, witnessedSize: 38 }).text).toMatch(/^2 leaves since/);
  expect(judgeLog({ ...WELL, size: 1, witnessedSize: null }).text).toMatch(/^1 leaf since/);
});

it('says of every alarm what to do', () => {
  for (const kind of LogAlarm.shape.kind.options) {
    for (const own of [true, false]) expect(explainAlarm({ kind, own }).steps.length).toBeGreaterThan(1);
  }
});

it('names the command that clears an alarm, with options that it has', () => {
  const command = clearCommand(OWN);
  expect(command).toMatch(/^stillwatch log witness .*--clear x /);
  const defined = readFileSync(join(import.meta.dirname, '../../../cli/src/commands/log.ts'), 'utf8');
  const used = command.match(/--[a-z-]+/g)!;
  expect(used).toEqual(['--data', '--clear', '--by']);
  for (const option of used) expect(defined).toContain(`'${option} `);
});
