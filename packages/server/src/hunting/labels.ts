// SPDX-License-Identifier: Apache-2.0
import { type DetectedCampaign, type Detection, type ExplainedGroup, judge } from '@stillwatch/detection';

/** A detection without the accounts that analysts judged benign. */
export interface Relabelled {
  readonly detection: Detection;
  /** Each campaign as it was found, with those accounts: by these it is known again. */
  readonly wholes: readonly DetectedCampaign[];
  /** Benign-labelled accounts of each campaign. */
  readonly labelled: readonly number[];
  /** Accounts that this hunt would have accused (tier probable or confirmed) although analysts judged them benign. */
  readonly falsePositives: number;
}

/**
 * Takes accounts that analysts judged benign out of the campaigns, and judges anew what remains of each; a campaign
 * of which nothing stands is explained by the label. Pure.
 */
export function setLabelledApart(detection: Detection, isBenign: (account: number) => boolean): Relabelled {
  const { context } = detection;
  const campaigns: DetectedCampaign[] = [];
  const wholes: DetectedCampaign[] = [];
  const labelled: number[] = [];
  const explained: ExplainedGroup[] = [];
  let falsePositives = 0;
  for (const found of detection.campaigns) {
    const { cohort, tier } = found.judgement;
    const accounts = cohort.accounts.filter((account) => !isBenign(account));
    const apart = cohort.accounts.length - accounts.length;
    if (tier !== 'watch') falsePositives += apart;
    const rest = apart === 0 ? found : judgeRest(found, accounts);
    if (rest === null) {
      explained.push({
        kind: 'labelled',
        accounts: apart,
        statement: `${apart} of ${cohort.accounts.length} accounts were judged benign by analysts; what remains is no campaign`,
      });
      continue;
    }
    campaigns.push(rest);
    wholes.push(found);
    labelled.push(apart);
  }
  return {
    detection: { ...detection, campaigns, explained: [...explained, ...detection.explained] },
    wholes,
    labelled,
    falsePositives,
  };

  function judgeRest(found: DetectedCampaign, accounts: Uint32Array): DetectedCampaign | null {
    const judgement = judge(context, { ...found.judgement.cohort, accounts });
    if (judgement.tier === 'none') return null;
    // What several tests at once did not let through stays watched.
    const tier = found.judgement.tier === 'watch' ? 'watch' : judgement.tier;
    const inside = new Set(accounts);
    return { ...found, judgement: { ...judgement, tier }, members: found.members.filter(({ account }) => inside.has(account)) };
  }
}

/** What analysts' labels say of this window's error rate, for the report's note. */
export function noteOfLabels(labels: { benign: number; malicious: number; seen: number; falsePositives: number }): string {
  const { benign, malicious, seen, falsePositives } = labels;
  if (benign + malicious === 0) return 'No analysts’ labels yet.';
  return `Analysts’ labels: ${benign} benign, ${malicious} malicious. Of ${seen} benign ones active in this window, ${falsePositives} would have been accused; none is.`;
}
