// SPDX-License-Identifier: Apache-2.0

/**
 * What a campaign leaves behind by which it is known again in another window, after a ban or with new accounts.
 * Keyed hashes only; they are the same as long as the node's key is.
 */
export interface CampaignTrace {
  /** Hashes of its accounts. */
  readonly accounts: readonly string[];
  /** Shingles of its templates. */
  readonly grams: readonly number[];
  /** Hashes of the cards, devices, credentials and addresses that its accounts share. */
  readonly values: readonly string[];
}

export interface KnownCampaign extends CampaignTrace {
  readonly id: string;
}

/** Campaigns are one from this much evidence on, of {@link likeness}. */
const SAME = 1;
/** Shared identity values that by themselves make two campaigns one; they are values that hardly anybody else uses. */
const ENOUGH_VALUES = 3;

/**
 * How much speaks for two traces being one campaign; 1 is enough. Accounts in common count against the smaller
 * campaign (half of it is enough), templates against the smaller set (two thirds), shared identity values by number.
 * What is left of each adds up: a third of the accounts and a third of the templates suffice together.
 */
export function likeness(a: CampaignTrace, b: CampaignTrace): number {
  const accounts = overlap(a.accounts, b.accounts) / Math.max(1, Math.min(a.accounts.length, b.accounts.length));
  const grams = overlap(a.grams, b.grams) / Math.max(3, Math.min(a.grams.length, b.grams.length));
  const values = Math.min(1, overlap(a.values, b.values) / ENOUGH_VALUES);
  return 2 * accounts + 1.5 * grams + values;
}

function overlap<T>(a: readonly T[], b: readonly T[]): number {
  const known = new Set(a);
  let both = 0;
  for (const item of new Set(b)) if (known.has(item)) both++;
  return both;
}

/**
 * Gives found campaigns the ids of known ones: the likest first, each id once. Where a known campaign fell apart,
 * its likest part keeps the id.
 * @returns per found campaign the known id, or null where it is new.
 */
export function continueCampaigns(known: readonly KnownCampaign[], found: readonly CampaignTrace[]): (string | null)[] {
  const pairs = found.flatMap((trace, f) =>
    known.map((campaign, k) => ({ f, k, like: likeness(campaign, trace) })).filter(({ like }) => like >= SAME),
  );
  pairs.sort((x, y) => y.like - x.like || x.f - y.f || x.k - y.k);
  const ids: (string | null)[] = found.map(() => null);
  const given = new Set<number>();
  for (const { f, k } of pairs) {
    if (ids[f] !== null || given.has(k)) continue;
    ids[f] = known[k]!.id;
    given.add(k);
  }
  return ids;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/** Keeps of each list at most so many, the newest last: campaigns live for months. */
const MOST_KEPT = 50_000;

/** A known campaign after another window: what it left before, and what is new. */
export function extendTrace(known: CampaignTrace, trace: CampaignTrace): Mutable<CampaignTrace> {
  const join = <T>(old: readonly T[], fresh: readonly T[]): T[] => [...new Set([...old, ...fresh])].slice(-MOST_KEPT);
  return {
    accounts: join(known.accounts, trace.accounts),
    grams: join(known.grams, trace.grams),
    values: join(known.values, trace.values),
  };
}
