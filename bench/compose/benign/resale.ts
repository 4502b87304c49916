// SPDX-License-Identifier: Apache-2.0
import { activeSpan, type Kit, openAccount, partRandom, scaled } from '../kit.ts';
import { randomOf, type Voice } from '../plan.ts';
import { DAY, drawTime, fillSpan, HOUR } from '../rhythm.ts';
import { askAsPerson, createPerson } from '../text/person.ts';
import { keepHouse, SYNTHETIC_TEMPLATES } from '../text/programs.ts';
import { drawVolume, ordinaryVoice, placeConversations, placeRuns } from '../voices.ts';
import { fixedNetwork } from '../world.ts';
import { drawCompany, single } from './programs.ts';

/** Everybody who shares a reseller's card, egress and client. */
export interface Reseller {
  readonly asn: string;
  readonly card: string;
  readonly address: number;
  readonly addresses: number;
  readonly agent: string;
}

export function drawReseller(kit: Kit, name: string): Reseller {
  const r = partRandom(kit, `reseller ${name}`);
  return {
    asn: kit.world.drawAsn('hosting', r),
    card: kit.world.token('pm_', r),
    address: r.int(1e9),
    addresses: 4 + r.int(12),
    agent: `one-gateway/${1 + r.int(3)}.${r.int(9)}`,
  };
}

/** Resellers: a master key with many end users, and a reseller that gives each ordinary customer a key of their own. */
export function addResellers(kit: Kit): void {
  const r = partRandom(kit, 'reseller');
  for (let i = 0; i < scaled(kit, 3, 1); i++) {
    const company = drawCompany(kit, r, 'hosting');
    if (i === 0) kit.authorisations.push({ org: company.org, kind: 'reseller', note: 'aggregator, contract on file' });
    const users = 60 + r.int(600);
    for (let k = 0; k < 1 + r.int(3); k++) {
      const seat = openAccount(kit, r, {
        ...company,
        kind: 'reseller',
        client: 'script',
        voice:
          (seed): Voice =>
          ({ item }) => {
            const r = randomOf(seed, item, 0);
            const who = r.zipf(users, 0.8);
            const person = createPerson(kit.library, seed + who, kit.world.drawPlace(randomOf(seed, who, 9)).language);
            return { ...single(askAsPerson(kit.library, person, r)), endUser: `u-${seed.toString(36)}-${who}` };
          },
      });
      const span = activeSpan(kit, r, seat.createdAt);
      for (let item = 0; item < Math.min(3_000, drawVolume(kit, r, 500)); item++)
        kit.plan.addMoment(seat.index, drawTime(span, 'service', seat.zone, r), item);
    }
  }
  for (let i = 0; i < scaled(kit, 3, 1); i++)
    addResaleCustomers(kit, drawReseller(kit, `ordinary ${i}`), scaled(kit, r.between(40, 120), 15), `resale-customer`);
}

/** Ordinary people who bought access from a reseller: its card and its addresses, their own words and hours. */
export function addResaleCustomers(kit: Kit, reseller: Reseller, count: number, kind: string): void {
  const r = partRandom(kit, `${kind} ${reseller.card}`);
  for (let i = 0; i < count; i++) {
    const seat = openAccount(kit, r, {
      kind,
      asn: reseller.asn,
      asnType: 'hosting',
      payment: reseller.card,
      agent: reseller.agent,
      client: 'script',
      plan: 'payg',
      mail: r.chance(0.5) ? 'throwaway' : 'public',
      network: fixedNetwork(kit.world, reseller.asn, [reseller.agent], reseller.address, reseller.addresses),
      voice: (seed, language) => ordinaryVoice(kit, seed, language),
    });
    placeConversations(kit, r, seat.index, drawVolume(kit, r, 14), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone);
  }
}

/** One key that a whole team, or half the internet, uses. */
export function addTeamKeys(kit: Kit): void {
  const r = partRandom(kit, 'team-key');
  for (let i = 0; i < scaled(kit, 60, 3); i++) {
    const company = drawCompany(kit, r);
    const clients = Array.from({ length: 6 }, () => kit.world.drawClient(r.pick(['sdk', 'ide', 'script'] as const), r).client);
    const people = 4 + r.int(30);
    const seat = openAccount(kit, r, {
      ...company,
      kind: 'team-key',
      device: '',
      network: fixedNetwork(kit.world, company.asn, clients, r.int(1e9), 2 + r.int(20)),
      voice:
        (seed, language): Voice =>
        ({ item }) => {
          const r = randomOf(seed, item, 0);
          const person = createPerson(kit.library, seed + r.int(people), language);
          return single(askAsPerson(kit.library, person, r));
        },
    });
    placeRuns(kit, r, seat.index, drawVolume(kit, r, 120), activeSpan(kit, r, seat.createdAt), 'office', seat.zone, {
      size: 3,
      gapMs: 20_000,
    });
  }
}

/** Synthetic data that may be made: by a licensed customer, and by small firms that told nobody. */
export function addSynthetic(kit: Kit): void {
  for (const licensed of [true, false]) {
    const kind = licensed ? 'licensed-synthetic' : 'inhouse-synthetic';
    const r = partRandom(kit, kind);
    const tasks = r.shuffle([...kit.library.sets.benignCode, ...kit.library.sets.benignRole]);
    let next = 0;
    for (let o = 0; o < (licensed ? scaled(kit, 2, 1) : scaled(kit, 6, 2)); o++) {
      const company = drawCompany(kit, r, r.chance(0.5) ? 'hosting' : 'business');
      if (licensed) kit.authorisations.push({ org: company.org, kind: 'synthetic-data', note: 'licensed for training data' });
      const template = keepHouse(r.pick(SYNTHETIC_TEMPLATES), kit.library.everyday, r);
      const first = next;
      const total = licensed ? 900 : Math.round(r.logBetween(60, 400));
      next += total;
      const seats = Array.from({ length: licensed ? 6 + r.int(7) : 2 + r.int(4) }, () =>
        openAccount(kit, r, {
          ...company,
          kind,
          client: 'sdk',
          voice:
            (): Voice =>
            ({ item }) => {
              const task = tasks[(first + item) % tasks.length]!;
              return { ...single(template.replace('{}', () => `${task.instruction}\n${task.input}`)), temperature: 0.9 };
            },
        }),
      );
      const start = r.between(kit.plan.from, kit.plan.until - 2 * DAY);
      for (const [item, time] of fillSpan(
        kit.library.sets.traces.codeGapsMs,
        start,
        start + r.between(6, 40) * HOUR,
        total,
        r,
      ).entries())
        kit.plan.addMoment(seats[r.int(seats.length)]!.index, time, item);
    }
  }
}
