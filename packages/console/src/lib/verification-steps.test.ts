// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countSteps, wordsOfStep } from './verification-steps.ts';

it('says of every step of the verifier what it shows and what it does not', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../accountability/verify/verify.py'), 'utf8');
  const table = /^STEPS = \{\n([\s\S]*?)^\}/m.exec(text)![1]!;
  const steps = [...table.matchAll(/^ {4}'(\w+)':/gm)].map(([, step]) => step!);
  expect(steps.length).toBeGreaterThan(8);
  for (const step of steps) expect(wordsOfStep(step), step).not.toBeNull();
});

it('has no words for what it does not know', () => {
  expect(wordsOfStep('toString')).toBeNull();
});

it('counts, failures first', () => {
  const of = (...statuses: ('passed' | 'failed' | 'skipped')[]) => countSteps(statuses.map((status) => ({ status })));
  expect(of('passed', 'passed', 'skipped')).toBe('2 passed, 1 skipped');
  expect(of('passed', 'failed')).toBe('1 failed, 1 passed');
  expect(of()).toBe('');
});
