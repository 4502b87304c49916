// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { ReceivedCampaign } from '@stillwatch/sharing';
import type { AuditAction } from '../http/audit-actions.ts';
import { NODE } from '../ledger/index.ts';
import type { CampaignRecord } from '../parts.ts';
import { MACHINE } from './audience.ts';
import { detectionId } from './detect.ts';
import type { InboxRecord } from './kept.ts';
import { isQuarantined, type Knowledge, projectFor } from './knowledge.ts';
import { localCampaigns } from './local-campaigns.ts';
import type { SharingWorld } from './settings.ts';

/** Who closes a review by itself, as it is named with what people decide. */
const BY = 'sharing';
const CLOSED: AuditAction = 'review.closed';

/** What partners say at a moment, and what was made of it here. */
export interface Said {
  /** With what reporters in quarantine say. */
  readonly knowledge: Knowledge;
  /** Reports that stand, without theirs. */
  readonly received: readonly ReceivedCampaign[];
  readonly decided: ReadonlyMap<string, InboxRecord>;
}

/** Why a detection is not held any more. */
interface Gone {
  readonly why: string;
  /** Has a review nothing to ask any more? Not where the report stands, and only the traffic went on. */
  readonly isSettled: boolean;
}

type Explain = (campaign: Pick<CampaignRecord, 'id' | 'finding'>) => Promise<Gone>;

function explainer({ records, clock }: SharingWorld, { knowledge, received, decided }: Said): Explain {
  const said = [...projectFor(knowledge, MACHINE, clock.now()).values()];
  const withdrawn = new Set(said.filter(({ revoked }) => revoked).map(({ object }) => detectionId(object.id)));
  const held = new Set(
    said
      .filter(({ claims }) => claims.some((claim) => isQuarantined(knowledge, claim)))
      .map(({ object }) => detectionId(object.id)),
  );
  const joined = new Set([...decided.values()].filter(({ impact }) => impact.corroborated).map((one) => detectionId(one.id)));
  const seen = new Map(received.map(({ id: object }) => [detectionId(object), object]));
  return async ({ id, finding }) => {
    const because = (why: string): Gone => ({ why, isSettled: true });
    const object = seen.get(id);
    if (withdrawn.has(id)) return because('the report was withdrawn by its source');
    if (object === undefined && held.has(id)) return because('its reporter is in quarantine');
    if (object === undefined) return because('the report has expired, or its source is no partner any more');
    if (decided.get(object)?.decision === 'disputed') return because('the report was disputed here');
    if (joined.has(id) || (await localCampaigns(records, finding.accounts)).length > 0)
      return because('a hunt has found the same accounts by itself');
    return { why: 'nothing in the hunted window matches any more', isSettled: false };
  };
}

/** Takes back what no report raises any more, and says why; what reviewers were to decide about it is closed. */
export async function retire(world: SharingWorld, gone: readonly CampaignRecord[], said: Said): Promise<string[]> {
  const { records, alerts, events, ledger, clock } = world;
  const now = clock.now();
  const at = new Date(now).toISOString();
  const explain = explainer(world, said);
  const retired: string[] = [];
  for (const campaign of gone) {
    const { id, finding } = campaign;
    const { why } = await explain(campaign);
    await ledger.ready();
    const event = {
      at,
      kind: 'silent' as const,
      statement: `Not held any more: ${why}.`,
      accounts: finding.accounts.length,
      bits: finding.bits,
      by: BY,
    };
    if (!(await records.campaigns.retire(id, event))) continue;
    retired.push(id);
    const payload = { control: 'sharing', outcome: `detection taken back: ${why}`, evidence: [], campaign: id };
    await ledger.record({
      kind: 'finding',
      actor: NODE,
      subject: { kind: 'campaign', id },
      payload,
      key: `retired ${id} ${at}`,
      at: now,
    });
    const statement = `Campaign ${finding.name} is not held any more: ${why}.`;
    events.publish({ kind: 'campaign', id });
    events.publish({ kind: 'alert', id: (await alerts.raise({ kind: 'campaign.withdrawn', campaign: id, statement })).id });
  }
  await closeReviews(world, explain);
  return retired;
}

/**
 * Closes reviews of detections whose ground is gone. It looks at every open one and not at those retired just now alone, so
 * that none stays where the process ended in between, or where the traffic went silent before the report went.
 */
async function closeReviews(world: SharingWorld, explain: Explain): Promise<void> {
  const { records, events, ledger, clock } = world;
  for (const { id, campaign } of await records.reviews.leftOver()) {
    const record = await records.campaigns.get(campaign);
    if (record === null) continue;
    const { why, isSettled } = await explain(record);
    if (!isSettled) continue;
    const reason = `Closed by itself: ${why}. Nobody has decided about the accounts.`;
    await ledger.ready();
    try {
      await records.reviews.close(id, BY, reason);
    } catch (error) {
      // Somebody decided it meanwhile, and that holds.
      if (error instanceof AppError && error.code === 'CONFLICT') continue;
      throw error;
    }
    const at = clock.now();
    await records.audit.add({ at: new Date(at).toISOString(), by: BY, action: CLOSED, object: id, reason, requestId: '' });
    await ledger.record({
      kind: 'case-step',
      actor: NODE,
      subject: { kind: 'campaign', id: campaign },
      payload: { case: id, step: CLOSED, party: 'own', reason, campaign },
      key: `${CLOSED} ${id}`,
      at,
    });
    events.publish({ kind: 'review', id });
    events.publish({ kind: 'campaign', id: campaign });
  }
}
