// SPDX-License-Identifier: Apache-2.0
import { createContext, type DetectedCampaign, type Detection, type TrafficTable } from '@stillwatch/detection';
import { describe, expect, it } from 'vitest';
import { noteOfLabels, setLabelledApart } from './labels.ts';

/** Accounts that sent nothing: whatever is judged of them anew does not stand. */
function silentTable(count: number): TrafficTable {
  const none = new Uint32Array(0);
  const texts = Array.from({ length: count }, () => '');
  return {
    accounts: {
      count,
      created: new Uint32Array(count),
      org: new Int32Array(count).fill(-1),
      plan: texts,
      declaredUse: texts,
      hosted: new Uint8Array(count),
      authorised: texts,
    },
    exchanges: {
      count: 0,
      rowStart: new Uint32Array(count + 1),
      account: none,
      ts: none,
      text: none,
      grams: none,
      system: none,
      systemGrams: new Uint32Array(16),
      techniques: new Uint16Array(0),
      flags: new Uint16Array(0),
      turns: new Uint8Array(0),
      words: new Uint16Array(0),
      inputTokens: none,
      outputTokens: none,
      model: new Uint16Array(0),
      models: [],
    },
    attributes: { count: 0, account: none, field: new Uint8Array(0), value: none, values: 0 },
  };
}

function found(accounts: readonly number[], tier: 'confirmed' | 'watch'): DetectedCampaign {
  const cohort = { accounts: Uint32Array.from(accounts), families: [], seed: 'identity' } as const;
  return {
    judgement: { cohort, rows: new Uint32Array(0), evidence: [], benign: [], bits: 30, tier, reason: '' },
    members: [],
    calibration: { units: 100, pValue: 0.01, weakest: 0.01 },
    detectedAt: 0,
  };
}

describe('accounts that analysts judged benign', () => {
  const context = createContext(silentTable(20));
  const detection: Detection = {
    context,
    campaigns: [found([0, 1, 2, 3, 4], 'confirmed'), found([10, 11, 12, 13], 'watch'), found([15, 16, 17, 18], 'confirmed')],
    explained: [{ kind: 'one-organisation', accounts: 9, statement: 'one organisation' }],
    pairs: [],
  };

  it('leave the campaigns they are not in as they are', () => {
    const { detection: after, wholes, labelled, falsePositives } = setLabelledApart(detection, (account) => account === 19);
    expect(after.campaigns).toEqual(detection.campaigns);
    expect(wholes).toEqual(detection.campaigns);
    expect(labelled).toEqual([0, 0, 0]);
    expect(falsePositives).toBe(0);
  });

  it('take a campaign with them of which nothing stands without them, and count as wrongly accused where it accused', () => {
    const benign = new Set([0, 1, 2, 10, 11]);
    const { detection: after, wholes, falsePositives } = setLabelledApart(detection, (account) => benign.has(account));
    expect(after.campaigns).toEqual([detection.campaigns[2]]);
    expect(wholes).toEqual([detection.campaigns[2]]);
    // The watched one accused nobody.
    expect(falsePositives).toBe(3);
    expect(after.explained.map(({ kind, accounts }) => [kind, accounts])).toEqual([
      ['labelled', 3],
      ['labelled', 2],
      ['one-organisation', 9],
    ]);
  });

  it('are counted in the note', () => {
    expect(noteOfLabels({ benign: 0, malicious: 0, seen: 0, falsePositives: 0 })).toBe('No analysts’ labels yet.');
    expect(noteOfLabels({ benign: 60, malicious: 5, seen: 58, falsePositives: 57 })).toBe(
      'Analysts’ labels: 60 benign, 5 malicious. Of 58 benign ones active in this window, 57 would have been accused; none is.',
    );
  });
});
