// SPDX-License-Identifier: Apache-2.0
import type { HuntReport } from '@stillwatch/core';
import { clopperPearson, type Detection, THRESHOLDS } from '@stillwatch/detection';

/** How often this very window's other accounts reach a member's score: the error rate that can be stated without labels. */
export function calibrationOf(detection: Detection): HuntReport['calibration'] {
  const accused = detection.campaigns.reduce(
    (sum, found) => sum + (found.judgement.tier === 'watch' ? 0 : found.members.length),
    0,
  );
  const strongest = detection.campaigns.map((found) => found.calibration);
  const units = strongest.reduce((most, found) => Math.max(most, found.units), 0);
  const above = strongest.reduce((sum, found) => sum + Math.round(found.weakest * (found.units + 1)) - 1, 0);
  const scored = units === 0 ? detection.context.table.accounts.count - accused : units;
  return {
    method: 'conformal: every account outside a campaign is scored as its members are',
    units: scored,
    falsePositiveRate: scored === 0 ? 0 : above / scored,
    interval: clopperPearson(Math.min(above, scored), scored),
    threshold: THRESHOLDS.probable,
    note:
      scored >= 9_999
        ? 'Other accounts of this window that reach the score of the weakest member. Accounts of an undiscovered campaign would raise it.'
        : `Only ${scored.toLocaleString('en')} accounts to calibrate on: rates below ${(1 / Math.max(1, scored)).toExponential(0)} cannot be told from zero here.`,
  };
}
