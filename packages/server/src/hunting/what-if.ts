// SPDX-License-Identifier: Apache-2.0
import { AppError, EVIDENCE_FAMILIES, type EvidenceFamily } from '@stillwatch/core';
import type { WhatIf } from '@stillwatch/core/api';
import {
  createContext,
  detect,
  type DetectedCampaign,
  type Detection,
  judge,
  LINK_FAMILIES,
  type LinkFamily,
} from '@stillwatch/detection';
import { round } from '../hunt/units.ts';

/** Families that can be left out: every one that speaks for a campaign. */
const REMOVABLE: readonly string[] = EVIDENCE_FAMILIES.filter((family) => family !== 'benign');

/**
 * One campaign's verdict if some families of evidence were not there: its own accounts judged again without them.
 * @param again run the whole detection again as well, to say whom it would still name; takes as long as a hunt.
 * @throws AppError REQUEST_INVALID for what is no family of evidence.
 */
export function judgeWithout(detection: Detection, found: DetectedCampaign, without: readonly string[], again: boolean): WhatIf {
  const families = checkFamilies(without);
  const links = families.filter((family): family is LinkFamily => (LINK_FAMILIES as readonly string[]).includes(family));
  const { table } = detection.context;
  const context = { ...createContext(table, links), without: new Set(families) };
  const { cohort } = found.judgement;
  // Without templates there are none that could be the cohort's own: all that its accounts sent is looked at.
  const judgement = judge(context, families.includes('template') ? { ...cohort, families: [] } : cohort);
  return {
    without: families,
    tier: judgement.tier,
    bits: round(judgement.bits),
    reason: judgement.reason,
    accounts: again && links.length === families.length ? countNamed() : null,
    evidence: judgement.evidence.map((line) => ({ ...line, bits: round(line.bits) })),
  };

  function countNamed(): number {
    const { campaigns } = detect(table, undefined, { without: links });
    const named = new Set(campaigns.flatMap((campaign) => [...campaign.judgement.cohort.accounts]));
    return cohort.accounts.filter((account) => named.has(account)).length;
  }
}

/** @throws AppError REQUEST_INVALID */
export function checkFamilies(names: readonly string[]): EvidenceFamily[] {
  const wrong = names.find((name) => !REMOVABLE.includes(name));
  if (wrong === undefined && names.length > 0) return [...new Set(names)] as EvidenceFamily[];
  throw new AppError('REQUEST_INVALID', `${JSON.stringify((wrong ?? '').slice(0, 50))} is no family of evidence`, {
    hint: `One or more of ${REMOVABLE.join(', ')}.`,
  });
}
