// SPDX-License-Identifier: Apache-2.0
/** The whole arena, in processes of its own, on a world of minutes. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArenaProgress, runArena } from './arena.ts';
import { TINY } from './tiny.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-arena-test-'));
const temporary = join(root, 'tmp');
const { TMPDIR } = process.env;
beforeAll(() => {
  mkdirSync(temporary);
  process.env.TMPDIR = temporary;
});
afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(root, { recursive: true });
});

const options = {
  scenarios: [TINY],
  validation: [TINY],
  seeds: [901, 902],
  scale: 1,
  every: 24,
  detectors: ['stillwatch', 'rate-limit', 'without-synchrony'],
  jobs: 2,
};

describe('runArena', () => {
  it('tunes, runs every world, adds up, keeps what it is told to and leaves nothing else', async () => {
    const seen: ArenaProgress[] = [];
    const result = await runArena({ ...options, keep: join(root, 'kept'), onProgress: (progress) => seen.push(progress) });
    expect(result.campaignRecall).toBe(1);
    expect(result.accountFpr).toBe(0);
    expect(result.totals.map(({ name, campaigns }) => [name, campaigns])).toEqual(options.detectors.map((name) => [name, 2]));
    expect(result.tuned.map(({ name }) => name)).toEqual(['rate-limit']);
    expect(result.scenarios[0]!.runs.map(({ seed }) => seed)).toEqual([901, 902]);
    expect(seen.filter(({ run }) => run !== undefined)).toHaveLength(2);
    expect(seen.some(({ task }) => task === 'tuning')).toBe(true);
    expect(readdirSync(join(root, 'kept')).toSorted()).toEqual(['tiny-901', 'tiny-902']);
    expect(readdirSync(join(root, 'kept', 'tiny-901'))).toEqual(expect.arrayContaining(['labels.jsonl', 'logs']));
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('gives the same accusations for the same seed', async () => {
    const one = { ...options, seeds: [901], detectors: ['stillwatch', 'without-synchrony'] };
    const scores = [await runArena(one), await runArena(one)].map(({ scenarios }) =>
      scenarios[0]!.runs[0]!.detectors.map(({ score }) => score),
    );
    expect(scores[0]).toEqual(scores[1]);
  });

  it('lets an adaptive attacker keep the first variant that is not found', async () => {
    const [campaign] = TINY.campaigns;
    const { evasion } = campaign!;
    const silent = {
      ...evasion,
      mixing: 0.95,
      paraphrase: 'per-account',
      schedule: 'slow',
      identity: 'separate',
      aged: true,
    } as const;
    const scenario = { ...TINY, campaigns: [{ ...campaign!, variants: [evasion, silent, { ...silent, mixing: 0.5 }] }] };
    const result = await runArena({ ...options, scenarios: [scenario], seeds: [901], detectors: ['stillwatch'] });
    expect(result.scenarios[0]!.runs[0]!.adapted).toEqual({ [campaign!.name]: silent });
    expect(result.campaignRecall).toBe(0);
  });

  it('ends its processes and takes its folders away when it is interrupted', async () => {
    const controller = new AbortController();
    const running = runArena({
      ...options,
      detectors: ['stillwatch'],
      signal: controller.signal,
      onProgress: ({ text }) => {
        if (text.startsWith('reading')) controller.abort();
      },
    });
    await expect(running).rejects.toThrow(/aborted/);
    expect(controller.signal.aborted).toBe(true);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('hands on what went wrong in a process, by its code', async () => {
    await expect(runArena({ ...options, corpus: join(root, 'nowhere') })).rejects.toThrowWithCode('INPUT_NOT_FOUND');
  });
});
