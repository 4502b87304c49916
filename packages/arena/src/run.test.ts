// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrafficTable } from '@stillwatch/detection';
import type { Scenario } from '@stillwatch/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detector, DetectorInput } from './detector.ts';
import { observe } from './observe.ts';
import { runWorld } from './run.ts';
import { STILLWATCH } from './stillwatch.ts';
import { TINY } from './tiny.fixture.ts';
import { simulateWorld, shrinkScenario } from './world.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-arena-test-'));
afterAll(() => rmSync(root, { recursive: true }));

function newFolder(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
}

const spec = (scenario: Scenario) => ({ scenario, seed: 101, scale: 1, every: 24 });

/** Every file below the logs, by name. */
function readLogs(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Accuses the accounts that a test names, and remembers what it was given. */
function createSpy(groups: (table: TrafficTable) => number[][]): Detector & { inputs: DetectorInput[] } {
  const inputs: DetectorInput[] = [];
  return {
    name: 'spy',
    about: '',
    inputs,
    detect(input) {
      inputs.push(input);
      return { groups: groups(input.table) };
    },
  };
}

describe('the way from labels to detectors', () => {
  it('does not lead through the logs: none holds a label, and relabelled actors write the same bytes', async () => {
    const one = await simulateWorld(spec(TINY), newFolder('one'));
    const [campaign] = TINY.campaigns;
    const relabelled = {
      ...TINY,
      about: '',
      heldOut: true,
      campaigns: [{ ...campaign!, family: 'other', level: 'other' }],
    } as const;
    const two = await simulateWorld(spec(relabelled), newFolder('two'));
    const logs = readLogs(one.logs);
    expect(readLogs(two.logs)).toEqual(logs);
    const text = Object.values(logs).join('\n');
    expect(text.length).toBeGreaterThan(100_000);
    for (const label of ['label-of-', '"kind"', '"campaign"', '"level"', '"family"', 'chat-user', 'harvest"']) {
      expect(text.includes(label), label).toBe(false);
    }
  });

  it('does not lead past them: with other labels beside the logs, table and accusations are the same bytes', async () => {
    const folder = newFolder('beside');
    const { logs, nodeKey } = await simulateWorld(spec(TINY), folder);
    const seen = [];
    for (const label of ['first', 'second']) {
      const labels = readFileSync(join(folder, 'labels.jsonl'), 'utf8').replaceAll(
        /"(kind|campaign)":("[^"]*"|null)/g,
        `"$1":"${label}"`,
      );
      writeFileSync(join(folder, 'labels.jsonl'), labels);
      const spy = createSpy(() => []);
      const data = join(root, label);
      const { detectors } = await observe({ logs, data, nodeKey, detectors: [spy, STILLWATCH], moments: [], workers: 1 });
      seen.push({ inputs: spy.inputs, analyses: detectors[1]!.analyses });
    }
    const [first, second] = seen;
    expect(Object.keys(first!.inputs[0]!)).toEqual(['table']);
    expect(first!.inputs).toEqual(second!.inputs);
    expect(first!.analyses).toEqual(second!.analyses);
    expect(first!.analyses[0]!.groups.flat().length).toBeGreaterThan(12);
  });
});

describe('runWorld', () => {
  let run: Awaited<ReturnType<typeof runWorld>>;
  const everybody = createSpy((table) => [Array.from({ length: table.accounts.count }, (_, a) => a)]);
  beforeAll(async () => {
    run = await runWorld(spec(TINY), [STILLWATCH, everybody, createSpy(() => [])], newFolder('run'), { workers: 1 });
  });

  it('finds the naive campaign, and nobody else', () => {
    const { score } = run.detectors[0]!;
    expect(score.campaigns).toMatchObject([{ name: 'label-of-the-campaign', found: true, accounts: 24 }]);
    expect(score.falseGroups).toEqual([]);
    expect(score.benign.all).toEqual([[1, 0, expect.any(Number)]]);
  });

  it('counts everybody against a detector that accuses everybody, and nobody for one that does not', () => {
    const [, all, none] = run.detectors.map(({ score }) => score);
    expect(all!.campaigns[0]).toMatchObject({ found: false, accused: 24, leakedShare: 1 });
    expect(all!.falseGroups).toHaveLength(1);
    expect(all!.benign.all.every(([accounts, accused]) => accounts === accused)).toBe(true);
    expect(none!.campaigns[0]).toMatchObject({ found: false, accused: 0 });
    expect(none!.groups).toBe(0);
  });

  it('looks at growing windows, the last over everything', () => {
    const counts = everybody.inputs.map(({ table }) => table.exchanges.count);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.length).toBe(run.analyses);
    expect(counts.at(-1)).toBe(run.exchanges);
    expect(counts[0]).toBeLessThan(run.exchanges);
  });

  it('finds the tokens of every harvested exchange in the log', () => {
    const { harvest } = run.detectors[0]!.score.campaigns[0]!;
    expect(harvest.exchanges).toBe(24 * 30);
    expect(harvest.tokens).toBeGreaterThan(24 * 30 * 100);
  });

  it('leaves logs and labels, and no traffic store', () => {
    expect(readdirSync(join(root, 'run'))).not.toContain('data');
    expect(readdirSync(join(root, 'run'))).toContain('logs');
  });
});

describe('shrinkScenario', () => {
  it('takes fewer benign accounts, and no campaign to pieces', () => {
    const large = { ...TINY, populations: { developer: 8_000, reseller: 1 } };
    const small = shrinkScenario(large, 400, 10);
    expect(small.populations).toEqual({ developer: 400, reseller: 1 });
    expect(small.campaigns[0]!.accounts).toBe(10);
    expect(shrinkScenario(TINY)).toEqual(TINY);
  });
});
