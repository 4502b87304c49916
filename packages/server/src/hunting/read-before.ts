// SPDX-License-Identifier: Apache-2.0
import type { CampaignEvent } from '@stillwatch/core/api';
import type { HuntJob } from './job.ts';
import { readAll } from '../pages.ts';
import type { Records } from '../parts.ts';
import { isForeign } from '../sharing/foreign.ts';
import type { Before } from './continuity.ts';

/** Newest events of a campaign that are looked through for what was told last. */
const EVENTS = 100;

/** What the records give a hunt: whom to leave out, what is known, what analysts said. */
export async function readJob(records: Records): Promise<Omit<HuntJob, 'window'>> {
  const allowed = await readAll((page) => records.exceptions.allowed(page));
  const labels = await records.labels.all();
  const known = await records.campaigns.traces();
  return {
    authorisations: allowed.map(({ entry }) => entry),
    known: known.map(({ id, trace }) => ({ id, ...trace })),
    labels: {
      benign: labels.filter(({ label }) => label === 'benign').map(({ account }) => account),
      malicious: labels.filter(({ label }) => label === 'malicious').length,
    },
  };
}

/** The known campaigns that a hunt saw, and those of the hunt before, as they stood. */
export async function readBefore(records: Records, seen: readonly string[]): Promise<Before[]> {
  const traces = new Map((await records.campaigns.traces()).map(({ id, trace }) => [id, trace]));
  const current = await readAll((page) => records.campaigns.list({ current: true }, page));
  const ids = new Set([...current.map(({ id }) => id).filter((id) => !isForeign(id)), ...seen]);
  const before: Before[] = [];
  for (const id of ids) {
    const record = await records.campaigns.get(id);
    if (record === null) continue;
    const { items } = await records.campaigns.events(id, { limit: EVENTS });
    const told = items.filter(ofHunts);
    const { tier, bits, accounts } = record.finding;
    before.push({
      id,
      status: record.status,
      current: record.current,
      tier,
      bits,
      accounts: accounts.length,
      told: told[0]?.accounts ?? accounts.length,
      mostBits: told.reduce((most, event) => Math.max(most, event.bits), bits),
      reviewed: (await records.reviews.ofCampaign(id)) !== null,
      trace: traces.get(id) ?? record.trace,
    });
  }
  return before;
}

function ofHunts(event: CampaignEvent): boolean {
  return event.by === null;
}
