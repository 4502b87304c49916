// SPDX-License-Identifier: Apache-2.0
import { continueCampaigns, extendTrace, type KnownCampaign } from '@stillwatch/detection';

/** A campaign as it is kept over windows. */
export interface Remembered extends KnownCampaign {
  /** First exchange that was ever seen of it. ISO 8601. */
  readonly firstSeen: string;
}

export interface Recognised {
  readonly id: string;
  /** First exchange that earlier hunts saw of it; null where it is new. */
  readonly knownSince: string | null;
}

/**
 * Ids of the campaigns of a window, the known ones' where they go on, and all that is known afterwards.
 * The parts of what is known come in the order of `known`, new ones behind.
 */
export function recogniseCampaigns(
  known: readonly Remembered[],
  found: readonly Remembered[],
): { recognised: Recognised[]; known: Remembered[] } {
  const ids = continueCampaigns(known, found);
  const old = new Map(known.map((campaign) => [campaign.id, campaign]));
  const next = new Map(old);
  const recognised = found.map((campaign, i) => {
    const before = ids[i] === null ? undefined : old.get(ids[i]!);
    // A new campaign whose id a known one carries already (the same shingles, other evidence) gets one of its own.
    let id = before?.id ?? campaign.id;
    for (let k = 2; before === undefined && next.has(id); k++) id = `${campaign.id}-${k}`;
    next.set(id, before === undefined ? { ...campaign, id } : extend(before, campaign));
    return { id, knownSince: before?.firstSeen ?? null };
  });
  return { recognised, known: [...next.values()] };
}

function extend(before: Remembered, campaign: Remembered): Remembered {
  const firstSeen = before.firstSeen < campaign.firstSeen ? before.firstSeen : campaign.firstSeen;
  return { id: before.id, firstSeen, ...extendTrace(before, campaign) };
}
