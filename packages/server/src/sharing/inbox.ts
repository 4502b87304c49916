// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail, InboxItem, InboxState } from '@stillwatch/core/api';
import { AppError } from '@stillwatch/core';
import type { ProjectedObject } from '@stillwatch/sharing';
import type { Page, PageRequest, Records } from '../parts.ts';
import { fromTlp, type OwnReader } from './audience.ts';
import type { InboxRecord } from './kept.ts';
import { alikeOf, foreignCampaigns, isQuarantined, judge, type Knowledge, objectsAround, projectFor } from './knowledge.ts';
import { nameOf } from './outbox.ts';
import type { SharingWorld } from './settings.ts';
import { speakerOf } from './vouching.ts';
import { newEntry } from './watch.ts';

const MOST_SHOWN_ACCOUNTS = 100;
const MOST_OBJECTS = 500;

export interface InboxFilter {
  readonly state?: InboxState | undefined;
  readonly source?: string | undefined;
  readonly type?: string | undefined;
  readonly impact?: 'true' | 'false' | undefined;
}

/** What partners say as one reader may see it; nothing in it, counts included, comes from what that reader may not read. */
export interface Inbox {
  list(filter: InboxFilter, page: PageRequest): Promise<Page<InboxItem>>;
  /** Null where there is nothing of this id for this reader. */
  detail(id: string): Promise<InboxDetail | null>;
  item(id: string): Promise<InboxItem | null>;
}

export function readInbox(world: SharingWorld, knowledge: Knowledge, reader: OwnReader): Inbox {
  const { records, clock } = world;
  const now = clock.now();
  const shown = projectFor(knowledge, reader, now);
  const past = projectFor(knowledge, reader, null);
  const received = foreignCampaigns(knowledge, past);
  const byId = new Map(received.map((one) => [one.id, one]));

  const itemOf = async (id: string, record: InboxRecord | null): Promise<InboxItem | null> => {
    const object = shown.get(id) ?? past.get(id);
    if (object === undefined || object.claims.every(({ origin }) => origin === knowledge.own)) return null;
    const kept = record ?? newEntry(id, object.object.type, firstSaid(object));
    const isExpired = !shown.has(id);
    const { impact } = kept;
    const campaign = byId.get(id) ?? null;
    const alike = campaign === null ? [] : alikeOf(campaign, received);
    const judged = judge(knowledge, shown.has(id) ? shown : past, id, { alike, isCorroborated: impact.corroborated, now });
    const state: InboxState = object.revoked ? 'withdrawn' : isExpired ? 'expired' : (kept.decision ?? 'new');
    return {
      id,
      type: object.object.type,
      name: nameOf(object.object),
      description: textOf(object.object['description']),
      state,
      tlp: fromTlp(object.tlp),
      pap: object.pap === null ? null : (object.pap.toUpperCase() as InboxItem['pap']),
      claims: object.claims.map((claim) => ({
        ...claim,
        source: speakerOf(knowledge.voices, claim.source),
        origin: speakerOf(knowledge.voices, claim.origin),
        tlp: fromTlp(claim.tlp),
        quarantined: isQuarantined(knowledge, claim),
      })),
      lineages: judged.lineages,
      trust: { score: judged.trust.score, lines: [...judged.trust.lines] },
      gate: { ...judged.gate },
      impact: {
        campaigns: await describeCampaigns(records, impact.campaigns),
        templates: { ...impact.templates },
        accounts: impact.accounts.length,
        exchanges: impact.exchanges,
        detection: impact.detection,
        corroborated: impact.corroborated,
        at: impact.at === null ? null : iso(impact.at),
      },
      techniques: campaign === null ? [] : [...campaign.campaign.techniques],
      firstSeen: campaign === null ? null : momentOf(campaign.campaign.firstSeen),
      lastSeen: campaign === null ? null : momentOf(campaign.campaign.lastSeen),
      receivedAt: iso(kept.at),
      expiresAt: expiryOf(knowledge, object),
      decidedBy: kept.decidedBy,
      decidedAt: kept.decidedAt === null ? null : iso(kept.decidedAt),
      reason: kept.reason,
    };
  };

  return {
    async list({ state, source, type = 'campaign', impact }, page) {
      const kept = new Map((await records.sharing.inboxAll(type)).map((record) => [record.id, record]));
      const candidates = [...past.values(), ...[...shown.values()].filter(({ object }) => !past.has(object.id))]
        .filter(({ object }) => object.type === type)
        .filter(
          ({ claims }) =>
            source === undefined ||
            claims.some((claim) => isOf(knowledge, claim.source, source) || isOf(knowledge, claim.origin, source)),
        );
      const items: InboxItem[] = [];
      for (const { object } of candidates) {
        const item = await itemOf(object.id, kept.get(object.id) ?? null);
        if (item === null || (state !== undefined && item.state !== state)) continue;
        const matters = item.impact.accounts > 0 || item.impact.campaigns.length > 0;
        if (impact !== undefined && matters !== (impact === 'true')) continue;
        items.push(item);
      }
      items.sort((a, b) => (a.receivedAt === b.receivedAt ? (a.id < b.id ? -1 : 1) : a.receivedAt < b.receivedAt ? 1 : -1));
      const from = page.cursor === undefined ? 0 : readOffset(page.cursor);
      const part = items.slice(from, from + page.limit);
      const next = from + part.length < items.length ? writeOffset(from + part.length) : null;
      return { items: part, next };
    },
    item: async (id) => itemOf(id, await records.sharing.inbox(id)),
    async detail(id) {
      const record = await records.sharing.inbox(id);
      const item = await itemOf(id, record);
      if (item === null) return null;
      const whole = shown.has(id) ? shown : past;
      const around = objectsAround(id, whole).slice(0, MOST_OBJECTS);
      const links = around.filter(({ object }) => object.type === 'relationship');
      return {
        item,
        objects: around
          .filter(({ object }) => object.type !== 'relationship')
          .map(({ object, tlp, revoked }) => ({
            id: object.id,
            type: object.type,
            name: nameOf(object),
            tlp: fromTlp(tlp),
            revoked,
          })),
        edges: links.map(({ object }) => ({
          from: String(object['source_ref']),
          to: String(object['target_ref']),
          type: String(object['relationship_type']),
        })),
        bundle: JSON.stringify(
          around.map(({ object }) => object),
          null,
          2,
        ),
        answers: answersTo(id, knowledge, shown),
        accounts: (record?.impact.accounts ?? []).slice(0, MOST_SHOWN_ACCOUNTS),
      };
    },
  };
}

/** Is somebody who is asked for, or speaks through it? @param asked a partner, or what a member of a centre is called here. */
function isOf({ voices }: Knowledge, identity: string, asked: string): boolean {
  return identity === asked || voices.get(identity)?.centre === asked || speakerOf(voices, identity) === asked;
}

/** Sightings and opinions about an object, ours too. */
function answersTo(id: string, { own, voices }: Knowledge, shown: ReadonlyMap<string, ProjectedObject>): InboxDetail['answers'] {
  return [...shown.values()]
    .filter(({ revoked }) => !revoked)
    .flatMap(({ object, claims }): InboxDetail['answers'] => {
      const [claim] = claims;
      if (claim === undefined) return [];
      const base = { at: claim.at, by: speakerOf(voices, claim.origin), own: claim.source === own };
      if (object.type === 'sighting' && object['sighting_of_ref'] === id) {
        return [
          {
            ...base,
            kind: 'sighting',
            statement: `Seen at least ${typeof object['count'] === 'number' ? object['count'] : 1} times.`,
          },
        ];
      }
      const refs = object['object_refs'];
      if (object.type !== 'opinion' || !Array.isArray(refs) || !refs.includes(id)) return [];
      return [{ ...base, kind: 'opinion', statement: String(object['opinion']) }];
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

async function describeCampaigns(
  { campaigns }: Records,
  named: readonly { id: string; because: string }[],
): Promise<InboxItem['impact']['campaigns']> {
  const found: InboxItem['impact']['campaigns'] = [];
  for (const { id, because } of named) {
    const record = await campaigns.get(id);
    if (record !== null) found.push({ id, name: record.finding.name, tier: record.finding.tier, because });
  }
  return found;
}

function firstSaid({ claims }: ProjectedObject): number {
  return claims.reduce((least, { at }) => Math.min(least, Date.parse(at)), Infinity);
}

/** The latest end of what is said of it; null where something of it does not end. */
function expiryOf({ assertions }: Knowledge, { claims }: ProjectedObject): string | null {
  const ids = new Set(claims.map(({ assertion }) => assertion));
  const ends = assertions.filter(({ id }) => ids.has(id)).map(({ expiresAt }) => expiresAt);
  return ends.length === 0 || ends.includes(null) ? null : ends.reduce((most, end) => (end! > most! ? end : most), ends[0]!);
}

function writeOffset(offset: number): string {
  return Buffer.from(JSON.stringify(['inbox', offset])).toString('base64url');
}

function readOffset(cursor: string): number {
  try {
    const [list, offset] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (list === 'inbox' && Number.isSafeInteger(offset) && (offset as number) > 0) return offset as number;
  } catch {
    // Refused below.
  }
  throw new AppError('REQUEST_INVALID', 'the cursor is not one of this list', { hint: 'Begin again without a cursor.' });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function momentOf(ms: number): string | null {
  return ms > 0 ? iso(ms) : null;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
