// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createArenaProgress } from './progress.ts';
import { SAMPLE } from './sample-result.fixture.ts';

function watch(options: { isTty: boolean; quiet?: boolean }): string {
  let written = '';
  let now = 0;
  const stream = { write: (text: string) => (written += text), columns: 60 };
  const progress = createArenaProgress(stream, { quiet: false, now: () => (now += 200), ...options });
  progress.update({ task: 'small seed 901', text: 'reading', done: 0, total: 2 });
  progress.update({ task: 'small seed 901', text: 'done', done: 1, total: 2, run: SAMPLE.scenarios[0]!.runs[0]! });
  progress.end();
  return written;
}

describe('createArenaProgress', () => {
  it('writes one line a finished world where nobody looks', () => {
    expect(watch({ isTty: false })).toBe('small seed 901: 2,060 accounts, 40,000 exchanges, 9 s, 700 MB (1 of 2)\n');
  });

  it('also draws what goes on, on a terminal, and clears it', () => {
    const written = watch({ isTty: true });
    expect(written).toContain('0 of 2 · small seed 901: reading\r\u001b[2Ksmall seed 901: 2,060');
  });

  it('is silent when told so', () => {
    expect(watch({ isTty: true, quiet: true })).toBe('');
  });
});
