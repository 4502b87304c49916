// SPDX-License-Identifier: Apache-2.0
import type { Campaign, NodeKey } from '@stillwatch/core';
import type { DetectedCampaign, Detection, LoadedWindow } from '@stillwatch/detection';
import { describeTemplates, type ReadTexts } from './describe-templates.ts';
import { describeHarvest } from './harvest.ts';
import { linksOf } from './links.ts';
import { nameCampaign } from './names.ts';
import { timelineOf } from './timeline.ts';
import { iso, round } from './units.ts';

export interface DescribeInput {
  readonly nodeKey: NodeKey;
  readonly loaded: LoadedWindow;
  readonly detection: Detection;
  readonly readTexts: ReadTexts;
}

/** One campaign of a detection as the report shows it: name, times, harvest, masked examples, links to draw. */
export async function describeCampaign(
  input: DescribeInput,
  found: DetectedCampaign,
  { id, knownSince }: { readonly id: string; readonly knownSince: string | null },
): Promise<Campaign> {
  const { loaded, detection } = input;
  const { context } = detection;
  const { judgement } = found;
  const { exchanges } = context.table;
  const { accounts } = judgement.cohort;
  const { rows } = judgement;
  let first = Infinity;
  let last = 0;
  for (const row of rows) {
    first = Math.min(first, exchanges.ts[row]!);
    last = Math.max(last, exchanges.ts[row]!);
  }
  const { harvest, techniques } = describeHarvest(context, rows);
  return {
    id,
    name: nameCampaign(id),
    tier: judgement.tier === 'none' ? 'watch' : judgement.tier,
    pValue: found.calibration.pValue,
    bits: round(judgement.bits),
    accounts: Array.from(accounts, (account) => loaded.accountName(account)),
    exchanges: rows.length,
    harvest,
    techniques,
    evidence: judgement.evidence.map((line) => ({ ...line, bits: round(line.bits) })),
    benign: judgement.benign.map((line) => ({ ...line, bits: round(line.bits) })),
    templates: await describeTemplates(context, found, input),
    knownSince,
    firstSeen: iso(first),
    lastSeen: iso(last),
    detectedAt: iso(found.detectedAt),
    timeline: timelineOf(context, rows),
    links: linksOf(detection, accounts),
  };
}
