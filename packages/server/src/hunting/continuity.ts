// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { CampaignEvent, CampaignStatus } from '@stillwatch/core/api';
import { continueCampaigns } from '@stillwatch/detection';
import type { Remembered } from '../hunt/index.ts';
import { nameCampaign } from '../hunt/names.ts';
import type { CampaignTrace } from '../parts.ts';

/** A known campaign before this hunt. */
export interface Before {
  readonly id: string;
  readonly status: CampaignStatus;
  /** Was it in the hunt before? */
  readonly current: boolean;
  readonly tier: Campaign['tier'];
  readonly bits: number;
  readonly accounts: number;
  /** Accounts and most bits that its history told of; small steps add up against what was told last. */
  readonly told: number;
  readonly mostBits: number;
  /** Was it ever put before a reviewer? */
  readonly reviewed: boolean;
  readonly trace: CampaignTrace;
}

/** A campaign of this hunt. */
export interface Seen {
  readonly id: string;
  readonly campaign: Campaign;
  /** Of this window, with the accounts that analysts judged benign. */
  readonly trace: Remembered;
  /** Accounts left out because analysts judged them benign. */
  readonly labelled: number;
}

export interface Change {
  readonly kind: CampaignEvent['kind'];
  readonly statement: string;
}

export interface Changes {
  /** Of each campaign seen, by id. */
  readonly seen: ReadonlyMap<string, readonly Change[]>;
  /** Of those that this hunt does not show any more. */
  readonly gone: readonly { readonly before: Before; readonly change: Change }[];
}

/** Growth that is told: this much of what was told last, or this many accounts. */
const STEP_SHARE = 0.2;
const STEP_ACCOUNTS = 10;
/** From this share of accounts on that were never seen in it, a campaign that was silent is staffed anew. */
const MOSTLY_NEW = 0.5;
const RANK = { watch: 1, probable: 2, confirmed: 3 } as const;

export function rankOf(tier: Campaign['tier']): number {
  return RANK[tier];
}

/** What happened between two hunts, in sentences without anybody's id. Pure. */
export function compareHunts(before: readonly Before[], seen: readonly Seen[]): Changes {
  const known = new Map(before.map((campaign) => [campaign.id, campaign]));
  const seenIds = new Set(seen.map(({ id }) => id));
  const changes = new Map<string, Change[]>(seen.map(({ id }) => [id, []]));

  for (const now of seen) {
    const old = known.get(now.id);
    if (old !== undefined) continue;
    const origin = before.find((campaign) => seenIds.has(campaign.id) && isSame(campaign, now));
    const size = `${count(now.campaign.accounts.length)}, ${now.campaign.bits} bits, ${now.campaign.tier}`;
    if (origin === undefined) changes.get(now.id)!.push({ kind: 'found', statement: `Found: ${size}.` });
    else {
      changes.get(now.id)!.push({ kind: 'found', statement: `Found: ${size}; split off from ${nameCampaign(origin.id)}.` });
      changes.get(origin.id)!.push({
        kind: 'split',
        statement: `Split: ${count(now.campaign.accounts.length)} now act apart, as ${nameCampaign(now.id)}.`,
      });
    }
  }

  const gone: { before: Before; change: Change }[] = [];
  for (const old of before) {
    if (!old.current || seenIds.has(old.id)) continue;
    const heir = seen.find((now) => known.has(now.id) && isSame(old, now));
    if (heir !== undefined) {
      changes.get(heir.id)!.push({
        kind: 'merged',
        statement: `Merged: ${nameCampaign(old.id)} (${count(old.accounts)}) is a part of it now.`,
      });
      gone.push({ before: old, change: { kind: 'merged', statement: `Goes on as a part of ${nameCampaign(heir.id)}.` } });
    } else if (old.status !== 'dismissed') {
      gone.push({ before: old, change: { kind: 'silent', statement: 'Not seen any more in the hunted window.' } });
    }
  }

  for (const now of seen) {
    const old = known.get(now.id);
    if (old === undefined) continue;
    const list = changes.get(now.id)!;
    const moved = list.length > 0;
    if (!old.current) list.push(describeReturn(old, now));
    else if (!moved) list.push(...describeStep(old, now));
    const { tier, bits } = now.campaign;
    if (tier !== old.tier) {
      const way = rankOf(tier) > rankOf(old.tier) ? 'rose' : 'fell';
      list.push({ kind: 'tier', statement: `Tier ${way} from ${old.tier} to ${tier} (${old.bits} → ${bits} bits).` });
    }
  }
  return { seen: changes, gone };
}

function isSame(old: Before, now: Seen): boolean {
  return continueCampaigns([{ id: old.id, ...old.trace }], [now.trace])[0] !== null;
}

function describeReturn(old: Before, now: Seen): Change {
  const known = new Set(old.trace.accounts);
  const fresh = now.trace.accounts.filter((account) => !known.has(account)).length;
  const all = now.trace.accounts.length;
  if (fresh >= MOSTLY_NEW * all) {
    return { kind: 'respawned', statement: `Back with new accounts: ${fresh} of ${all} were never seen in it before.` };
  }
  return { kind: 'grew', statement: `Seen again after silence: ${count(now.campaign.accounts.length)}, most of them known.` };
}

function describeStep(old: Before, now: Seen): Change[] {
  const accounts = now.campaign.accounts.length;
  const step = accounts - old.told;
  if (step === 0 || (Math.abs(step) < STEP_ACCOUNTS && Math.abs(step) < STEP_SHARE * old.told)) return [];
  const size = `from ${old.told} to ${count(accounts)}`;
  return [step > 0 ? { kind: 'grew', statement: `Grew ${size}.` } : { kind: 'shrank', statement: `Shrank ${size}.` }];
}

function count(accounts: number): string {
  return `${accounts.toLocaleString('en')} ${accounts === 1 ? 'account' : 'accounts'}`;
}
