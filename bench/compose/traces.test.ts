// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { fillSpan, followTrace } from './rhythm.ts';
import { readGaps, readSessions } from './traces.ts';

describe('reading traces', () => {
  it('reads gaps from stamps with seven digits and CRLF', () => {
    const csv =
      'TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:15:46.6805900,374,44\r\n2023-11-16 18:15:50.9951690,396,109\r\n2023-11-16 18:16:00.0000000,1,1\r\n';
    const gaps = readGaps(csv);
    expect(gaps).toHaveLength(2);
    expect(gaps[0]).toBeCloseTo(4_314.579, 2);
    expect(gaps[1]).toBeCloseTo(9_004.831, 2);
  });

  it('chains conversations by their prefix blocks and not by a common system prompt', () => {
    const system = 0;
    const rows = [
      ...Array.from({ length: 60 }, (_, i) => ({ timestamp: i, hash_ids: [system, 1_000 + i] })),
      { timestamp: 50_000, hash_ids: [system, 1_003, 5_000] },
      { timestamp: 90_000, hash_ids: [system, 1_003, 5_000, 5_001] },
    ];
    const sessions = readSessions(rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(sessions).toHaveLength(60);
    expect(sessions[3]).toEqual([49_997, 40_000]);
  });
});

describe('following a trace', () => {
  it('keeps the burstiness and takes the wanted pace', () => {
    const r = createRandom(4);
    const gaps = Float64Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? 900 : 1));
    const times = followTrace(gaps, 1_000, 200, 60_000, r);
    expect(times).toHaveLength(200);
    expect((times.at(-1)! - times[0]!) / 199).toBeCloseTo(60_000, 3);
    const span = fillSpan(gaps, 0, 1_000_000, 50, r);
    expect(span.at(-1)).toBeLessThan(1_000_000);
  });
});
