// SPDX-License-Identifier: Apache-2.0
import type { Campaign, HuntReport } from '@stillwatch/core';
import type { CampaignMember } from '@stillwatch/core/api';
import { type DetectedCampaign, THRESHOLDS } from '@stillwatch/detection';
import { calibrationOf } from './calibration.ts';
import type { CampaignMemory } from './campaign-memory.ts';
import type { Remembered } from './recognise.ts';
import { describeCampaign, type DescribeInput } from './describe-campaign.ts';
import { describeMembers } from './describe-members.ts';
import { traceOf } from './trace.ts';
import { iso } from './units.ts';

export interface AssembleInput extends DescribeInput {
  /** Of what was read for this hunt. */
  readonly read: HuntReport['read'];
  readonly memory: Pick<CampaignMemory, 'recognise'>;
  readonly timings: Record<string, number>;
  /** By what each campaign is known again, where that is more than what the detection still holds. */
  readonly traced?: readonly DetectedCampaign[];
}

/** A campaign with what a report leaves out: the trace of this window, and why each account belongs. */
export interface AssembledCampaign {
  readonly campaign: Campaign;
  readonly trace: Remembered;
  readonly members: readonly CampaignMember[];
  readonly found: DetectedCampaign;
}

/** Turns a detection into the documented report: names, times, harvest, masked examples. The strongest campaign is first. */
export async function assembleHunt(input: AssembleInput): Promise<{ report: HuntReport; campaigns: AssembledCampaign[] }> {
  const { detection, loaded } = input;
  const { context } = detection;
  const traces = (input.traced ?? detection.campaigns).map((found) => traceOf(context, found, loaded));
  const known = input.memory.recognise(traces);
  const campaigns: AssembledCampaign[] = [];
  for (const [i, found] of detection.campaigns.entries()) {
    campaigns.push({
      campaign: await describeCampaign(input, found, known[i]!),
      trace: traces[i]!,
      members: describeMembers(context, found, loaded),
      found,
    });
  }
  campaigns.sort((a, b) => b.campaign.bits - a.campaign.bits);
  const empty = context.table.exchanges.count === 0;
  const report: HuntReport = {
    version: 1,
    window: empty ? null : { from: iso(context.from), to: iso(context.to) },
    read: input.read,
    accounts: loaded.table.accounts.count,
    thresholds: { watch: THRESHOLDS.watch, probable: THRESHOLDS.probable, confirmed: THRESHOLDS.confirmed },
    campaigns: campaigns.map(({ campaign }) => campaign),
    explained: [...detection.explained],
    calibration: calibrationOf(detection),
    timings: input.timings,
  };
  return { report, campaigns };
}
