// SPDX-License-Identifier: Apache-2.0
import type { Account, Network, Plan, Voice } from './plan.ts';
import { createRandom, mixSeeds, type Random, seedOf } from './random.ts';
import { DAY } from './rhythm.ts';
import type { Library } from './text/library.ts';
import { type AsnType, type ClientStyle, homeNetwork, type MailStyle, mobileNetwork, fixedNetwork, type World } from './world.ts';

/** What every kind of traffic is made with. */
export interface Kit {
  readonly plan: Plan;
  readonly world: World;
  readonly library: Library;
  readonly seed: number;
  /** Benign accounts over 20,000. */
  readonly scale: number;
  /** When a new model comes out. */
  readonly release: number;
  readonly authorisations: { org?: string; account?: string; kind: string; note: string }[];
}

export const MODELS = [
  'gpt-5-mini',
  'gpt-5',
  'claude-sonnet-4-5',
  'gemini-2.5-flash',
  'claude-haiku-4-5',
  'gemini-2.5-pro',
  'o4-mini',
] as const;
export const NEW_MODEL = 'gpt-6';

/** Share of accounts of which the operator lacks some identity fields, 0.1 to 0.2 by seed. */
export function gapShare(seed: number): number {
  return 0.1 + (mixSeeds(seed, 0x9a9) % 1000) / 10_000;
}

export interface Seat {
  readonly kind: string;
  readonly campaign?: string;
  readonly org?: string;
  readonly payment?: string;
  readonly device?: string;
  readonly plan?: string;
  readonly createdAt?: number;
  readonly declaredUse?: string;
  readonly model?: string;
  readonly asnType?: AsnType;
  readonly asn?: string;
  readonly client?: ClientStyle;
  /** Names the client outright. */
  readonly agent?: string;
  readonly mail?: MailStyle;
  readonly mailDomain?: string;
  readonly network?: Network;
  readonly place?: { readonly region: string; readonly language: string; readonly zone: number };
  readonly voice: (seed: number, language: string) => Voice;
}

export interface Seated {
  readonly index: number;
  readonly zone: number;
  readonly createdAt: number;
}

/** Opens an account: what the seat does not say is drawn as for anybody. */
export function openAccount(kit: Kit, r: Random, seat: Seat): Seated {
  const { world } = kit;
  const seed = r.int(0x1_0000_0000);
  const place = seat.place ?? world.drawPlace(r);
  const asnType = seat.asnType ?? (r.chance(0.28) ? 'mobile' : r.chance(0.06) ? 'vpn' : 'residential');
  const asn = seat.asn ?? world.drawAsn(asnType, r);
  const style = seat.client ?? r.pick(['browser', 'browser', 'app', 'sdk', 'script'] as const);
  const drawn = world.drawClient(style, r);
  const client = seat.agent ?? drawn.client;
  const plan = seat.plan ?? drawPlan(style, r);
  const createdAt = seat.createdAt ?? world.drawAge(r);
  const account: Account = {
    id: world.token('', r) + world.token('', r),
    seed,
    kind: seat.kind,
    campaign: seat.campaign ?? null,
    org: seat.org ?? '',
    payment: seat.payment ?? (plan === 'free' ? '' : world.token('pm_', r)),
    device: seat.device ?? (style === 'browser' || style === 'app' ? world.token('dv_', r) : ''),
    tls: drawn.tls,
    asn,
    asnType: asnType === 'vpn' ? 'hosting' : asnType,
    emailDomain: seat.mailDomain ?? world.drawMail(seat.mail ?? (r.chance(0.85) ? 'public' : 'own'), r),
    createdAt: Math.round(createdAt),
    redacted: r.chance(seat.org === undefined ? 0.004 : 0.02),
    plan,
    declaredUse: seat.declaredUse ?? '',
    region: place.region,
    language: place.language,
    model: seat.model ?? MODELS[r.zipf(MODELS.length, 0.8)]!,
    network: seat.network ?? drawNetwork(world, asnType, asn, client, seed, r),
    voice: seat.voice(seed, place.language),
  };
  const index = kit.plan.addAccount(r.chance(gapShare(kit.seed)) ? withGaps(account, r) : account);
  return { index, zone: place.zone, createdAt };
}

export function drawNetwork(world: World, type: AsnType, asn: string, client: string, seed: number, r: Random): Network {
  if (type === 'mobile') return mobileNetwork(world, asn, client, seed);
  if (type === 'vpn') return fixedNetwork(world, asn, [client], 0, 24);
  if (type === 'residential') return homeNetwork(world, asn, client, seed);
  return fixedNetwork(world, asn, [client], seed, r.chance(0.3) ? 4 : 1);
}

function drawPlan(style: ClientStyle, r: Random): string {
  if (style === 'sdk' || style === 'script') return r.chance(0.2) ? 'free' : 'payg';
  const roll = r.float();
  return roll < 0.55 ? 'free' : roll < 0.88 ? 'plus' : 'pro';
}

/** An account of which the operator did not keep everything. */
function withGaps(account: Account, r: Random): Account {
  const lost = (): boolean => r.chance(0.45);
  const network = account.network;
  const noAddress = lost();
  const noClient = lost();
  return {
    ...account,
    payment: lost() ? '' : account.payment,
    device: lost() ? '' : account.device,
    tls: lost() ? '' : account.tls,
    asn: lost() ? '' : account.asn,
    emailDomain: lost() ? '' : account.emailDomain,
    createdAt: lost() ? 0 : account.createdAt,
    network: (time, r) => {
      const from = network(time, r);
      return { ip: noAddress ? '' : from.ip, client: noClient ? '' : from.client };
    },
  };
}

/** Randomness of one named part of the composition. */
export function partRandom(kit: Kit, name: string): Random {
  return createRandom(mixSeeds(kit.seed, seedOf(name)));
}

/** How many of a kind there are at this size; at least `least`. */
export function scaled(kit: Kit, at20k: number, least = 1): number {
  return Math.max(least, Math.round(at20k * kit.scale));
}

/** The part of the window in which an account exists and is in use. */
export function activeSpan(kit: Kit, r: Random, createdAt: number): { from: number; until: number } {
  const from = Math.max(kit.plan.from, createdAt);
  const until = kit.plan.until;
  if (until - from < DAY || r.chance(0.7)) return { from, until: Math.max(until, from + 1) };
  const a = r.between(from, until - DAY / 2);
  return { from: a, until: Math.min(until, a + r.between(DAY / 2, 4 * DAY)) };
}
