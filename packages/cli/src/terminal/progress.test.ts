// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createProgress, type ProgressOptions } from './progress.ts';

const CLEAR = '\r\u001b[2K';
const MIB = 1024 * 1024;

function start(options: Partial<ProgressOptions> = {}, columns?: number) {
  const clock = { ms: 1_000 };
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), ...(columns === undefined ? {} : { columns }) };
  const progress = createProgress(stream, { isTty: true, now: () => clock.ms, ...options });
  return { clock, written, progress };
}

test('one line is rewritten with what was read, how much is left and how fast', () => {
  const { clock, written, progress } = start();
  progress.update({ stage: 'store', text: 'starting the traffic engine' });
  progress.update({ stage: 'read', exchanges: 0, done: 0, total: 200 * MIB });
  clock.ms += 2_000;
  progress.update({ stage: 'read', exchanges: 100_000, done: 50 * MIB, total: 200 * MIB });
  progress.update({ stage: 'link' });
  progress.end();
  expect(written).toEqual([
    `${CLEAR}storing · starting the traffic engine`,
    `${CLEAR}reading · 0 exchanges · 0 of 200 MiB (0 %)`,
    `${CLEAR}reading · 100,000 exchanges · 50 of 200 MiB (25 %) · 50,000/s`,
    `${CLEAR}linking accounts`,
    CLEAR,
  ]);
});

test('standard input has no end to measure against', () => {
  const { written, progress } = start();
  progress.update({ stage: 'read', exchanges: 12, done: 3 * MIB, total: 0 });
  expect(written.at(-1)).toBe(`${CLEAR}reading · 12 exchanges · 3 MiB`);
});

test('quick updates of one stage are left out', () => {
  const { clock, written, progress } = start();
  for (let i = 0; i < 50; i++) {
    clock.ms += 10;
    progress.update({ stage: 'read', exchanges: i });
  }
  expect(written).toHaveLength(5);
});

test('nothing is written where there is no terminal, or when quiet', () => {
  for (const options of [{ isTty: false }, { quiet: true }]) {
    const { written, progress } = start(options);
    progress.update({ stage: 'judge' });
    progress.end();
    expect(written).toEqual([]);
  }
});

test('a line never wraps, and the end clears only once', () => {
  const { written, progress } = start({}, 30);
  progress.update({ stage: 'store', text: 'x\u001b[2Jyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' });
  progress.end();
  progress.end();
  expect(written[0]!.slice(CLEAR.length)).toHaveLength(29);
  expect(written[0]!.slice(CLEAR.length)).not.toContain('\u001b');
  expect(written.slice(1)).toEqual([CLEAR]);
});
