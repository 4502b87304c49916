// SPDX-License-Identifier: Apache-2.0
import { drawReseller, addResaleCustomers } from '../benign/resale.ts';
import { type Kit, MODELS, openAccount, type Seat, scaled } from '../kit.ts';
import type { Network, Voice } from '../plan.ts';
import { mixSeeds, type Random } from '../random.ts';
import { DAY, HOUR } from '../rhythm.ts';
import { fixedNetwork } from '../world.ts';

/**
 * What ties the accounts of a pool: `separate` = nothing; `shared` = cards, machines and addresses in small
 * groups; `proxy` = one hoster's addresses; `residential` = other people's lines, a new one for each call;
 * `reseller` = a reseller's card and egress, amid its ordinary customers; `shells` = a few firms on paper, each with
 * many keys on one card.
 */
export type Identity = 'separate' | 'shared' | 'proxy' | 'residential' | 'reseller' | 'shells';
export type Age = 'fresh' | 'aged' | 'mixed';

export interface Pool {
  readonly campaign: string;
  readonly accounts: number;
  readonly identity: Identity;
  readonly age: Age;
  /** When the pool is needed; fresh accounts are opened before that. */
  readonly needed: number;
  readonly model?: string;
  /** What most of its accounts say they are for; a claim costs nothing. */
  readonly claims: string;
  readonly voice: (seed: number, language: string) => Voice;
}

/** Opens the accounts of a pool; indices into the plan. */
export function openPool(kit: Kit, r: Random, pool: Pool): number[] {
  const draw = IDENTITIES[pool.identity](kit, r, pool);
  const batches = Array.from({ length: 1 + r.int(4) }, () => pool.needed - r.exponential(4 * DAY) - HOUR);
  const model = pool.model ?? r.pick(MODELS);
  const oneAgent = r.chance(0.6) ? kit.world.drawClient(r.chance(0.6) ? 'sdk' : 'script', r).client : null;
  return Array.from({ length: pool.accounts }, () => {
    const fresh = pool.age === 'fresh' || (pool.age === 'mixed' && r.chance(0.5));
    const seat: Seat = {
      kind: 'campaign',
      campaign: pool.campaign,
      model,
      client: r.chance(0.7) ? 'sdk' : 'script',
      ...(oneAgent === null ? {} : { agent: oneAgent }),
      createdAt: fresh
        ? Math.min(pool.needed, r.pick(batches) + r.exponential(4 * HOUR))
        : Math.min(pool.needed, kit.world.drawAge(r)),
      voice: pool.voice,
      ...(pool.claims !== '' && r.chance(0.7) ? { declaredUse: pool.claims } : {}),
      ...draw(),
    };
    return openAccount(kit, r, seat).index;
  });
}

type Draw = () => Partial<Seat>;

const IDENTITIES: Readonly<Record<Identity, (kit: Kit, r: Random, pool: Pool) => Draw>> = {
  separate: (_, r) => () => ({ plan: r.pick(['free', 'plus', 'payg', 'payg']) }),

  shared: (kit, r, pool) => {
    const groups = Math.max(2, Math.round(pool.accounts / r.between(6, 14)));
    const tied = r.between(0.5, 0.9);
    const cards = Array.from({ length: groups }, () => kit.world.token('pm_', r));
    const machines = Array.from({ length: groups }, () => kit.world.token('dv_', r));
    const asns = Array.from({ length: groups }, () => kit.world.drawAsn(r.chance(0.6) ? 'hosting' : 'residential', r));
    return () => {
      const group = r.int(groups);
      const asn = asns[group]!;
      const { client } = kit.world.drawClient('sdk', r);
      return {
        plan: 'payg',
        mail: r.chance(0.5) ? 'throwaway' : 'public',
        ...(r.chance(tied) ? { payment: cards[r.chance(0.8) ? group : r.int(groups)]! } : {}),
        ...(r.chance(tied * 0.7) ? { device: machines[group]! } : {}),
        ...(r.chance(tied)
          ? { asn, asnType: 'hosting' as const, network: fixedNetwork(kit.world, asn, [client], mixSeeds(kit.seed, group), 2) }
          : {}),
      };
    };
  },

  proxy: (kit, r, pool) => {
    const asns = Array.from({ length: 1 + r.int(3) }, () => kit.world.drawAsn('hosting', r));
    const addresses = Math.max(3, Math.round(pool.accounts / r.between(3, 9)));
    const first = r.int(1e9);
    const { client } = kit.world.drawClient('sdk', r);
    return () => {
      const asn = r.pick(asns);
      return { asn, asnType: 'hosting', plan: 'payg', network: fixedNetwork(kit.world, asn, [client], first, addresses) };
    };
  },

  residential: (kit, r) => {
    const asns = Array.from({ length: 30 }, () => kit.world.drawAsn('residential', r));
    return () => {
      const { client } = kit.world.drawClient('sdk', r);
      const network: Network = (_, r) => ({ ip: kit.world.addressOf(r.pick(asns), r.int(0x1_0000_0000), r.chance(0.2)), client });
      return {
        asnType: 'residential',
        plan: r.chance(0.3) ? 'free' : 'payg',
        mail: r.chance(0.3) ? 'throwaway' : 'public',
        network,
      };
    };
  },

  reseller: (kit, r, pool) => {
    const reseller = drawReseller(kit, pool.campaign);
    // The campaign hides among people who only wanted cheap access.
    addResaleCustomers(kit, reseller, scaled(kit, r.between(60, 160), 20), 'hydra-customer');
    const network = fixedNetwork(kit.world, reseller.asn, [reseller.agent], reseller.address, reseller.addresses);
    return () => ({
      asn: reseller.asn,
      asnType: 'hosting',
      payment: r.chance(0.8) ? reseller.card : kit.world.token('pm_', r),
      agent: reseller.agent,
      plan: 'payg',
      mail: r.chance(0.5) ? 'throwaway' : 'public',
      network,
    });
  },

  shells: (kit, r, pool) => {
    const firms = Array.from({ length: Math.max(3, Math.round(pool.accounts / r.between(15, 40))) }, () => ({
      org: `org-${kit.world.token('', r).slice(0, 10)}`,
      payment: kit.world.token('pm_', r),
      mailDomain: kit.world.drawMail('own', r),
      asn: kit.world.drawAsn('hosting', r),
      address: r.int(1e9),
      place: kit.world.drawPlace(r),
    }));
    return () => {
      const { address, ...firm } = r.pick(firms);
      const { client } = kit.world.drawClient('sdk', r);
      return {
        ...firm,
        asnType: 'hosting',
        plan: 'enterprise',
        network: fixedNetwork(kit.world, firm.asn, [client], address, 3),
      };
    };
  },
};
