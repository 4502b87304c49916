// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeProblems } from './samples.ts';
import { addProblem, mergeTallies, type ProblemSample, type Tally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const samples = fc.array(
  fc
    .record({ name: fc.constantFrom('a', 'b'), line: fc.nat(9), from: fc.constantFrom(0, 40, 80) })
    .map(({ name, line, from }) => ({ name, path: name, line, from, reason: '' })),
  { maxLength: 30 },
);

describe('tally', () => {
  it('keeps the same samples however the problems are shared among readers', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }), (list: ProblemSample[], shares) => {
        const whole: Tally = new Map();
        const parts: Tally[] = [new Map(), new Map(), new Map()];
        list.forEach((sample, i) => {
          addProblem(whole, 'LINE_NOT_JSON', sample);
          addProblem(parts[shares[i]!]!, 'LINE_NOT_JSON', sample);
        });
        const merged: Tally = new Map();
        for (const part of parts.toReversed()) mergeTallies(merged, part);
        expect(merged).toEqual(whole);
      }),
    );
  });

  it('names lines of the whole file, wherever the range began', async () => {
    const text = Array.from({ length: 60 }, (_, i) => 'x'.repeat(i % 7)).join('\n');
    const path = join(folder, 'lines');
    writeFileSync(path, text);
    const offsets = [...text].flatMap((unit, at) => (unit === '\n' ? [at + 1] : []));
    const tally: Tally = new Map();
    // A range is read from the byte before it, so that its first whole line is its second, or its first.
    const cases = [2, 17, 50, 59].map((line) => ({ line, from: offsets[line - 2]! }));
    for (const { from } of cases) addProblem(tally, 'LINE_NOT_JSON', { name: 'f', path, line: 2, from, reason: 'r' });
    const [problem] = await describeProblems(tally);
    expect(problem!.samples).toEqual(cases.map(({ line }) => `f:${line} r`));
  });

  it('survives a file that is gone', async () => {
    const tally: Tally = new Map();
    addProblem(tally, 'LINE_NOT_JSON', { name: 'f', path: join(folder, 'gone'), line: 3, from: 100, reason: 'r' });
    expect((await describeProblems(tally))[0]!.samples).toEqual(['f:3 r']);
  });
});
