// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from './calibration.ts';
import { createContext, type DetectionContext } from './context.ts';
import type { Membership, MembershipScorer } from './membership.ts';
import { createUniform, makeTable } from './testing.ts';

const empty = new Map<number, DetectionContext>();
/** A window of so many accounts who did nothing: only their number matters here. */
function windowOf(count: number): DetectionContext {
  const known = empty.get(count) ?? createContext(makeTable(Array.from({ length: count }, () => ({ exchanges: [] }))));
  empty.set(count, known);
  return known;
}

function membership(account: number, total: number, member = true): Membership {
  const backing = member ? 2 : 0;
  return {
    account,
    template: 0,
    identity: 0,
    place: 0,
    synchrony: 0,
    intent: 0,
    total,
    backing,
    grounded: member,
    exclusive: false,
  };
}

const scorerOf = (scores: readonly number[], member = true): MembershipScorer => ({
  score: (account) => membership(account, scores[account]!, member),
});

describe('calibrate', () => {
  it('counts the outsiders who score as high as the median member, and as the weakest', () => {
    const scores = [30, 20, 10, 25, 20, 10, 9, 8, 0, 0];
    const members = [0, 1, 2].map((account) => membership(account, scores[account]!));
    expect(calibrate(windowOf(10), scorerOf(scores), members)).toEqual({ units: 7, pValue: 3 / 8, weakest: 4 / 8 });
  });

  it('leaves out whom other campaigns hold beyond doubt', () => {
    const scores = [30, 40, 40, 9, 9];
    expect(calibrate(windowOf(5), scorerOf(scores), [membership(0, 30)], new Set([1, 2]))).toMatchObject({
      units: 2,
      pValue: 1 / 3,
    });
  });

  it('is never below 1/(n + 1): nobody is surer than the window is large', () => {
    for (const count of [1, 9, 99, 499]) {
      const { units, pValue, weakest } = calibrate(
        windowOf(count + 1),
        scorerOf([50, ...Array.from({ length: count }, () => 8)]),
        [membership(0, 50)],
      );
      expect([units, pValue, weakest]).toEqual([count, 1 / (count + 1), 1 / (count + 1)]);
    }
  });

  it('is uniform when the member is one like the others', () => {
    const N = 39;
    const uniform = createUniform(8);
    const context = windowOf(N + 1);
    const p = Array.from({ length: 4_000 }, () => {
      const scores = Array.from({ length: N + 1 }, () => 10 + uniform());
      return calibrate(context, scorerOf(scores), [membership(0, scores[0]!)]).pValue;
    });
    for (const alpha of [0.025, 0.1, 0.25, 0.5, 0.9]) {
      expect(Math.abs(p.filter((value) => value <= alpha + 1e-9).length / p.length - alpha)).toBeLessThan(0.025);
    }
  });

  it('is valid with ties, too: never more often small than it says', () => {
    const N = 39;
    const uniform = createUniform(9);
    const p = Array.from({ length: 2_000 }, () => {
      const scores = Array.from({ length: N + 1 }, () => 10 + Math.floor(uniform() * 4));
      return calibrate(windowOf(N + 1), scorerOf(scores), [membership(0, scores[0]!)]).pValue;
    });
    for (const alpha of [0.025, 0.1, 0.25, 0.5]) {
      expect(p.filter((value) => value <= alpha + 1e-9).length / p.length).toBeLessThan(alpha + 0.02);
    }
  });

  it('scores those whom the rule refuses as it decides: they are no members', () => {
    const scores = [20, ...Array.from({ length: 19 }, () => 50)];
    expect(calibrate(windowOf(20), scorerOf(scores, false), [membership(0, 20)]).pValue).toBe(1 / 20);
  });

  it('grows with undiscovered members, and never shrinks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 8, max: 30 }), { minLength: 3, maxLength: 20 }), fc.nat(1_000), (scores, at) => {
        const context = windowOf(scores.length);
        const members = [membership(0, scores[0]!)];
        const raised = scores.map((score, i) => (i === 1 + (at % (scores.length - 1)) ? 40 : score));
        const before = calibrate(context, scorerOf(scores), members);
        const after = calibrate(context, scorerOf(raised), members);
        expect(after.pValue).toBeGreaterThanOrEqual(before.pValue);
        expect(after.weakest).toBeGreaterThanOrEqual(after.pValue);
      }),
    );
  });

  it('looks at so many at most, spread over all', () => {
    const seen: number[] = [];
    const scorer: MembershipScorer = {
      score(account) {
        seen.push(account);
        return membership(account, 0);
      },
    };
    const { units } = calibrate(windowOf(1_000), scorer, [membership(0, 9)], new Set(), 100);
    expect([units, seen.length, new Set(seen).size]).toEqual([99, 99, 99]);
    expect(Math.max(...seen)).toBeGreaterThan(980);
  });
});
