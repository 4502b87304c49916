// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type DetectedCampaign, type DetectionContext, findSharedValues, type LoadedWindow } from '@stillwatch/detection';
import type { Remembered } from './recognise.ts';
import { iso } from './units.ts';

/** What a campaign leaves behind by which it is known again; see `continuity.ts` in detection. */
export function traceOf(context: DetectionContext, found: DetectedCampaign, loaded: LoadedWindow): Remembered {
  const { cohort, rows } = found.judgement;
  const grams = cohort.families.flatMap((f) => context.families[f]!.grams.map((gram) => gram.value));
  return {
    id: campaignId(context, found, loaded),
    firstSeen: iso(rows.reduce((least, row) => Math.min(least, context.table.exchanges.ts[row]!), Infinity)),
    accounts: Array.from(cohort.accounts, (account) => loaded.accountHash(account).toString(36)),
    grams: [...new Set(grams)],
    values: findSharedValues(context, cohort.accounts).map(({ value }) => loaded.valueHash(value).toString(36)),
  };
}

/** An id that the same campaign gets again on the same node: from its rarest shingles, or its accounts. */
function campaignId(context: DetectionContext, found: DetectedCampaign, loaded: LoadedWindow): string {
  const { cohort } = found.judgement;
  const grams = cohort.families.flatMap((f) => context.families[f]!.grams.map((gram) => gram.value)).sort((a, b) => a - b);
  const basis =
    grams.length > 0
      ? grams.slice(0, 8).join('.')
      : Array.from(cohort.accounts.subarray(0, 8), (a) => loaded.accountHash(a)).join('.');
  return `c-${createHash('sha256').update(basis).digest('hex').slice(0, 12)}`;
}
