// SPDX-License-Identifier: Apache-2.0
import type { Authorisation } from '@stillwatch/core';
import type { ImpactPreview } from '@stillwatch/core/api';
import type { Context } from './contract.ts';
import { readOrganisation } from './queries/accounts.ts';
import { hashOfAccount } from './queries/scope.ts';
import { countScope } from './queries/volume.ts';
import { currentCampaigns, huntedSpan } from './window.ts';

/** Whom an authorisation would have covered in the newest hunt, and which campaigns it touches. */
export async function previewAuthorisation(context: Context, entry: Authorisation): Promise<ImpactPreview> {
  const { parts, records } = context;
  const span = await huntedSpan(context);
  const nobody = { accounts: 0, exchanges: 0, campaigns: [] };
  if (span === null || !isWithin(entry, span)) return nobody;
  const { account, org } = entry;
  const hashes = account === undefined ? await readOrganisation(parts.traffic, org!) : [hashOfAccount(parts.traffic, account)];
  const covered = new Set(hashes);
  const touched = (await currentCampaigns(records)).map(({ id, finding }) => ({
    id,
    name: finding.name,
    accounts: finding.accounts.filter((member) => covered.has(hashOfAccount(parts.traffic, member))).length,
    of: finding.accounts.length,
  }));
  return {
    ...(await countScope(parts.traffic, { ...span, accounts: hashes })),
    campaigns: touched.filter(({ accounts }) => accounts > 0),
  };
}

/** A hunt applies what holds at any time of its window. */
function isWithin({ from, to }: Authorisation, span: { from: number; to: number }): boolean {
  return (from === undefined || Date.parse(from) / 1000 < span.to) && (to === undefined || Date.parse(to) / 1000 >= span.from);
}
