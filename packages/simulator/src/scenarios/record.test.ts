// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ran, run } from '../testing.fixture.ts';
import { DAY, HOUR, NEW_MODEL } from '../world.ts';
import { SCENARIOS } from './index.ts';

function campaignOf(name: string): Ran {
  const scenario = SCENARIOS.find((entry) => entry.name === name)!;
  return run({ ...scenario, populations: {} }, { seed: 905 });
}

describe('scenarios', () => {
  const of = (suite: string) => SCENARIOS.filter(({ suites }) => suites.some((name) => name === suite));
  const benign = (names: typeof SCENARIOS) =>
    names.flatMap(({ populations }) => Object.values(populations)).reduce((sum, accounts) => sum + accounts, 0);

  it('have names and labels of their own, and the sizes that the suites promise', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    for (const suite of ['record', 'evasion', 'small']) {
      const names = of(suite).flatMap(({ campaigns }) => campaigns.map(({ name }) => name));
      expect(new Set(names).size).toBe(names.length);
    }
    expect(of('record')).toHaveLength(11);
    expect(benign(of('record'))).toBeGreaterThan(30_000);
    expect(of('small')).toHaveLength(2);
    for (const scenario of of('evasion')) {
      expect(Math.abs(benign([scenario]) - 20_000)).toBeLessThan(200);
      expect(scenario.days).toBe(7);
      for (const { level, accounts, exchangesPerAccount, evasion } of scenario.campaigns) {
        expect(level).toMatch(/^A\d/);
        expect(accounts).toBeGreaterThanOrEqual(40);
        expect(accounts).toBeLessThanOrEqual(120);
        if (evasion.schedule !== 'slow') expect(exchangesPerAccount).toBeGreaterThanOrEqual(40);
        expect(exchangesPerAccount).toBeLessThanOrEqual(100);
      }
    }
  });

  it('cover the whole ladder and hold families out', () => {
    const levels = new Set(of('evasion').flatMap(({ campaigns }) => campaigns.map(({ level }) => level!.split('-')[0])));
    expect(levels).toEqual(new Set(['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10']));
    const adaptive = of('evasion').flatMap(({ campaigns }) => campaigns.filter(({ level }) => level === 'A7'));
    expect(adaptive.every(({ variants }) => variants!.length > 3)).toBe(true);
    const families = (heldOut: boolean) =>
      SCENARIOS.filter((entry) => (entry.heldOut === true) === heldOut).flatMap(({ campaigns }) =>
        campaigns.map(({ family }) => family),
      );
    expect(families(true)).toHaveLength(3);
    expect(families(true).filter((family) => families(false).includes(family))).toEqual([]);
  });

  it('can be handed to another process', () => {
    for (const scenario of SCENARIOS) expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
  });
});

describe('attackers of the record', () => {
  it('minimax: half of the harvest is on the new model a day after its release, none before', () => {
    const { all } = campaignOf('minimax');
    const release = Math.min(...all.filter(({ said }) => said.model === NEW_MODEL).map(({ time }) => time));
    const late = all.filter(({ time, harvest }) => harvest && time > release + DAY);
    const share = late.filter(({ said }) => said.model === NEW_MODEL).length / late.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
  });

  it('alibaba: the second pool starts within hours after the ban of the first, which is silent from then on', () => {
    const { actors } = campaignOf('alibaba');
    const [first, second] = [actors.slice(0, 50), actors.slice(50)];
    expect(second).toHaveLength(35);
    const ban = Math.max(...first.flatMap(({ times }) => [...times]));
    const takeover = Math.min(...second.flatMap(({ times }) => [...times]));
    expect(takeover).toBeGreaterThan(ban);
    expect(takeover - ban).toBeLessThan(12 * HOUR);
    for (const { profile } of second) expect(takeover - profile.createdAt).toBeLessThan(24 * HOUR);
  });

  it('hydra: customers’ prompts and the campaign’s come through the same accounts', () => {
    const { actors, all } = campaignOf('hydra');
    expect(actors).toHaveLength(2000);
    const customers = all.filter(({ harvest }) => !harvest);
    expect(Math.abs(customers.length / all.length - 0.5)).toBeLessThan(0.01);
    expect(new Set(customers.map(({ said }) => said.endUser)).size).toBeGreaterThan(5);
    expect(all.filter(({ harvest }) => harvest).every(({ said }) => said.endUser === undefined)).toBe(true);
  });

  it('fan-out: four thousand users, four requests each, two days', () => {
    const { actors, all } = campaignOf('fan-out');
    expect(actors).toHaveLength(4000);
    const work = all.filter(({ harvest }) => harvest);
    expect(work).toHaveLength(16_000);
    expect(work.at(-1)!.time - work[0]!.time).toBeLessThan(2 * DAY);
  });

  it('technique probing: no technique twice and nearly all refused; others reuse the winner', () => {
    const { actors, all } = campaignOf('technique-probing');
    const probers = new Set(actors.slice(150));
    const probes = all.filter(({ actor }) => probers.has(actor));
    expect(new Set(probes.map(({ said }) => said.user)).size).toBe(2400);
    const refused = probes.filter(({ said }) => said.refused === true).length / probes.length;
    expect(refused).toBeGreaterThan(0.88);
    expect(refused).toBeLessThan(0.97);
    const reuse = all.filter(({ actor, harvest }) => harvest && !probers.has(actor));
    expect(reuse).toHaveLength(9_000);
    expect(reuse[0]!.time).toBeGreaterThan(probes.at(-1)!.time);
  });

  it('replay: a third of the requests presents a handle that another session was given', () => {
    const { all } = campaignOf('replay');
    const issued = new Map<string, { session: string; account: string }>();
    let foreign = 0;
    let replays = 0;
    for (const { said, actor } of all) {
      if (said.handleIn !== undefined) {
        const origin = issued.get(said.handleIn)!;
        expect(origin.session).not.toBe(said.session);
        replays++;
        if (origin.account !== actor.profile.account) foreign++;
      }
      issued.set(said.handleOut!, { session: said.session!, account: actor.profile.account });
    }
    expect(replays / all.length).toBeGreaterThan(0.25);
    expect(foreign / replays).toBeGreaterThan(0.15);
    expect(foreign / replays).toBeLessThan(0.5);
  });

  describe('moonshot', () => {
    let ran: Ran;
    beforeAll(() => {
      ran = campaignOf('moonshot');
    });
    it('comes over several access paths', () => {
      expect(new Set(ran.actors.map(({ profile }) => profile.api)).size).toBe(4);
      expect(new Set(ran.actors.map(({ profile }) => profile.userAgent)).size).toBe(6);
    });
  });

  it('zhipu: a fifth and more of the requests cleans own outputs', () => {
    const { all } = campaignOf('zhipu');
    const cleaning = all.filter(({ said }) => said.user.startsWith('Clean this model output')).length;
    expect(cleaning / all.length).toBeGreaterThan(0.2);
    expect(cleaning / all.length).toBeLessThan(0.3);
  });
});
