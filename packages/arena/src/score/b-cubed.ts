// SPDX-License-Identifier: Apache-2.0
export interface BCubed {
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f: number;
}

/**
 * B³ (Bagga and Baldwin 1998): how pure and how whole the groups are, account by account. Precision is averaged
 * over the accused accounts: the share of the account's group that belongs to the account's campaign (a benign
 * account has no companions, so it counts 0). Recall is averaged over the accounts of campaigns: the share of the
 * campaign that is in the account's group (0 where nobody accused it). Without accused accounts precision is 1;
 * without campaigns recall is 1.
 * @param campaignOf number of an account's campaign, or -1.
 * @param accounts how many accounts belong to each campaign.
 */
export function measureBCubed(
  groups: readonly (readonly number[])[],
  campaignOf: (account: number) => number,
  accounts: readonly number[],
): BCubed {
  let precision = 0;
  let recall = 0;
  let accused = 0;
  for (const group of groups) {
    accused += group.length;
    const held = new Map<number, number>();
    for (const account of group) {
      const campaign = campaignOf(account);
      if (campaign >= 0) held.set(campaign, (held.get(campaign) ?? 0) + 1);
    }
    for (const [campaign, count] of held) {
      precision += (count * count) / group.length;
      recall += (count * count) / accounts[campaign]!;
    }
  }
  const wanted = accounts.reduce((sum, count) => sum + count, 0);
  const p = accused === 0 ? 1 : precision / accused;
  const r = wanted === 0 ? 1 : recall / wanted;
  return { precision: p, recall: r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}
