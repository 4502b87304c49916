// SPDX-License-Identifier: Apache-2.0
import type { Alert } from '@stillwatch/core/api';
import { THRESHOLDS } from '@stillwatch/detection';
import { type Before, type Change, rankOf, type Seen } from './continuity.ts';

/** Growth that makes a decision stale. */
const STALE = 1.5;

/** What people are asked and told about one campaign of a hunt. */
export interface Attention {
  /** Opens a review where none is open; null: nothing new to decide. */
  readonly reviewCause: string | null;
  readonly alert: { readonly kind: Alert['kind']; readonly statement: string } | null;
}

/**
 * Weighs whether what a hunt saw of a campaign needs somebody. Watched campaigns need nobody; a dismissed one only
 * when it is not what was dismissed any more: staffed anew, half as large again, or of a tier it never had. Pure.
 */
export function weighAttention(before: Before | undefined, now: Seen, changes: readonly Change[]): Attention {
  const { campaign } = now;
  if (campaign.tier === 'watch') return { reviewCause: null, alert: null };
  const size = `${campaign.accounts.length.toLocaleString('en')} accounts, ${campaign.exchanges.toLocaleString('en')} exchanges`;
  const is = `${campaign.name} (${campaign.tier}, ${campaign.bits} bits): ${size}.`;
  if (before === undefined || !before.reviewed) {
    return {
      reviewCause: `New campaign: ${campaign.tier}, ${size}.`,
      alert: { kind: 'campaign.found', statement: `Found campaign ${is}` },
    };
  }
  const respawned = changes.find(({ kind }) => kind === 'respawned');
  // Bits go up and down a little from hunt to hunt: only a tier that it never had is news.
  const rose = rankOf(campaign.tier) > rankOf(before.tier) && before.mostBits < THRESHOLDS[campaign.tier];
  const reviewCause =
    respawned?.statement ?? (rose ? `Tier rose from ${before.tier} to ${campaign.tier}.` : describeStaleness(before, now));
  if (before.status === 'dismissed' && reviewCause === null) return { reviewCause, alert: null };
  if (respawned !== undefined) return { reviewCause, alert: { kind: 'campaign.respawned', statement: `Back: campaign ${is}` } };
  if (rose) return { reviewCause, alert: { kind: 'campaign.tier', statement: `Tier rose: campaign ${is}` } };
  const doubled = doublings(campaign.accounts.length) > doublings(before.told);
  const grew = before.current && doubled && changes.some(({ kind }) => kind === 'grew');
  return { reviewCause, alert: grew ? { kind: 'campaign.grew', statement: `Grew: campaign ${is}` } : null };
}

/** Why what was decided may not hold any more, or null. */
function describeStaleness({ status, told, accounts }: Before, { campaign, labelled }: Seen): string | null {
  const now = campaign.accounts.length;
  if (status === 'dismissed') {
    // What was dismissed carries labels since; the others came later.
    const judged = labelled > 0 ? labelled : accounts;
    const whole = now + labelled;
    return whole >= STALE * judged ? `Dismissed with ${judged} accounts, it has ${whole} now.` : null;
  }
  return now >= STALE * told ? `Grew from ${told} to ${now} accounts.` : null;
}

/** Alerts of growth come once per doubling, however many hunts that takes. */
function doublings(accounts: number): number {
  return Math.floor(Math.log2(Math.max(1, accounts)));
}
