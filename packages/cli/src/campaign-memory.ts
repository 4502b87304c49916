// SPDX-License-Identifier: Apache-2.0
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@stillwatch/core';
import { continueCampaigns, extendTrace } from '@stillwatch/detection';
import { z } from 'zod';

const Remembered = z.strictObject({
  id: z.string(),
  /** First exchange that was ever seen of it. */
  firstSeen: z.iso.datetime(),
  accounts: z.array(z.string()),
  grams: z.array(z.int()),
  values: z.array(z.string()),
});
export type Remembered = z.infer<typeof Remembered>;
const Memory = z.strictObject({ version: z.literal(1), campaigns: z.array(Remembered) });

export interface CampaignMemory {
  /**
   * Ids of the campaigns of a window, the known ones' where they go on, and since when they are known.
   * What is new is learned; {@link CampaignMemory.save} writes it down.
   */
  recognise(found: readonly Remembered[]): { readonly id: string; readonly knownSince: string | null }[];
  save(): void;
}

/**
 * The campaigns of earlier hunts on one data folder (`campaigns.json`, keyed hashes only), so that a campaign
 * keeps its id over windows and bans.
 * @param folder null: nothing is kept, every campaign is new.
 * @throws AppError DATA_CORRUPT when the file cannot be understood; it is never overwritten then.
 */
export function openCampaignMemory(folder: string | null): CampaignMemory {
  const file = folder === null ? null : join(folder, 'campaigns.json');
  let known = file === null ? [] : read(file);
  return {
    recognise(found) {
      const ids = continueCampaigns(known, found);
      const old = new Map(known.map((campaign) => [campaign.id, campaign]));
      const next = new Map(old);
      const answer = found.map((campaign, i) => {
        const before = ids[i] === null ? undefined : old.get(ids[i]!);
        // A new campaign whose id a known one carries already (the same shingles, other evidence) gets one of its own.
        let id = before?.id ?? campaign.id;
        for (let k = 2; before === undefined && next.has(id); k++) id = `${campaign.id}-${k}`;
        next.set(
          id,
          before === undefined
            ? { ...campaign, id }
            : {
                id,
                firstSeen: before.firstSeen < campaign.firstSeen ? before.firstSeen : campaign.firstSeen,
                ...extendTrace(before, campaign),
              },
        );
        return { id, knownSince: before?.firstSeen ?? null };
      });
      known = [...next.values()];
      return answer;
    },
    save() {
      if (file === null) return;
      // Whole or not at all: a second file takes the first one's name.
      writeFileSync(`${file}.new`, `${JSON.stringify({ version: 1, campaigns: known })}\n`, { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    },
  };
}

function read(file: string): Remembered[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return Memory.parse(JSON.parse(text)).campaigns;
  } catch (cause) {
    throw new AppError('DATA_CORRUPT', 'the campaigns of earlier hunts cannot be read', {
      cause,
      place: { file },
      hint: 'Restore the file, or move it away: campaigns then get new ids.',
    });
  }
}
