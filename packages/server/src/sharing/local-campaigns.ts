// SPDX-License-Identifier: Apache-2.0
import type { Records } from '../parts.ts';
import { isForeign } from './foreign.ts';

/** A campaign of a hunt is the same when so many of the matching accounts are in it, or this share. */
const JOINED = 3;
const JOINED_SHARE = 0.5;

/** Campaigns of the hunts that are mostly the same accounts. */
export async function localCampaigns(
  records: Pick<Records, 'campaigns'>,
  accounts: readonly string[],
): Promise<{ id: string; because: string }[]> {
  const counts = new Map<string, number>();
  for (const [, id] of await records.campaigns.campaignOf(accounts)) {
    if (!isForeign(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= JOINED || count >= JOINED_SHARE * accounts.length)
    .map(([id, count]) => ({ id, because: `${count} of ${accounts.length} accounts that match are in it` }));
}
