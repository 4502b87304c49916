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
import { alikeOf, foreignCampaigns, judge, type Judged, type Knowledge, projectFor, withoutQuarantined } from './knowledge.ts';
import { localCampaigns } from './local-campaigns.ts';
import { retire } from './retire.ts';
import type { SharingWorld } from './settings.ts';
import { speakerOf } from './vouching.ts';

/** Own accounts that a record of the inbox names. */
const MOST_ACCOUNTS = 1_000;

/** Why nobody is asked about a report, as its campaign says. */
const UNHEARD = 'nobody is asked to review it, since what its reporters said before was mostly wrong';

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
  const local = await localCampaigns(records, accounts);
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
  const isNew = known?.current !== true;
  const isUnasked = isNew || (await records.reviews.ofCampaign(id)) === null;
  const asksReview = isUnasked && judged.asksReview;
  const gate = isUnasked && !judged.asksReview ? `${grounds.gate}; ${UNHEARD}` : grounds.gate;
  const update = foreignUpdate(id, match, { ...grounds, gate }, { before: known, asksReview, at });
  const isSame = !isNew && JSON.stringify(known.finding.evidence) === JSON.stringify(update.finding.evidence);
  if (!isSame || known.finding.exchanges !== update.finding.exchanges) {
    // What cannot be recorded does not happen; the next round tries again.
    await ledger.ready();
    await records.campaigns.raise(update);
    events.publish({ kind: 'campaign', id });
  }
  if (isNew) {
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
  }
  if (asksReview) {
    const statement = `Foreign intelligence: ${accounts.length} accounts here use prompt templates that ${grounds.reporters} reports. At most: ${gate}.`;
    if (!(await records.exceptions.isSuppressed(id, now))) {
      events.publish({ kind: 'alert', id: (await alerts.raise({ kind: 'campaign.found', campaign: id, statement })).id });
    }
    const review = await records.reviews.ofCampaign(id);
    if (review !== null) events.publish({ kind: 'review', id: review.id });
  }
  return { ...impact, detection: id };
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
