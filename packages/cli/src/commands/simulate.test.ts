// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Exchange, FLAG } from '@stillwatch/core';
import { createActors, SCENARIOS, simulate, WIRE_FORMATS, WRITERS } from '@stillwatch/simulator';
import { findAdapter } from '@stillwatch/traffic';
import { afterAll, describe, expect, it } from 'vitest';
import { simulateCommand } from './simulate.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-simulate-test-'));
afterAll(() => rmSync(root, { recursive: true }));

function command(...args: string[]): Promise<unknown> {
  return simulateCommand(() => {}).parseAsync(['--scale', '0.01', ...args], { from: 'user' });
}

describe('stillwatch simulate', () => {
  it('takes prompts from a folder and arrivals from a trace', async () => {
    const corpus = join(root, 'corpus');
    mkdirSync(corpus);
    writeFileSync(join(corpus, 'a.txt'), Array.from({ length: 120 }, (_, i) => `real prompt ${i}.`).join('\n'));
    const trace = join(root, 'trace.csv');
    writeFileSync(trace, `timestamp\n${Array.from({ length: 20 }, (_, i) => i * 500).join('\n')}`);
    const out = join(root, 'out');
    await command('small', '--out', out, '--corpus', corpus, '--arrivals', trace, '--format', 'native', '--json');
    const lines = readFileSync(join(out, 'logs', 'native.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.filter((line) => line.includes('real prompt')).length).toBeGreaterThan(lines.length / 3);
  });

  it('says what is wrong with them', async () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, 'a.csv'), 'timestamp\n1\n');
    const out = ['small', '--out', join(root, 'none')];
    await expect(command(...out, '--corpus', join(root, 'absent'))).rejects.toThrowWithCode('INPUT_NOT_FOUND');
    await expect(command(...out, '--corpus', empty)).rejects.toThrowWithCode('INPUT_EMPTY');
    await expect(command(...out, '--arrivals', join(root, 'absent'))).rejects.toThrowWithCode('INPUT_NOT_FOUND');
    await expect(command(...out, '--arrivals', join(empty, 'a.csv'))).rejects.toThrowWithCode('INPUT_EMPTY');
    await expect(command('smal', '--out', empty)).rejects.toThrowWithCode('USAGE');
  });

  it.each(WIRE_FORMATS)('writes %s that is read back as it was said', (format) => {
    const scenario = SCENARIOS.find(({ name }) => name === 'replay')!;
    const actors = createActors({ ...scenario, populations: { 'agent-fleet': 20, developer: 40 } }, { seed: 2, scale: 1 });
    const reader = findAdapter(format).open(null);
    const random = { heavy: () => 100 } as unknown as Parameters<(typeof WRITERS)[typeof format]>[1];
    const apis = new Set<string>();
    for (const simulated of simulate(actors)) {
      const { said, profile } = simulated;
      const read: Exchange[] = [];
      reader.read(JSON.parse(JSON.stringify(WRITERS[format](simulated, random))), (exchange) => read.push(exchange));
      const [exchange] = read;
      expect(exchange!.account).toBe(profile.account);
      expect(exchange!.user).toBe(said.user);
      expect(exchange!.system).toBe(said.system ?? '');
      // Reasoning is an item of its own in the Responses API.
      const turns = (said.history?.length ?? 0) + 1;
      expect([turns, turns + (said.handleIn === undefined ? 0 : 1)]).toContain(exchange!.turns);
      expect(exchange!.handlesIn).toEqual(said.handleIn === undefined ? [] : [said.handleIn]);
      if (said.handleOut !== undefined) expect(exchange!.handlesOut).toContain(said.handleOut);
      expect((exchange!.flags & FLAG.REFUSED) !== 0).toBe(said.refused === true);
      expect((exchange!.flags & FLAG.TOOLS) !== 0).toBe(said.tools === true);
      expect((exchange!.flags & FLAG.TOOL_CALLED) !== 0).toBe(said.tools === true);
      apis.add(profile.api);
    }
    expect(apis.size).toBe(4);
  });
});
