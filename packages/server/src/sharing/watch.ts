// SPDX-License-Identifier: Apache-2.0
import { lineageOf, type ProjectedObject, type ReceivedCampaign } from '@stillwatch/sharing';
import { TECHNIQUES } from '@stillwatch/core';
import { findWindow } from '../hunting/window.ts';
import { NODE } from '../ledger/index.ts';
import { readAll } from '../pages.ts';
import type { CampaignRecord } from '../parts.ts';
import { fromTlp, MACHINE } from './audience.ts';
import { detectionId, foreignUpdate, type Grounds, matchTraffic, type TrafficMatch } from './detect.ts';
import { isForeign } from './foreign.ts';
import type { Impact, InboxRecord } from './kept.ts';
import {
  alikeOf,
  foreignCampaigns,
  isQuarantined,
  judge,
  type Judged,
  type Knowledge,
  projectFor,
  withoutQuarantined,
} from './knowledge.ts';
import type { SharingWorld } from './settings.ts';
import { speakerOf } from './vouching.ts';

/** Own accounts that a record of the inbox names. */
const MOST_ACCOUNTS = 1_000;
/** A campaign of a hunt is the same when so many of the matching accounts are in it, or this share. */
const JOINED = 3;
const JOINED_SHARE = 0.5;

export const NO_IMPACT: Impact = {
  campaigns: [],
  templates: { matched: 0, of: 0 },
  accounts: [],
  exchanges: 0,
  detection: null,
  corroborated: false,
  at: null,
};

/** What changed for whoever watches. */
export interface Watched {
  readonly raised: readonly string[];
  readonly retired: readonly string[];
}

/**
 * Compares what partners report with the own traffic, and brings what it raised here up to that: a campaign of tier watch
 * for what is in the traffic, none any more for what was withdrawn, has expired, is disputed here, is said by nobody but
 * reporters in quarantine, or is not seen any more.
 */
export async function watchTraffic(world: SharingWorld, everything: Knowledge): Promise<Watched> {
  const { records, clock, store, config } = world;
  const now = clock.now();
  const knowledge = withoutQuarantined(everything);
  const shown = projectFor(knowledge, MACHINE, now);
  const received = foreignCampaigns(knowledge, shown);
  const decided = new Map((await records.sharing.inboxAll('campaign')).map((record) => [record.id, record]));
  const standing = received.filter(({ id }) => decided.get(id)?.decision !== 'disputed');
  const stretch = await findWindow(store, now, config.hunting.window);
  const isExcepted = await exceptions(world);
  const matches =
    stretch === null
      ? new Map<string, TrafficMatch>()
      : await matchTraffic(store, standing, { window: stretch.window, now, isExcepted });
  const current = await foreignCurrent(world);
  const raised: string[] = [];
  const kept = new Set<string>();
  for (const campaign of received) {
    const match = matches.get(campaign.id);
    const before = decided.get(campaign.id) ?? newEntry(campaign.id, 'campaign', now);
    const impact =
      match === undefined ? NO_IMPACT : await settleMatch(world, knowledge, { campaign, received, shown, match, before }, raised);
    if (impact.detection !== null) kept.add(impact.detection);
    await keep(world, before, impact, decided.has(campaign.id));
  }
  for (const [id, before] of decided) {
    if (received.some((one) => one.id === id)) continue;
    if (before.impact.at !== null) await records.sharing.putInbox({ ...before, impact: NO_IMPACT });
  }
  const retired = await retire(
    world,
    current.filter(({ id }) => !kept.has(id)),
    { knowledge: everything, received, decided },
  );
  return { raised, retired };
}

export function newEntry(id: string, type: string, at: number): InboxRecord {
  return {
    id,
    type,
    at,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    predicted: null,
    origins: [],
    impact: NO_IMPACT,
  };
}

async function keep(
  { records, clock, events }: SharingWorld,
  before: InboxRecord,
  impact: Impact,
  known: boolean,
): Promise<void> {
  const { at: _, ...old } = before.impact;
  const { at: __, ...fresh } = impact;
  if (known && JSON.stringify(old) === JSON.stringify(fresh)) return;
  await records.sharing.putInbox({ ...before, impact: { ...impact, at: impact === NO_IMPACT ? null : clock.now() } });
  events.publish({ kind: 'sharing', id: before.id });
}

/** Whom nothing of this is held against: accounts that are allowed, or that an analyst found benign. */
async function exceptions({ records, clock }: SharingWorld): Promise<(account: string) => boolean> {
  const now = clock.now();
  const excepted = new Set((await records.labels.all()).filter(({ label }) => label === 'benign').map(({ account }) => account));
  for (const { entry } of await readAll((page) => records.exceptions.allowed(page))) {
    const holds =
      (entry.from === undefined || Date.parse(entry.from) <= now) && (entry.to === undefined || now <= Date.parse(entry.to));
    if (holds && entry.account !== undefined) excepted.add(entry.account);
  }
  return (account) => excepted.has(account);
}

async function foreignCurrent({ records }: SharingWorld): Promise<CampaignRecord[]> {
  const watched = await readAll((page) => records.campaigns.list({ current: true, tier: 'watch' }, page));
  return watched.filter(({ id }) => isForeign(id));
}

interface Matched {
  readonly campaign: ReceivedCampaign;
  readonly received: readonly ReceivedCampaign[];
  readonly shown: ReadonlyMap<string, ProjectedObject>;
  readonly match: TrafficMatch;
  readonly before: InboxRecord;
}

async function settleMatch(world: SharingWorld, knowledge: Knowledge, matched: Matched, raised: string[]): Promise<Impact> {
  const { records, alerts, events, ledger, clock } = world;
  const { campaign, received, shown, match, before } = matched;
  const now = clock.now();
  const at = new Date(now).toISOString();
  const accounts = match.accounts.map(({ account }) => account);
  const local = await localCampaigns(world, accounts);
  const isCorroborated = local.length > 0;
  const judged = judge(knowledge, shown, campaign.id, { alike: alikeOf(campaign, received), isCorroborated, now });
  const grounds = groundsOf(knowledge, shown, campaign, judged);
  const impact: Impact = {
    campaigns: local,
    templates: { matched: match.matched, of: match.of },
    accounts: accounts.slice(0, MOST_ACCOUNTS),
    exchanges: match.exchanges,
    detection: null,
    corroborated: isCorroborated,
    at: now,
  };
  if (isCorroborated) {
    // A hunt has found it: it is one campaign, and the partner's word goes into its history, once.
    const told = new Set(before.impact.campaigns.map(({ id }) => id));
    for (const { id } of local) {
      if (told.has(id)) continue;
      const statement = `Also reported by ${grounds.reporters}: its prompt templates are in the requests of ${match.accounts.length} accounts. At most: ${grounds.gate}.`;
      const size = (await records.campaigns.get(id))?.finding;
      await records.campaigns.addEvent(id, {
        at,
        kind: 'commented',
        statement,
        accounts: size?.accounts.length ?? 0,
        bits: size?.bits ?? 0,
        by: 'sharing',
      });
      events.publish({ kind: 'campaign', id });
    }
    return impact;
  }
  const id = detectionId(campaign.id);
  const known = await records.campaigns.get(id);
  const update = foreignUpdate(id, match, grounds, known, at);
  const isSame = known?.current === true && JSON.stringify(known.finding.evidence) === JSON.stringify(update.finding.evidence);
  if (!isSame || known.finding.exchanges !== update.finding.exchanges) {
    // What cannot be recorded does not happen; the next round tries again.
    await ledger.ready();
    await records.campaigns.raise(update);
    events.publish({ kind: 'campaign', id });
  }
  if (known?.current !== true) {
    raised.push(id);
    const evidence = shown.get(campaign.id)!.claims.map(({ assertion }) => assertion);
    const payload = { control: 'sharing', outcome: 'detection raised', evidence, campaign: id };
    await ledger.record({
      kind: 'finding',
      actor: NODE,
      subject: { kind: 'campaign', id },
      payload,
      key: `raised ${id} ${at}`,
      at: now,
    });
    const statement = `Foreign intelligence: ${accounts.length} accounts here use prompt templates that ${grounds.reporters} reports. At most: ${grounds.gate}.`;
    if (!(await records.exceptions.isSuppressed(id, now))) {
      events.publish({ kind: 'alert', id: (await alerts.raise({ kind: 'campaign.found', campaign: id, statement })).id });
    }
    const review = await records.reviews.ofCampaign(id);
    if (review !== null) events.publish({ kind: 'review', id: review.id });
  }
  return { ...impact, detection: id };
}

/** Campaigns of the hunts that are mostly the same accounts. */
async function localCampaigns(
  { records }: SharingWorld,
  accounts: readonly string[],
): Promise<{ id: string; because: string }[]> {
  const counts = new Map<string, number>();
  for (const [, id] of await records.campaigns.campaignOf(accounts)) {
    if (!isForeign(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= JOINED || count >= JOINED_SHARE * accounts.length)
    .map(([id, count]) => ({ id, because: `${count} of ${accounts.length} accounts that match are in it` }));
}

function groundsOf(
  { parents, voices }: Knowledge,
  shown: ReadonlyMap<string, ProjectedObject>,
  { id, campaign }: ReceivedCampaign,
  { trust, gate }: Judged,
): Grounds {
  const { claims, tlp } = shown.get(id)!;
  const reporterOf = (origin: string): string => (voices.has(origin) ? speakerOf(voices, origin) : lineageOf(origin, parents));
  const names = claims.map(({ origin, assertion }) => `${reporterOf(origin)} (${assertion}, TLP:${fromTlp(tlp)})`);
  const atlas = new Map<string, readonly string[]>(TECHNIQUES.map((technique) => [technique.id, technique.atlas]));
  return {
    reporters: [...new Set(names)].join(' and '),
    // Log-odds to the base 2, as all evidence is counted here.
    bits: trust.logOdds / Math.LN2,
    gate: `${gate.most} (${gate.why})`,
    trustLines: trust.lines,
    techniques: campaign.techniques.map((technique) => ({ id: technique, atlas: atlas.get(technique) ?? [] })),
  };
}

/** Takes back what no report raises any more, and says why. */
async function retire(
  world: SharingWorld,
  gone: readonly CampaignRecord[],
  {
    knowledge,
    received,
    decided,
  }: { knowledge: Knowledge; received: readonly ReceivedCampaign[]; decided: ReadonlyMap<string, InboxRecord> },
): Promise<string[]> {
  const { records, alerts, events, ledger, clock } = world;
  const now = clock.now();
  const at = new Date(now).toISOString();
  const said = [...projectFor(knowledge, MACHINE, now).values()];
  const withdrawn = new Set(said.filter(({ revoked }) => revoked).map(({ object }) => detectionId(object.id)));
  const held = new Set(
    said
      .filter(({ claims }) => claims.some((claim) => isQuarantined(knowledge, claim)))
      .map(({ object }) => detectionId(object.id)),
  );
  const joined = new Set([...decided.values()].filter(({ impact }) => impact.corroborated).map((one) => detectionId(one.id)));
  const seen = new Map(received.map(({ id: object }) => [detectionId(object), object]));
  const retired: string[] = [];
  for (const { id, finding } of gone) {
    const object = seen.get(id);
    const why = withdrawn.has(id)
      ? 'the report was withdrawn by its source'
      : object === undefined
        ? held.has(id)
          ? 'its reporter is in quarantine'
          : 'the report has expired, or its source is no partner any more'
        : decided.get(object)?.decision === 'disputed'
          ? 'the report was disputed here'
          : joined.has(id) || (await localCampaigns(world, finding.accounts)).length > 0
            ? 'a hunt has found the same accounts by itself'
            : 'nothing in the hunted window matches any more';
    await ledger.ready();
    const event = {
      at,
      kind: 'silent' as const,
      statement: `Not held any more: ${why}.`,
      accounts: finding.accounts.length,
      bits: finding.bits,
      by: 'sharing',
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
  return retired;
}
