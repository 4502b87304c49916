// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { scoreAnalyses } from './score.ts';
import { createTruth, HOUR } from './truth.fixture.ts';

const truth = createTruth();
const at = (hour: number, ...groups: number[][]) => ({ until: hour * HOUR, groups });

describe('scoreAnalyses', () => {
  it('finds a campaign of which half is accused, in groups mostly of campaigns', () => {
    const [a, b] = scoreAnalyses(truth, [at(48, [0, 1, 6])]).campaigns;
    expect(a).toMatchObject({ found: true, accused: 2, accounts: 4 });
    expect(a!.precision).toBeCloseTo(2 / 3);
    expect(b).toMatchObject({ found: false, accused: 0, precision: null, hours: null });
  });

  it('does not find one of which less is accused, nor in a group that is half benign', () => {
    expect(scoreAnalyses(truth, [at(48, [0])]).campaigns[0]!.found).toBe(false);
    expect(scoreAnalyses(truth, [at(48, [0, 1, 6, 7])]).campaigns[0]!.found).toBe(false);
  });

  it('adds up a campaign that is found in pieces, and one found together with another', () => {
    expect(scoreAnalyses(truth, [at(48, [0], [1])]).campaigns[0]!.found).toBe(true);
    expect(scoreAnalyses(truth, [at(48, [0, 1, 2, 3, 4, 5])]).campaigns.map(({ found }) => found)).toEqual([true, true]);
  });

  it('leaks what was harvested before the first analysis that found it', () => {
    const [a] = scoreAnalyses(truth, [at(1.5, [0]), at(24, [0, 1]), at(48, [0, 1, 2, 3])]).campaigns;
    expect(a).toMatchObject({
      hours: 24,
      harvest: { exchanges: 4, tokens: 40 },
      leaked: { exchanges: 3, tokens: 30 },
      leakedShare: 0.75,
    });
  });

  it('leaks everything of a campaign that is never found', () => {
    const [, b] = scoreAnalyses(truth, [at(24), at(48)]).campaigns;
    expect(b).toMatchObject({ hours: null, leaked: { exchanges: 1, tokens: 10 }, leakedShare: 1 });
  });

  it('keeps apart who is accused at the end and who ever was', () => {
    const { benign, campaigns } = scoreAnalyses(truth, [at(24, [6, 7, 8, 10], [0]), at(48, [4, 5])]);
    expect(campaigns[0]).toMatchObject({ accused: 0, ever: 1 });
    expect(benign.all).toEqual([
      [4, 0, 1],
      [1, 0, 6],
    ]);
    expect(benign.ever).toEqual([
      [4, 3, 1],
      [1, 1, 1],
      [1, 0, 5],
    ]);
    expect(benign.everKind).toEqual({
      class: [[4, 3, 1]],
      developer: [
        [1, 1, 1],
        [1, 0, 5],
      ],
    });
  });

  it('counts by stratum, campaigns left out', () => {
    const { strata } = scoreAnalyses(truth, [at(48, [6, 10])]).benign;
    expect(strata.region).toEqual({
      eu: [[4, 1, 1]],
      na: [
        [1, 1, 1],
        [1, 0, 5],
      ],
    });
    expect(strata.language).toEqual({
      en: [
        [4, 1, 1],
        [1, 1, 1],
        [1, 0, 5],
      ],
    });
  });

  it('lists the groups that hold benign accounts for the most part, with what is in them', () => {
    const { groups, falseGroups } = scoreAnalyses(truth, [at(48, [0, 1, 2], [6, 7, 10, 4])]);
    expect(groups).toBe(2);
    expect(falseGroups).toEqual([
      {
        accounts: 4,
        holds: [
          ['class', 2],
          ['developer', 1],
          ['(b)', 1],
        ],
      },
    ]);
  });

  it('has an answer when nothing was analysed', () => {
    expect(scoreAnalyses(truth, [])).toMatchObject({ groups: 0, falseGroups: [], bCubed: { precision: 1, recall: 0 } });
  });
});
