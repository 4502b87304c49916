// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { benignMix } from './scenarios/mix.ts';
import { createActors, simulate } from './simulate.ts';
import { lonely, run } from './testing.fixture.ts';
import { WIRE_FORMATS, WRITERS } from './wire/index.ts';
import type { Arrivals } from './world.ts';
import { writeScenario } from './write.ts';

const SCENARIO = {
  ...lonely({ mixing: 0.5, paraphrase: 'per-account', poison: 0.2, aged: true }, { days: [1, 7], accounts: 10 }),
  populations: benignMix(120),
};
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-simulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function logsOf(seed: number, out: string): Promise<string> {
  const written = await writeScenario(SCENARIO, { seed, out: join(folder, out), formats: WIRE_FORMATS });
  return written.files.map((file) => readFileSync(file, 'utf8')).join('');
}

describe('simulate', () => {
  it('gives the same traffic for the same seed, and other traffic for another', async () => {
    const first = await logsOf(5, 'a');
    expect(await logsOf(5, 'b')).toBe(first);
    expect(await logsOf(6, 'c')).not.toBe(first);
  });

  it('writes no label into a log', async () => {
    const label = 'zz-label';
    const actors = createActors(SCENARIO, { seed: 5 }).map((actor) => ({ ...actor, kind: label, campaign: label, level: label }));
    const random = createRandom(1);
    for (const exchange of simulate(actors)) {
      for (const format of WIRE_FORMATS) expect(JSON.stringify(WRITERS[format](exchange, random))).not.toContain(label);
    }
    const logs = await logsOf(5, 'labels');
    expect(logs).not.toMatch(/"(kind|campaign|level|harvest|family|authorised)":/);
    expect(logs).not.toContain('lonely');
    const labels = readFileSync(join(folder, 'labels', 'labels.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(Object.keys(JSON.parse(labels[0]!) as object)).toEqual(
      'account kind campaign level region language plan org'.split(' '),
    );
    expect(labels.filter((line) => line.includes('"campaign":"lonely"'))).toHaveLength(12);
    const permitted = JSON.parse(readFileSync(join(folder, 'labels', 'authorisations.json'), 'utf8')) as { account: string }[];
    for (const { account } of permitted) expect(labels.some((line) => line.includes(account))).toBe(true);
  });

  it('scales', () => {
    const count = (scale: number) => createActors(SCENARIO, { seed: 1, scale }).length;
    expect(count(3) / count(1)).toBeGreaterThan(2.5);
  });

  it('draws prompts from a corpus, half of it for people and half for campaigns', () => {
    const corpus = Array.from({ length: 400 }, (_, i) => `corpus prompt <${i}>`);
    const scenario = { ...lonely({}, { wrappers: [], accounts: 4 }), populations: { developer: 60 } };
    const { all } = run(scenario, { seed: 2, corpus });
    const drawn = (harvest: boolean) =>
      new Set(all.filter((x) => x.harvest === harvest).flatMap(({ said }) => said.user.match(/<\d+>/g) ?? []));
    const [people, items] = [drawn(false), drawn(true)];
    expect(people.size).toBeGreaterThan(100);
    expect(items.size).toBe(160);
    expect([...people].filter((prompt) => items.has(prompt))).toEqual([]);
    expect(run(scenario, { seed: 2, corpus }).all.map(({ said }) => said)).toEqual(all.map(({ said }) => said));
  });

  it('keeps to the gaps and hours of a trace', () => {
    const arrivals: Arrivals = { gaps: Float64Array.of(0, 0, 0, 240_000), timesOfDay: Float64Array.of(3_600_000 * 5) };
    const { actors } = run({ ...lonely({}), populations: { developer: 40 }, campaigns: [] }, { seed: 2, arrivals });
    const gaps = new Set(actors.flatMap(({ times }) => [...times].slice(1).map((time, i) => Math.round(time - times[i]!))));
    expect([...gaps].filter((gap) => gap > 20 && gap < 200_000)).toEqual([]);
    expect(gaps.has(240_001)).toBe(true);
    const hours = actors.map(({ times }) => new Date(times[0]!).getUTCHours());
    expect(new Set(hours)).toEqual(new Set([5]));
  });
});
