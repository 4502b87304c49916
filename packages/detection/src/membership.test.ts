// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOwnFamilies } from './cohort.ts';
import { createContext } from './context.ts';
import { createScorer, isMember, type Membership } from './membership.ts';
import { type AccountSpec, campaign, type CampaignPlan, createUniform, customers, makeTable, START } from './testing.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const OTHERS = customers(createUniform(99), 150);

/** Memberships of all accounts: the campaign's first, then `beside`, then 150 customers. */
function score(
  plan: CampaignPlan,
  beside: readonly AccountSpec[] = [],
  known: readonly number[] = range(plan.workers),
): Membership[] {
  const specs = [...campaign(createUniform(7), plan), ...beside, ...OTHERS];
  const context = createContext(makeTable(specs));
  const accounts = Uint32Array.from(known);
  const scorer = createScorer(context, { accounts, families: findOwnFamilies(context, accounts), seed: 'template' });
  return specs.map((_, account) => scorer.score(account));
}

/** Everything from the wrapper around texts of its own. */
const wrapped = (name: string, uses: number, template: string): AccountSpec['exchanges'] =>
  range(uses).map((i) => ({ ts: START + 7_000 * (i + 1), text: `${name} wrapped ${i}`, template }));

describe('isMember', () => {
  const membership = fc.record({
    account: fc.constant(0),
    template: fc.constant(0),
    identity: fc.constant(0),
    place: fc.constant(0),
    synchrony: fc.constant(0),
    intent: fc.constant(0),
    total: fc.double({ min: 0, max: 30, noNaN: true }),
    backing: fc.nat(5),
    grounded: fc.boolean(),
    exclusive: fc.constant(false),
  });

  it('asks for two families that add up, and for taking part', () => {
    fc.assert(
      fc.property(membership, (one) => {
        if (isMember(one)) expect(one.grounded && one.backing >= 2 && one.total >= 7).toBe(true);
        expect(isMember({ ...one, backing: 1 })).toBe(false);
        expect(isMember({ ...one, grounded: false })).toBe(false);
        expect(isMember({ ...one, exclusive: true })).toBe(true);
        if (isMember(one)) expect(isMember({ ...one, total: one.total + 1, backing: one.backing + 1 })).toBe(true);
      }),
    );
  });
});

describe('createScorer', () => {
  it('takes the members of a campaign and none of the customers', () => {
    for (const plan of [
      { workers: 12 },
      { workers: 12, perCard: 1 },
      { workers: 12, clock: false },
      { workers: 12, template: false },
    ]) {
      const members = score(plan).map(isMember);
      expect(members.slice(0, 12).filter(Boolean).length, JSON.stringify(plan)).toBeGreaterThanOrEqual(11);
      expect(members.slice(12).filter(Boolean).length, JSON.stringify(plan)).toBe(0);
    }
  });

  it('keeps a member who hides its work in ordinary traffic', () => {
    const found = score({ workers: 12, camouflage: true });
    expect(found.slice(0, 12).every(isMember)).toBe(true);
    expect(found.slice(12).some(isMember)).toBe(false);
  });

  it('scores members and others alike: who was not known is found by the same rule', () => {
    const known = range(12).filter((account) => account !== 5);
    const found = score({ workers: 12 }, [], known)[5]!;
    expect(isMember(found)).toBe(true);
    expect(found.backing).toBeGreaterThanOrEqual(2);
  });

  it('does not take one who shares only a popular template, however much it uses it', () => {
    const users = customers(createUniform(3), 40, 'user').map((spec, i) => ({
      ...spec,
      exchanges: [...spec.exchanges, ...wrapped(`user ${i}`, 20, 'popular wrapper')],
    }));
    const workers = campaign(createUniform(7), { workers: 12 });
    const both = workers.map((spec, i) => ({
      ...spec,
      exchanges: [...spec.exchanges, ...wrapped(`worker ${i}`, 5, 'popular wrapper')],
    }));
    const specs = [...both, ...users, ...OTHERS];
    const context = createContext(makeTable(specs));
    const accounts = Uint32Array.from(range(12));
    const scorer = createScorer(context, { accounts, families: findOwnFamilies(context, accounts), seed: 'template' });
    expect(specs.map((_, account) => isMember(scorer.score(account)))).toEqual(specs.map((_, account) => account < 12));
  });

  it('does not take one who tried the wrapper once, shares a card only, or was merely there at the time', () => {
    const [first] = campaign(createUniform(7), { workers: 12 });
    const [curious, relative, neighbour] = customers(createUniform(4), 3, 'bystander') as [AccountSpec, AccountSpec, AccountSpec];
    const found = score({ workers: 12 }, [
      { ...curious, exchanges: [...curious.exchanges, ...wrapped('curious', 1, 'campaign wrapper')] },
      { ...relative, identity: { ...relative.identity, payment: 'campaign card 0' } },
      { ...neighbour, exchanges: first!.exchanges.map(({ ts }, i) => ({ ts, text: `neighbour ${i}` })) },
    ]);
    expect(found.slice(12, 15).map(isMember)).toEqual([false, false, false]);
    expect(found[12]!.template).toBeGreaterThan(2);
  });

  it('leaves out who found the same public wording, where all others are tied by cards or a clock', () => {
    // Too few to make the wording a common one, and they use it as habitually as the campaign does.
    const uniform = createUniform(8);
    const strangers = customers(uniform, 2, 'stranger').map((spec, i) => ({
      ...spec,
      exchanges: [
        ...spec.exchanges,
        ...wrapped(`stranger ${i}`, 60, 'campaign wrapper').map((one) => ({
          ...one,
          ts: START + Math.floor(uniform() * 6 * 86_400),
        })),
      ],
    }));
    const known = range(42);
    const found = score({ workers: 40, perCard: 4 }, strangers, known);
    expect(found.slice(0, 40).every(isMember)).toBe(true);
    expect(found.slice(40, 42).map((one) => [isMember(one), one.template > 4])).toEqual([
      [false, true],
      [false, true],
    ]);
    // Where nobody is tied to anybody, the wording alone is what they have in common, and makes the member.
    const untied = { workers: 40, perCard: 1, clock: false };
    const loose = score(untied, strangers, known);
    expect(loose.slice(40, 42).map(isMember)).toEqual([true, true]);
  });

  it('leaves out who found the wording and met a busy campaign a few times, where all others share cards', () => {
    const uniform = createUniform(8);
    const [stranger] = customers(uniform, 1, 'stranger') as [AccountSpec];
    const beside = (plan: CampaignPlan): Membership => {
      const moments = campaign(createUniform(7), plan).flatMap(({ exchanges }) => exchanges.map(({ ts }) => ts));
      const met = wrapped('stranger', 14, 'campaign wrapper').map((one, i) => ({
        ...one,
        ts: i < 2 ? moments[i * 37]! + 5 : START + Math.floor(uniform() * 6 * 86_400),
      }));
      return score(plan, [{ ...stranger, exchanges: [...stranger.exchanges, ...met] }])[plan.workers]!;
    };
    const found = beside({ workers: 12, perCard: 4 });
    expect(found.synchrony).toBeGreaterThan(2);
    expect(found.synchrony).toBeLessThan(9);
    expect(found.backing).toBeGreaterThanOrEqual(2);
    expect(isMember(found)).toBe(false);
    // Where nobody shares a card, the clock is what there is.
    expect(isMember(beside({ workers: 12, perCard: 1 }))).toBe(true);
  });

  it('adds up its parts and counts the families behind them', () => {
    for (const one of score({ workers: 12 })) {
      const parts = [one.template, one.identity, one.place, one.synchrony, one.intent];
      expect(one.total).toBeCloseTo(
        parts.reduce((sum, part) => sum + part, 0),
        9,
      );
      expect(one.backing).toBeGreaterThanOrEqual(parts.filter((part) => part >= 2).length);
      expect(parts.every((part) => part >= 0)).toBe(true);
    }
  });
});
