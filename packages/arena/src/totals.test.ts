// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { scoreAnalyses } from './score/score.ts';
import { createTruth, HOUR } from './score/truth.fixture.ts';
import { addRuns } from './totals.ts';

const truth = createTruth();
const run = (...groups: number[][]) => ({ score: scoreAnalyses(truth, [{ until: 24 * HOUR, groups }]), microsPerExchange: 2 });
const clean = {
  score: scoreAnalyses({ accounts: truth.accounts.filter(({ campaign }) => campaign === null), campaigns: [] }, [
    { until: 1, groups: [] },
  ]),
  microsPerExchange: 4,
};

describe('addRuns', () => {
  const totals = addRuns('one', [run([0, 1, 2]), run([0, 1, 2, 3], [4, 5], [6, 7]), clean]);

  it('adds campaigns and accounts up over the worlds', () => {
    expect(totals).toMatchObject({ campaigns: 4, found: 3, recall: 0.75, accounts: 12, accused: 9, accountRecall: 0.75 });
    expect(totals).toMatchObject({ groups: 4, falseGroups: 1, precision: 0.75, hours: 24 });
    expect(totals.accountFpr).toMatchObject({ accused: 2, accounts: 30 });
    expect(totals.kinds.class!.end).toMatchObject({ accused: 2, accounts: 12 });
    expect(totals.microsPerExchange).toBeCloseTo(8 / 3);
  });

  it('averages leakage over campaigns, the missed one with all of it, and B³ over worlds with campaigns', () => {
    expect(totals.leakedShare).toBeCloseTo((0.75 + 1 + 0.75 + 1) / 4);
    expect(totals.bCubed!.recall).toBeCloseTo(((3 * 0.75) / 6 + 1) / 2);
  });

  it('takes levels apart, in their order', () => {
    expect(Object.entries(totals.levels).map(([level, of]) => [level, of.found, of.campaigns])).toEqual([
      ['A0', 2, 2],
      ['A9', 1, 2],
    ]);
  });

  it('says that it does not know, where there is nothing to know', () => {
    expect(addRuns('one', [clean])).toMatchObject({
      recall: null,
      accountRecall: null,
      precision: null,
      bCubed: null,
      hours: null,
      leakedShare: null,
    });
  });
});
