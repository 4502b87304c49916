// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findOwnFamilies } from './cohort.ts';
import { createContext, LINK_FAMILIES } from './context.ts';
import { familyBits, judge, type Judgement, THRESHOLDS } from './judge.ts';
import { type AccountSpec, campaign, type CampaignPlan, createUniform, customers, makeTable, START } from './testing.ts';

const TIERS = ['none', 'watch', 'probable', 'confirmed'];
const OTHERS = customers(createUniform(99), 100);

/** Judges the accounts of a campaign among 100 customers. */
function judgeCampaign(
  plan: CampaignPlan,
  change: (spec: AccountSpec, account: number) => AccountSpec = (spec) => spec,
  until?: number,
): Judgement {
  const context = createContext(makeTable([...campaign(createUniform(7), plan).map(change), ...OTHERS]));
  const accounts = Uint32Array.from({ length: plan.workers }, (_, a) => a);
  return judge(context, { accounts, families: findOwnFamilies(context, accounts), seed: 'template' }, until);
}

const linking = ({ evidence }: Judgement): string[] =>
  LINK_FAMILIES.filter((family) => familyBits(evidence, family) >= THRESHOLDS.family);
const bornTogether = (spec: AccountSpec, account: number): AccountSpec => ({
  ...spec,
  created: START - 900_000 + account * 3_600,
});

/** All combinations of what a campaign may show. */
const SHOWN = [0, 1].flatMap((template) =>
  [0, 1].flatMap((clock) =>
    [0, 1].flatMap((cards) => [0, 1].flatMap((asking) => [0, 1].map((born) => ({ template, clock, cards, asking, born })))),
  ),
);
type Shown = (typeof SHOWN)[number];
const judged = new Map<string, Judgement>();
function judgeShown(shown: Shown): Judgement {
  const key = JSON.stringify(shown);
  const { template, clock, cards, asking, born } = shown;
  const known =
    judged.get(key) ??
    judgeCampaign(
      { workers: 12, template: template === 1, clock: clock === 1, perCard: cards === 1 ? 4 : 1, asking: asking === 1 ? 0.7 : 0 },
      born === 1 ? bornTogether : undefined,
    );
  judged.set(key, known);
  return known;
}

describe('judge', () => {
  it('confirms a campaign that shows all of it, and sums what it says', () => {
    const found = judgeCampaign({ workers: 12 });
    expect(found.tier).toBe('confirmed');
    expect(found.reason).toBe('');
    expect(linking(found)).toEqual(expect.arrayContaining(['identity', 'template', 'synchrony']));
    const sum = [...found.evidence, ...found.benign].reduce((total, line) => total + line.bits, 0);
    expect(found.bits).toBeCloseTo(sum, 9);
    expect(found.evidence.map((line) => line.bits)).toEqual(found.evidence.map((line) => line.bits).toSorted((a, b) => b - a));
  });

  it('never accuses with one linking family, without a sign of extraction, or below the sum', () => {
    let accused = 0;
    for (const shown of SHOWN) {
      const found = judgeShown(shown);
      if (found.tier === 'none') {
        expect(found.reason).not.toBe('');
        continue;
      }
      accused++;
      expect(linking(found).length, JSON.stringify(shown)).toBeGreaterThanOrEqual(2);
      expect(familyBits(found.evidence, 'intent') + familyBits(found.evidence, 'harvest')).toBeGreaterThanOrEqual(2.5);
      expect(found.bits).toBeGreaterThanOrEqual(THRESHOLDS[found.tier]);
    }
    expect(accused).toBeGreaterThan(8);
  });

  it('accuses nobody without a sign of extraction: conversations that ask for nothing unusual', () => {
    const talk = (spec: AccountSpec): AccountSpec => ({
      ...spec,
      exchanges: spec.exchanges.map((one) => ({ ...one, turns: 3 })),
    });
    expect(judgeCampaign({ workers: 12, asking: 0 }, talk)).toMatchObject({
      tier: 'none',
      reason: 'no sign of extraction in what is asked for',
    });
    expect(judgeCampaign({ workers: 12 }, talk).tier).not.toBe('none');
  });

  it('accuses nobody for a template, a clock, cards or birthdays alone, whatever is asked', () => {
    const one = { template: 0, clock: 0, cards: 0, asking: 1, born: 0 };
    for (const only of [{ template: 1 }, { clock: 1 }, { cards: 1 }, { born: 1 }, {}]) {
      expect(judgeShown({ ...one, ...only }).tier, JSON.stringify(only)).toBe('none');
    }
  });

  it('is monotone: showing more never lowers the tier', () => {
    const names = ['template', 'clock', 'cards', 'asking', 'born'] as const;
    for (const less of SHOWN) {
      for (const name of names.filter((one) => less[one] === 0)) {
        // Without a template other exchanges are looked at; the others only add.
        if (name === 'template') continue;
        const [before, after] = [judgeShown(less), judgeShown({ ...less, [name]: 1 })];
        expect(TIERS.indexOf(after.tier), `${JSON.stringify(less)} + ${name}`).toBeGreaterThanOrEqual(TIERS.indexOf(before.tier));
      }
    }
  });

  it('needs four independent owners', () => {
    const inOrganisations = (count: number) => judgeCampaign({ workers: 12 }, (spec, a) => ({ ...spec, org: `${a % count}` }));
    for (const count of [1, 2, 3]) {
      expect(inOrganisations(count)).toMatchObject({ tier: 'none', reason: 'fewer than four independent owners' });
    }
    expect(judgeCampaign({ workers: 3 }).tier).toBe('none');
    expect(inOrganisations(6).tier).not.toBe('none');
  });

  it('needs an instrument that they share where they are few', () => {
    expect(judgeCampaign({ workers: 6, perCard: 1 }).tier).toBe('none');
    expect(judgeCampaign({ workers: 6, perCard: 6 }).tier).not.toBe('none');
  });

  it('exempts the authorised and one organisation, and lets a claim take off six bits at most', () => {
    const plain = judgeCampaign({ workers: 12 });
    expect(judgeCampaign({ workers: 12 }, (spec) => ({ ...spec, authorised: 'licence' })).tier).toBe('none');
    expect(judgeCampaign({ workers: 12 }, (spec, a) => (a < 7 ? { ...spec, org: 'one' } : spec)).tier).toBe('none');
    const claimed = judgeCampaign({ workers: 12 }, (spec) => ({ ...spec, declaredUse: 'research' }));
    expect(plain.bits - claimed.bits).toBeCloseTo(6, 9);
    expect(claimed.tier).not.toBe('none');
  });

  it('sees up to a moment only what came before it', () => {
    const at = (days: number): Judgement => judgeCampaign({ workers: 12 }, undefined, START + days * 86_400);
    const [none, day, half, all] = [at(0), at(1), at(4), at(8)];
    expect(none).toMatchObject({ tier: 'none', evidence: [] });
    expect(all.evidence).toEqual(judgeCampaign({ workers: 12 }).evidence);
    expect(day.rows.length).toBeLessThan(half.rows.length);
    expect(all.bits).toBeGreaterThan(day.bits);
  });

  it('accuses nobody for a fashion that people try once to four times, and somebody who deals out a list', () => {
    const uniform = createUniform(21);
    const crowd = (times: (account: number) => number, asking: number, within: number): AccountSpec[] =>
      Array.from({ length: 150 }, (_, a) => ({
        exchanges: Array.from({ length: times(a) }, (_, i) => ({
          ts: START + 3 * 86_400 + Math.floor(uniform() * within),
          text: `mine ${a} ${i}`,
          template: 'fashion',
          techniques: i + a * 4 < asking * 600 ? 1 : 0,
        })),
      }));
    const judged = (times: (account: number) => number, asking: number, within = 40_000): Judgement => {
      const context = createContext(makeTable([...crowd(times, asking, within), ...customers(createUniform(98), 400)]));
      const accounts = Uint32Array.from({ length: 150 }, (_, a) => a);
      return judge(context, { accounts, families: findOwnFamilies(context, accounts), seed: 'template' });
    };
    const tried = (account: number): number => 1 + (account % 4);
    for (const asking of [0, 0.2]) {
      const fashion = judged(tried, asking);
      expect(familyBits(fashion.evidence, 'template')).toBeGreaterThan(8);
      expect(fashion.tier).toBe('none');
    }
    // Nearly all of it asks for extraction: no fashion, but no more than probable by a handful each.
    expect(judged(tried, 1)).toMatchObject({ tier: 'probable', reason: 'a handful each may be people who try it' });
    const quota = (account: number): number => (account % 10 === 0 ? 3 : 4);
    expect(judged(quota, 0)).toMatchObject({ tier: 'probable', reason: 'it rests on a quota alone' });
    expect(judged(quota, 1).tier).toBe('confirmed');
    // A lecture hall in which everybody does four exercises, on matter of their own, within two hours.
    expect(judged(quota, 0, 7_200)).toMatchObject({ tier: 'none', reason: 'a benign explanation holds' });
  });
});
