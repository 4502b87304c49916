// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import type { CampaignEvent } from '@stillwatch/core/api';
import { NODE } from '../ledger/index.ts';
import type { HuntRecord } from '../parts.ts';
import type { HuntingParts } from './settings.ts';

/** Newest calibration that the log has, so that hunts over the same set log it once. */
const CALIBRATED = 'hunting.calibration';

/**
 * Records what a hunt found: a leaf and an evidence item for every campaign that is new or became something else, and the
 * calibration by which it was found. Done again, it records nothing twice.
 */
export async function recordHunt(
  { records, ledger, evidence }: Pick<HuntingParts, 'records' | 'ledger' | 'evidence'>,
  hunt: HuntRecord,
  found: readonly { readonly campaign: string; readonly changes: readonly CampaignEvent['kind'][] }[],
): Promise<void> {
  const at = Date.parse(hunt.finishedAt ?? hunt.startedAt);
  if (hunt.summary !== null) {
    const { calibration, thresholds } = hunt.summary;
    const text = canonicalJson({ calibration, thresholds });
    const digest = hash('sha256', text, 'hex');
    if ((await records.values.get(CALIBRATED)) !== digest) {
      const { method, units, falsePositiveRate, interval, threshold } = calibration;
      const figures = { method, units, falsePositiveRate, interval: [...interval], threshold };
      const payload = { set: `hunt ${hunt.id}`, digest, figures };
      await ledger.record({ kind: 'calibration', actor: NODE, subject: null, payload, key: `calibration ${hunt.id}`, at });
      await records.values.set(CALIBRATED, digest);
    }
  }
  for (const { campaign, changes } of found) {
    const record = await records.campaigns.get(campaign);
    if (record !== null) await evidence.found(record.finding, changes, { id: hunt.id, at });
  }
}
