// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { CLIENTS, FIRST_NAMES, LAST_NAMES } from './words.ts';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** What the operator knows about an account. */
export interface Profile {
  readonly account: string;
  org: string;
  plan: string;
  createdAt: number;
  payment: string;
  device: string;
  ips: string[];
  asn: string;
  asnType: string;
  userAgent: string;
  emailDomain: string;
  declaredUse: string;
  region: string;
  language: string;
}

/** One request as its sender made it. */
export interface Said {
  readonly system?: string;
  readonly user: string;
  /** Messages that came before in the conversation, resent. */
  readonly history?: readonly string[];
  readonly model?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly endUser?: string;
  readonly session?: string;
  readonly answerTokens?: number;
  readonly tools?: boolean;
}

export interface SimulatedExchange {
  readonly profile: Profile;
  readonly time: number;
  readonly said: Said;
  /** Number of the exchange in the run; ids derive from it. */
  readonly number: number;
}

/** An account with its requests: when, and what. Text is made only when it is asked for, in time order. */
export interface Actor {
  readonly profile: Profile;
  /** Label; never written into a record. */
  readonly kind: string;
  readonly campaign: string | null;
  /** Milliseconds since 1970 UTC, ascending. */
  readonly times: Float64Array;
  say(index: number): Said;
}

export interface World {
  readonly random: Random;
  /** First millisecond and length of the observed window. */
  readonly start: number;
  readonly days: number;
}

/** A customer with nothing special: own card, own device, one or two addresses. */
export function createProfile(world: World, random: Random, wishes: Partial<Profile> = {}): Profile {
  const hosted = random.chance(0.25);
  const region = random.pick(['na', 'eu', 'apac', 'latam', 'mea']);
  const address = (): string => `${10 + random.below(190)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
  return {
    account: `key-${random.token(20)}`,
    org: random.chance(0.35) ? companyName(random) : '',
    plan: random.pick(['free', 'free', 'plus', 'plus', 'team', 'scale', 'enterprise']),
    createdAt: world.start - Math.floor(random.heavy(120, 1.1) * DAY),
    payment: `pm-${random.token(14)}`,
    device: `dev-${random.token(14)}`,
    ips: Array.from({ length: 1 + random.poisson(0.6) }, address),
    asn: `AS${1000 + random.below(hosted ? 60 : 900)}`,
    asnType: hosted ? 'hosting' : random.pick(['residential', 'residential', 'business', 'mobile']),
    userAgent: random.pick(CLIENTS),
    emailDomain: random.pick([
      'gmail.com',
      'gmail.com',
      'outlook.com',
      'proton.me',
      'yahoo.com',
      'qq.com',
      `${random.pick(FIRST_NAMES)}${random.pick(LAST_NAMES)}.com`,
    ]),
    declaredUse: random.pick(['', '', '', 'chatbot', 'coding', 'internal tools', 'content', 'support']),
    region,
    language: 'en',
    ...wishes,
  };
}

export function companyName(random: Random): string {
  return `${random.pick(FIRST_NAMES)}-${random.pick(LAST_NAMES)}-${random.token(4)}`;
}

/**
 * Moments of a person's or an application's use: sessions over working hours of their own time zone,
 * weekdays more than weekends, several requests a session.
 */
export function humanTimes(world: World, random: Random, count: number): Float64Array {
  const zone = random.below(24);
  const times: number[] = [];
  while (times.length < count) {
    const day = random.below(world.days);
    const weekday = new Date(world.start + day * DAY).getUTCDay();
    if ((weekday === 0 || weekday === 6) && random.chance(0.6)) continue;
    const hour = (9 + Math.min(14, Math.abs(random.normal() * 4)) + zone) % 24;
    let at = world.start + day * DAY + hour * HOUR + random.below(HOUR);
    const length = Math.min(count - times.length, 1 + random.poisson(3));
    for (let i = 0; i < length; i++) {
      if (at < world.start + world.days * DAY) times.push(at);
      at += 20_000 + random.heavy(70_000, 0.9);
    }
  }
  return Float64Array.from(times.slice(0, count)).sort();
}

/** Moments of a job that starts at a set time each day and runs through its work. */
export function jobTimes(world: World, random: Random, perDay: number, hour: number, minute: number): Float64Array {
  const times: number[] = [];
  for (let day = 0; day < world.days; day++) {
    let at = world.start + day * DAY + hour * HOUR + minute * 60_000 + random.below(20_000);
    for (let i = 0; i < perDay; i++) {
      if (at < world.start + world.days * DAY) times.push(at);
      at += 500 + random.heavy(2_500, 0.5);
    }
  }
  return Float64Array.from(times).sort();
}
