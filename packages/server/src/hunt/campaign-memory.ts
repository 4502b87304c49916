// SPDX-License-Identifier: Apache-2.0
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import { recogniseCampaigns, type Recognised, type Remembered } from './recognise.ts';

const Memory = z.strictObject({
  version: z.literal(1),
  campaigns: z.array(
    z.strictObject({
      id: z.string(),
      firstSeen: z.iso.datetime(),
      accounts: z.array(z.string()),
      grams: z.array(z.int()),
      values: z.array(z.string()),
    }),
  ),
});

export interface CampaignMemory {
  /**
   * Ids of the campaigns of a window, the known ones' where they go on, and since when they are known.
   * What is new is learned; {@link CampaignMemory.save} writes it down.
   */
  recognise(found: readonly Remembered[]): readonly Recognised[];
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
      const result = recogniseCampaigns(known, found);
      known = result.known;
      return result.recognised;
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
