// SPDX-License-Identifier: Apache-2.0

/** Begins the ids of campaigns that foreign intelligence raised: hunts leave them alone. */
export const FOREIGN = 'f-';

export function isForeign(campaign: string): boolean {
  return campaign.startsWith(FOREIGN);
}
