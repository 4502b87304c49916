// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type BenignExplanation, explainBenignly, isAuthorised } from './benign.ts';
import { createContext } from './context.ts';
import { type AccountSpec, customers, createUniform, type ExchangeSpec, makeTable, START } from './testing.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const COHORT = 10;
const DAY = 86_400;

/** Explanations for ten accounts of 30 exchanges each; what they have in common is up to the two functions. */
function explain(
  facts: (account: number) => Partial<AccountSpec> = () => ({}),
  exchange: (i: number, account: number) => Partial<ExchangeSpec> = () => ({}),
): BenignExplanation[] {
  const cohort = range(COHORT).map((a) => ({
    exchanges: range(30).map((i) => ({ ts: START + i * 20_011 + a, text: `${a}/${i}`, ...exchange(i, a) })),
    identity: { net: `own ${a}` },
    ...facts(a),
  }));
  const context = createContext(makeTable([...cohort, ...customers(createUniform(1), 50)]));
  const accounts = Uint32Array.from(range(COHORT));
  return explainBenignly(
    context,
    { accounts, families: [], seed: 'template' },
    Uint32Array.from(range(context.table.exchanges.rowStart[COHORT]!)),
  );
}

const bitsOf = (found: readonly BenignExplanation[], kind: string): number => found.find((line) => line.kind === kind)?.bits ?? 0;
/** What was explained at all. */
const kinds = (found: readonly BenignExplanation[]): string[] => found.filter((line) => line.bits < 0).map((line) => line.kind);

describe('explainBenignly', () => {
  it('explains nothing in accounts that share nothing, and says all that it looked at', () => {
    const found = explain();
    expect(kinds(found)).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(found.every((line) => line.statement.length > 10)).toBe(true);
  });

  it('exempts the authorised altogether, part of them in part', () => {
    expect(
      bitsOf(
        explain(() => ({ authorised: 'licence' })),
        'authorised',
      ),
    ).toBe(-30);
    expect(
      bitsOf(
        explain((a) => (a < 5 ? { authorised: 'licence' } : {})),
        'authorised',
      ),
    ).toBe(-15);
    const { table, ...context } = createContext(makeTable([{ exchanges: [], authorised: 'licence' }, { exchanges: [] }]));
    expect([0, 1].map((account) => isAuthorised({ ...context, table }, account))).toEqual([true, false]);
  });

  it('believes what customers declare six bits at most', () => {
    for (const declaredUse of [
      'synthetic data for training',
      'Benchmark and evaluation',
      'red-teaming',
      'academic research',
      'reseller',
    ]) {
      const found = explain(() => ({ declaredUse }));
      expect(kinds(found), declaredUse).toEqual(['declared-use']);
      expect(bitsOf(found, 'declared-use')).toBe(-6);
    }
    expect(kinds(explain(() => ({ declaredUse: 'customer support chat' })))).toEqual([]);
    expect(
      bitsOf(
        explain((a) => (a < 2 ? { declaredUse: 'research' } : {})),
        'declared-use',
      ),
    ).toBeCloseTo(-1.2, 9);
  });

  it('explains the accounts of one organisation by it', () => {
    expect(
      bitsOf(
        explain(() => ({ org: 'one' })),
        'one-organisation',
      ),
    ).toBe(-30);
    expect(
      bitsOf(
        explain((a) => (a < 5 ? { org: 'one' } : {})),
        'one-organisation',
      ),
    ).toBe(-30);
    expect(
      bitsOf(
        explain((a) => ({ org: `${a % 3}` })),
        'one-organisation',
      ),
    ).toBe(-30);
    const some = bitsOf(
      explain((a) => (a < 4 ? { org: 'one' } : {})),
      'one-organisation',
    );
    expect(some).toBeLessThan(0);
    expect(some).toBeGreaterThan(-10);
  });

  it('tells a class, which repeats a handful of texts, from a benchmark, which is a long list', () => {
    expect(kinds(explain(undefined, (i) => ({ text: `exercise ${i % 5}` })))).toEqual(['same-exercise']);
    expect(
      bitsOf(
        explain(undefined, (i) => ({ text: `exercise ${i % 5}` })),
        'same-exercise',
      ),
    ).toBe(-14);
    const list = explain(undefined, (i, a) => ({ text: `question ${(i * 7 + a * 11) % 100}` }));
    expect(kinds(list)).toEqual(['public-corpus']);
    expect(bitsOf(list, 'public-corpus')).toBeGreaterThanOrEqual(-9);
  });

  it('does not take "go on" for an exercise: openings count where there are enough of them', () => {
    const found = explain(undefined, (i, a) => (i % 3 === 0 ? { text: `${a}/${i}`, turns: 1 } : { text: 'go on', turns: 2 }));
    expect(kinds(found)).toEqual([]);
  });

  it('explains a campus by its network, but not a rack in a data centre', () => {
    expect(
      bitsOf(
        explain(() => ({ identity: { net: 'campus' } })),
        'one-place',
      ),
    ).toBe(-10);
    expect(kinds(explain(() => ({ identity: { net: 'rack' }, hosted: true })))).toEqual([]);
    expect(kinds(explain((a) => ({ identity: { net: `${a % 2}` } })))).toEqual([]);
  });

  it('explains work in the same hours of the night on several days, also around midnight', () => {
    for (const hour of [2, 23]) {
      const nights = explain(undefined, (i) => ({ ts: START + (i % 5) * DAY + hour * 3_600 + i * 200 }));
      expect(bitsOf(nights, 'nightly-job')).toBe(-12);
    }
    // One night is no habit; it is one sitting.
    expect(kinds(explain(undefined, (i) => ({ ts: START + DAY + 2 * 3_600 + i * 200 })))).toEqual(['one-sitting']);
  });

  it('explains conversations a little', () => {
    const found = explain(undefined, (i) => ({ turns: 1 + (i % 5) }));
    expect(kinds(found)).toEqual(['conversation']);
    expect(bitsOf(found, 'conversation')).toBeCloseTo(-4 * 0.6, 9);
  });
});
