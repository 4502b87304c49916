// SPDX-License-Identifier: Apache-2.0
import { clusterAccounts, type Holder } from './clusters.ts';

/** What the arena knows of an account and no detector is told. */
export interface TrueAccount {
  /** Account id as in the log. */
  readonly account: string;
  readonly kind: string;
  /** Name of the campaign that it belongs to; null = benign. */
  readonly campaign: string | null;
  readonly region: string;
  readonly language: string;
  readonly plan: string;
  /** Benign accounts of one organisation or group stand or fall together: dense number of theirs; -1 in a campaign. */
  readonly cluster: number;
}

export interface TrueCampaign {
  readonly name: string;
  /** 'A0' … 'A10', or ''. */
  readonly level: string;
  /** Attacker family. */
  readonly family: string;
  /** Indices into `accounts`. */
  readonly accounts: readonly number[];
  /** Moments of its harvest, milliseconds since 1970 UTC, ascending. */
  readonly harvest: Float64Array;
  /** Input and output tokens of each of them. */
  readonly tokens: Float64Array;
}

/** The labels of one simulated world, accounts that said nothing left out. */
export interface Truth {
  readonly accounts: readonly TrueAccount[];
  readonly campaigns: readonly TrueCampaign[];
}

/** What the simulator says of an account; a part of its `Actor`. */
export interface LabelledActor {
  readonly profile: Holder & {
    readonly account: string;
    readonly region: string;
    readonly language: string;
    readonly plan: string;
  };
  readonly kind: string;
  readonly campaign: string | null;
  readonly times: Float64Array;
  harvest(index: number): boolean;
}

/** What the simulator says of a campaign. */
export interface LabelledCampaign {
  readonly name: string;
  readonly level?: string | undefined;
  readonly family?: string | undefined;
}

/** Gathers the labels. The tokens are unknown before the log is read: see {@link addTokens}. */
export function gatherTruth(actors: readonly LabelledActor[], campaigns: readonly LabelledCampaign[]): Truth {
  const heard = actors.filter((actor) => actor.times.length > 0);
  const benign = heard.filter((actor) => actor.campaign === null);
  const numbers = clusterAccounts(benign.map(({ kind, profile }) => ({ ...profile, kind })));
  const clusterOf = new Map(benign.map((actor, i) => [actor, numbers[i]!]));
  return {
    accounts: heard.map((actor) => {
      const { account, region, language, plan } = actor.profile;
      return { account, kind: actor.kind, campaign: actor.campaign, region, language, plan, cluster: clusterOf.get(actor) ?? -1 };
    }),
    campaigns: campaigns.map(({ name, level, family }) => {
      const accounts = heard.flatMap((actor, i) => (actor.campaign === name ? [i] : []));
      const harvest = Float64Array.from(accounts.flatMap((i) => harvestOf(heard[i]!))).sort();
      return { name, level: level ?? '', family: family ?? name, accounts, harvest, tokens: new Float64Array(harvest.length) };
    }),
  };
}

export function harvestOf(actor: LabelledActor): number[] {
  return Array.from(actor.times).filter((_, i) => actor.harvest(i));
}

/** Exchanges of one account as they were read: seconds since 1970 UTC, and tokens. */
export interface ReadExchange {
  readonly ts: number;
  readonly tokens: number;
}

/**
 * Puts tokens to the moments of the harvest: those of the exchange that the account made in the same second.
 * @param readOf exchanges of an account, by its index in `truth.accounts`.
 * @param momentsOf its harvest moments in milliseconds.
 */
export function addTokens(
  truth: Truth,
  readOf: (account: number) => readonly ReadExchange[],
  momentsOf: (account: number) => readonly number[],
): Truth {
  return {
    ...truth,
    campaigns: truth.campaigns.map((campaign) => {
      const pairs = campaign.accounts.flatMap((account) => {
        const at = new Map<number, number[]>();
        for (const { ts, tokens } of readOf(account)) at.set(ts, [...(at.get(ts) ?? []), tokens]);
        return momentsOf(account).map((moment): [number, number] => [moment, at.get(Math.floor(moment / 1000))?.pop() ?? 0]);
      });
      pairs.sort((a, b) => a[0] - b[0]);
      return {
        ...campaign,
        harvest: Float64Array.from(pairs, ([moment]) => moment),
        tokens: Float64Array.from(pairs, ([, tokens]) => tokens),
      };
    }),
  };
}
