// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCampaignMemory } from './campaign-memory.ts';
import type { Remembered } from './recognise.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-memory-test-'));
afterAll(() => rmSync(root, { recursive: true }));

const campaign = (over: Partial<Remembered> = {}): Remembered => ({
  id: 'c-one',
  firstSeen: '2026-07-01T00:00:00.000Z',
  accounts: ['a', 'b', 'c', 'd'],
  grams: [1, 2, 3, 4],
  values: [],
  ...over,
});

describe('the memory of campaigns', () => {
  it('knows a campaign again in another process, by its templates, after its accounts were replaced', () => {
    const folder = mkdtempSync(join(root, 'a-'));
    const first = openCampaignMemory(folder);
    expect(first.recognise([campaign()])).toEqual([{ id: 'c-one', knownSince: null }]);
    first.save();
    const second = openCampaignMemory(folder);
    const respawned = campaign({ id: 'c-two', firstSeen: '2026-07-09T00:00:00.000Z', accounts: ['x', 'y', 'z', 'w'] });
    expect(second.recognise([respawned])).toEqual([{ id: 'c-one', knownSince: '2026-07-01T00:00:00.000Z' }]);
    second.save();
    // Both pools are known from now on.
    const third = openCampaignMemory(folder);
    expect(third.recognise([campaign({ id: 'c-3', accounts: ['x', 'y', 'z', 'q'], grams: [] })])[0]!.id).toBe('c-one');
    expect(statSync(join(folder, 'campaigns.json')).mode & 0o077).toBe(0);
  });

  it('gives two campaigns two ids, even where both would be called the same', () => {
    const folder = mkdtempSync(join(root, 'b-'));
    const memory = openCampaignMemory(folder);
    memory.recognise([campaign()]);
    const other = campaign({ accounts: ['x', 'y', 'z', 'w'], grams: [9, 10, 11] });
    expect(memory.recognise([other])).toEqual([{ id: 'c-one-2', knownSince: null }]);
  });

  it('keeps nothing without a folder', () => {
    const memory = openCampaignMemory(null);
    memory.recognise([campaign()]);
    memory.save();
    expect(openCampaignMemory(null).recognise([campaign()])).toEqual([{ id: 'c-one', knownSince: null }]);
  });

  it.each(['', '{"version":1,"campaigns":[{"id":3}]}', '{"version":2,"campaigns":[]}', '[1,'])(
    'refuses a damaged file and leaves it as it is: %s',
    (text) => {
      const folder = mkdtempSync(join(root, 'c-'));
      writeFileSync(join(folder, 'campaigns.json'), text);
      expect(() => openCampaignMemory(folder)).toThrowError(expect.objectContaining({ code: 'DATA_CORRUPT' }));
      expect(readFileSync(join(folder, 'campaigns.json'), 'utf8')).toBe(text);
    },
  );
});
