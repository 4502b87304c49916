// SPDX-License-Identifier: Apache-2.0
import type { Alert, CampaignEvent } from '@stillwatch/core/api';
import { z } from 'zod';
import type { CampaignUpdate, HuntRecord } from '../parts.ts';
import { weighAttention } from './attention.ts';
import { type Before, type Change, compareHunts } from './continuity.ts';
import type { HuntedCampaign } from './job.ts';
import { recordHunt } from './record-hunt.ts';
import type { HuntingParts } from './settings.ts';

type NewEvent = Omit<CampaignEvent, 'id'>;

/** What a hunt changes, before it is written. */
export interface Outcome {
  readonly updates: readonly CampaignUpdate[];
  /** Last events of campaigns that the hunt does not show any more. */
  readonly gone: readonly { readonly id: string; readonly event: NewEvent }[];
  readonly alerts: readonly { readonly campaign: string; readonly kind: Alert['kind']; readonly statement: string }[];
}

/** Compares a hunt's campaigns with what is known. Pure. @param at ISO 8601. */
export function decideOutcome(before: readonly Before[], hunted: readonly HuntedCampaign[], at: string): Outcome {
  const seen = hunted.map(({ campaign, trace, labelled }) => ({ id: campaign.id, campaign, trace, labelled }));
  const changes = compareHunts(before, seen);
  const known = new Map(before.map((campaign) => [campaign.id, campaign]));
  const alerts: Outcome['alerts'][number][] = [];
  const updates = hunted.map(({ campaign, members, wholeTrace }, i): CampaignUpdate => {
    const { id } = campaign;
    const list = changes.seen.get(id)!;
    const { reviewCause, alert } = weighAttention(known.get(id), seen[i]!, list);
    if (alert !== null) alerts.push({ campaign: id, ...alert });
    const { firstSeen, accounts, grams, values } = wholeTrace;
    const size = { at, accounts: campaign.accounts.length, bits: campaign.bits };
    return {
      id,
      finding: campaign,
      trace: { firstSeen, accounts, grams, values },
      members,
      events: list.map((change) => eventOf(change, size)),
      reviewCause,
    };
  });
  const gone = changes.gone.map(({ before: { id, accounts, bits }, change }) => ({
    id,
    event: eventOf(change, { at, accounts, bits }),
  }));
  return { updates, gone, alerts };
}

function eventOf({ kind, statement }: Change, size: Pick<NewEvent, 'at' | 'accounts' | 'bits'>): NewEvent {
  return { ...size, kind, statement, by: null };
}

const AFTERWARDS = 'hunting.afterwards';
const Afterwards = z.object({
  hunt: z.string(),
  gone: z.array(z.object({ id: z.string(), event: z.custom<NewEvent>() })),
  alerts: z.array(z.object({ campaign: z.string(), kind: z.custom<Alert['kind']>(), statement: z.string() })),
  found: z.array(z.object({ campaign: z.string(), changes: z.array(z.custom<CampaignEvent['kind']>()) })).default([]),
});

/** What of a campaign's changes makes a finding of its own. */
const FINDINGS: ReadonlySet<CampaignEvent['kind']> = new Set(['found', 'tier', 'split', 'merged', 'respawned'] as const);

/**
 * Writes a hunt's outcome: its campaigns in one transaction, then what follows from them. What follows is noted
 * before, so that a process which is killed in between leaves it to the next hunt: nothing is lost, and at worst
 * something is told twice.
 */
export async function settle(parts: HuntingParts, hunt: HuntRecord, outcome: Outcome): Promise<void> {
  const { records } = parts;
  const { gone, alerts } = outcome;
  const found = outcome.updates.flatMap(({ id, events }) => {
    const changes = events.map(({ kind }) => kind).filter((kind) => FINDINGS.has(kind));
    return changes.length === 0 ? [] : [{ campaign: id, changes }];
  });
  // What cannot be recorded does not happen: the hunt fails, and is tried again.
  await parts.ledger.ready();
  await records.values.set(AFTERWARDS, JSON.stringify({ hunt: hunt.id, gone, alerts, found }));
  await records.campaigns.apply(hunt, outcome.updates);
  await finishAfterwards(parts);
}

/** Does what the newest settled hunt left undone. */
export async function finishAfterwards(parts: HuntingParts): Promise<void> {
  const { records, alerts, events, clock } = parts;
  const text = await records.values.get(AFTERWARDS);
  if (text === null || text === '') return;
  const left = Afterwards.parse(JSON.parse(text));
  // The outcome itself was not written: then nothing follows from it.
  const hunt = await records.hunts.get(left.hunt);
  if (hunt?.status === 'done') {
    await recordHunt(parts, hunt, left.found);
    for (const { id, event } of left.gone) await records.campaigns.addEvent(id, event);
    for (const alert of left.alerts) {
      if (await records.exceptions.isSuppressed(alert.campaign, clock.now())) continue;
      events.publish({ kind: 'alert', id: (await alerts.raise(alert)).id });
    }
  }
  await records.values.set(AFTERWARDS, '');
}
