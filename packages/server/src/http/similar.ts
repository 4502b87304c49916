// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { CampaignRecord, CampaignTrace, Records } from '../parts.ts';

type Similar = CampaignDetail['similar'][number];

const MOST = 5;
/** Less in common than this says nothing. */
const LEAST = 0.05;

const BECAUSE = {
  accounts: (share: string) => `${share} of the accounts of both are the same`,
  grams: (share: string) => `${share} of the wording of both is the same`,
  values: (share: string) => `${share} of the cards, devices, credentials and addresses of both are the same`,
} as const;

/** Other campaigns, also of the past, that have accounts, templates or identity values in common with one. */
export async function findSimilar(records: Records, of: CampaignRecord): Promise<Similar[]> {
  const traces = await records.campaigns.traces();
  const likest = traces
    .filter(({ id }) => id !== of.id)
    .map(({ id, trace, status }) => ({ id, status, ...compare(of.trace, trace) }))
    .filter(({ similarity }) => similarity >= LEAST)
    .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
  const found = await Promise.all(
    likest.map(async ({ id, status, similarity, because }) => {
      const record = await records.campaigns.get(id);
      return record === null ? null : { id, name: record.finding.name, status, similarity, because };
    }),
  );
  return found.filter((one) => one !== null);
}

/** The largest Jaccard coefficient of what two traces hold, and of what it is. */
export function compare(a: CampaignTrace, b: CampaignTrace): { similarity: number; because: string } {
  const kinds = ['accounts', 'grams', 'values'] as const;
  const shares = kinds.map((kind) => jaccard<string | number>(a[kind], b[kind]));
  const similarity = Math.max(...shares);
  const kind = kinds[shares.indexOf(similarity)]!;
  return { similarity, because: BECAUSE[kind](`${Math.round(similarity * 100)} %`) };
}

function jaccard<T>(a: readonly T[], b: readonly T[]): number {
  const [one, other] = [new Set(a), new Set(b)];
  let both = 0;
  for (const item of one) if (other.has(item)) both++;
  const any = one.size + other.size - both;
  return any === 0 ? 0 : both / any;
}
