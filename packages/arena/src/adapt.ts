// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Campaign, Evasion, Scenario } from '@stillwatch/simulator';
import { runWorld } from './run.ts';
import { STILLWATCH } from './stillwatch.ts';
import type { WorkOptions } from './work-options.ts';
import type { WorldSpec } from './world.ts';

/** The scenario with each adaptive campaign as its attacker settled on it. */
export function applyEvasions(scenario: Scenario, evasions: Readonly<Record<string, Evasion>>): Scenario {
  return {
    ...scenario,
    campaigns: scenario.campaigns.map((campaign) => ({ ...campaign, evasion: evasions[campaign.name] ?? campaign.evasion })),
  };
}

/**
 * The attacker of level A7, who has the detector's verdict as an oracle: tries the variants of each campaign,
 * cheapest first and alone among the benign accounts, and keeps the first that Stillwatch does not find at the end
 * of the window; where all are found, the last. Tried on a world that is not scored.
 * @returns the evasion kept, by campaign.
 */
export async function adapt(world: WorldSpec, options: WorkOptions): Promise<Record<string, Evasion>> {
  const kept: Record<string, Evasion> = {};
  for (const campaign of world.scenario.campaigns) {
    if (campaign.variants === undefined || campaign.variants.length === 0) continue;
    kept[campaign.name] = await chooseEvasion(world, campaign, campaign.variants, options);
  }
  return kept;
}

async function chooseEvasion(
  world: WorldSpec,
  campaign: Campaign,
  variants: readonly Evasion[],
  options: WorkOptions,
): Promise<Evasion> {
  for (const [i, evasion] of variants.entries()) {
    const onProgress = (text: string): void =>
      options.onProgress(`${campaign.name} tries variant ${i + 1} of ${variants.length}: ${text}`);
    const folder = join(options.folder, `${campaign.name}-${i}`);
    mkdirSync(folder, { recursive: true });
    const scenario = { ...world.scenario, campaigns: [{ ...campaign, evasion }] };
    const run = await runWorld({ ...world, scenario, every: 0 }, [STILLWATCH], folder, { ...options, onProgress });
    rmSync(folder, { recursive: true, force: true });
    if (run.detectors[0]!.score.campaigns[0]?.found !== true) return evasion;
  }
  return variants.at(-1)!;
}
