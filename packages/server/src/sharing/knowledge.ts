// SPDX-License-Identifier: Apache-2.0
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import {
  type Assertion,
  type AssertionStore,
  bestReliabilityOf,
  canaryHits,
  type Dispute,
  type Gate,
  gateOf,
  lastWords,
  lineageOf,
  matchFingerprint,
  type Outcome,
  type Parents,
  type ProjectedObject,
  project,
  type ReceivedCampaign,
  reliabilityOf,
  reportKindOf,
  type SaidOpinion,
  scoreTrust,
  stixToCampaigns,
  trackKey,
  type TrackRecords,
  trackRecords,
  type TrustScore,
} from '@stillwatch/sharing';
import { type OwnReader, ownReader } from './audience.ts';
import type { Canaries } from './canaries.ts';
import type { PeerRecord, SharingStore } from './kept.ts';
import { type KeptQuarantine, QUARANTINE_REASON, quarantineNow, type Quarantined } from './quarantine.ts';
import { fromShared } from './templates.ts';
import { registersOf, type Voices } from './vouching.ts';

const PAGE = 1_000;
/** Samples in which the templates of two reports must agree to be of one campaign. */
const SAME = 3;

/** Everything that anybody said, with what this node thinks of those who said it. */
export interface Knowledge {
  readonly assertions: readonly Assertion[];
  readonly peers: readonly PeerRecord[];
  readonly parents: Parents;
  readonly records: TrackRecords;
  /** Reporters of whom nothing counts. */
  readonly quarantined: ReadonlyMap<string, Quarantined>;
  /** Whom sharing centres vouch for. */
  readonly voices: Voices;
  readonly own: string;
  readonly memberships: readonly string[];
}

/** Everything that is kept; long, so that who asks often keeps it until something comes or goes. */
export async function readAssertions(store: AssertionStore): Promise<Assertion[]> {
  const all: Assertion[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<AssertionStore['list']>> = await store.list({}, { limit: PAGE, after });
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

/**
 * Who may read what, and who is believed, follows from the partners as they are now.
 * @param all from {@link readAssertions}. @param kept what is remembered of earlier quarantines.
 */
export async function readKnowledge(
  store: SharingStore,
  all: readonly Assertion[],
  {
    own,
    memberships,
    canaries,
    kept,
    voices,
    now,
  }: {
    own: string;
    memberships: readonly string[];
    canaries: Canaries;
    kept: KeptQuarantine;
    voices: Voices;
    now: number;
  },
): Promise<Knowledge> {
  const peers = await store.peers();
  // Of somebody who is no partner any more nothing is believed.
  const known = new Set([own, ...peers.map(({ organisation }) => organisation), ...voices.keys()]);
  const assertions = all.filter(({ source }) => known.has(source));
  const parents: Parents = new Map([
    ...[...voices].map(([pseudonym, { lineage }]): [string, string] => [pseudonym, lineage]),
    ...peers.flatMap(({ organisation, parent }): [string, string][] => (parent === null ? [] : [[organisation, parent]])),
  ]);
  const outcomes = await store.outcomes();
  const signing = peers.filter(({ keys }) => keys.length > 0).map(({ organisation }) => organisation);
  const signs = new Set([...signing, ...voices.keys()]);
  const hits = canaries.names.size === 0 ? [] : canaryHits(assertions, canaries.of, { own, signs });
  const quarantined = quarantineNow(kept, hits, canaries.names, now);
  const counted = outcomes.filter(({ by }) => !quarantined.has(by));
  return { assertions, peers, parents, records: recordsOf(counted, own, parents), quarantined, voices, own, memberships };
}

/** The same without anything that somebody in quarantine says or said first: what the node works with. */
export function withoutQuarantined(knowledge: Knowledge): Knowledge {
  const { quarantined, assertions } = knowledge;
  if (quarantined.size === 0) return knowledge;
  return { ...knowledge, assertions: assertions.filter((one) => !isQuarantined(knowledge, one)) };
}

export function isQuarantined(
  { quarantined }: Pick<Knowledge, 'quarantined'>,
  { source, origin }: Pick<Assertion, 'source' | 'origin'>,
): boolean {
  return quarantined.has(source) || quarantined.has(origin);
}

/** Partners' words count by what the own findings say of them. */
function recordsOf(outcomes: readonly Outcome[], own: string, parents: Parents): TrackRecords {
  const first = trackRecords(outcomes, { own, parents, weightOf: () => 0 });
  const weightOf = (identity: string): number => reliabilityOf(first.get(trackKey(identity, null)));
  return trackRecords(outcomes, { own, parents, weightOf });
}

/** Objects as somebody here may see them. @param now null: also what has expired meanwhile and is still kept. */
export function projectFor(knowledge: Knowledge, reader: OwnReader, now: number | null): Map<string, ProjectedObject> {
  const { own, memberships, peers, assertions } = knowledge;
  const who = ownReader(reader, { organisation: own, memberships, peers });
  return new Map(project(assertions, who, now ?? -Infinity).map((one) => [one.object.id, one]));
}

/** Objects that belong to a campaign: what a relationship joins it with, and what that joins, but for other campaigns. */
export function objectsAround(id: string, shown: ReadonlyMap<string, ProjectedObject>): ProjectedObject[] {
  const links = [...shown.values()].filter(({ object, revoked }) => object.type === 'relationship' && !revoked);
  const taken = new Map<string, ProjectedObject>();
  let edge = new Set([id]);
  const start = shown.get(id);
  if (start !== undefined) taken.set(id, start);
  for (let depth = 0; depth < 3 && edge.size > 0; depth++) {
    const next = new Set<string>();
    for (const link of links) {
      const ends = [String(link.object['source_ref']), String(link.object['target_ref'])];
      if (!ends.some((end) => edge.has(end))) continue;
      taken.set(link.object.id, link);
      for (const end of ends) {
        const object = shown.get(end);
        if (object === undefined || object.revoked || taken.has(end) || object.object.type === 'campaign') continue;
        taken.set(end, object);
        next.add(end);
      }
    }
    edge = next;
  }
  return [...taken.values()];
}

const NO_BUNDLE = 'bundle--00000000-0000-4000-8000-000000000000';

/** A campaign with its templates, where it can be read as one. */
export function campaignOf(id: string, shown: ReadonlyMap<string, ProjectedObject>): ReceivedCampaign | null {
  const objects = objectsAround(id, shown).map(({ object }) => object);
  try {
    return stixToCampaigns({ type: 'bundle', id: NO_BUNDLE, objects }).find((one) => one.id === id) ?? null;
  } catch {
    // Parts that this reader may not see can leave something that is no campaign of ours.
    return null;
  }
}

/** A campaign as foreign intelligence: who says it, in how many voices, and how far it is believed. */
export interface Judged {
  readonly trust: TrustScore;
  readonly gate: Gate;
  readonly lineages: number;
  /** Is anybody among those who say it worth a reviewer's time, after what became of their reports so far? */
  readonly asksReview: boolean;
}

/**
 * Whoever is known by name may be a member of a sharing centre besides, and has another pseudonym in each period: only within
 * one register are two surely two. The register that says most of something counts, and the others not beside it.
 * @param alike ids of objects that say the same; others' reports of it are further voices.
 */
export function judge(
  knowledge: Knowledge,
  shown: ReadonlyMap<string, ProjectedObject>,
  id: string,
  { alike, isCorroborated, now }: { alike: readonly string[]; isCorroborated: boolean; now: number },
): Judged {
  const { peers, parents, records, quarantined, voices } = knowledge;
  const ids = new Set([id, ...alike]);
  const claims = new Set([...ids].flatMap((one) => shown.get(one)?.claims.map(({ assertion }) => assertion) ?? []));
  const assertions = knowledge.assertions.filter((one) => claims.has(one.id) && one.origin !== knowledge.own);
  const object = shown.get(id)!;
  const context = {
    now,
    kind: reportKindOf(object.object),
    parents,
    records,
    quarantined,
    detectors: new Set<string>(),
    disputes: disputesOf(knowledge, shown, ids),
  };
  const registers = registersOf(assertions, ({ origin }) => origin, voices);
  const [best] = (registers.length === 0 ? [[]] : registers)
    .map((said) => ({ said, trust: scoreTrust(said, context) }))
    .toSorted((a, b) => b.trust.score - a.trust.score || b.trust.voices.length - a.trust.voices.length);
  const { said, trust } = best!;
  // The strictest thresholds of those who say it: one partner's generosity is no one else's.
  const thresholds = peers
    .filter(({ organisation }) => assertions.some(({ source }) => (voices.get(source)?.centre ?? source) === organisation))
    .map((peer) => peer.thresholds)
    .reduce<PeerRecord['thresholds'] | null>(
      (most, one) =>
        most === null
          ? one
          : {
              watch: Math.max(most.watch, one.watch),
              friction: Math.max(most.friction, one.friction),
              lineages: Math.max(most.lineages, one.lineages),
              block: Math.max(most.block, one.block),
            },
      null,
    );
  const counted = said.filter((one) => !isQuarantined(knowledge, one));
  const lineages = new Set(counted.map(({ origin }) => lineageOf(origin, parents))).size;
  if (assertions.length > 0 && assertions.every((one) => isQuarantined(knowledge, one))) {
    return { trust, gate: { most: 'nothing', why: QUARANTINE_REASON }, lineages, asksReview: false };
  }
  const asksReview = assertions.some((one) => !isQuarantined(knowledge, one) && isWorthReview(knowledge, one));
  const gate = gateOf(trust, { isCorroborated, pap: object.pap, ...(thresholds === null ? {} : { thresholds }) });
  return { trust, gate, lineages, asksReview };
}

/** As with trust, what is passed on is as good as the worse of the two records; the floor is that of whoever it comes from. */
function isWorthReview({ peers, records, voices }: Knowledge, { source, origin }: Assertion): boolean {
  const from = voices.get(source)?.centre ?? source;
  const floor = peers.find(({ organisation }) => organisation === from)?.thresholds.review ?? TRUST_DEFAULTS.review;
  return [source, origin].every((one) => bestReliabilityOf(records.get(trackKey(one, null))) >= floor);
}

/** Standing opinions against any of these objects, of one register. */
function disputesOf(
  { own, voices }: Knowledge,
  shown: ReadonlyMap<string, ProjectedObject>,
  ids: ReadonlySet<string>,
): Dispute[] {
  const said = [...shown.values()].flatMap(({ object, revoked, claims }): SaidOpinion[] => {
    const { type, opinion, object_refs: refs, modified } = object;
    if (type !== 'opinion' || revoked || !Array.isArray(refs)) return [];
    const about = refs.map(String).filter((ref) => ids.has(ref));
    const others = claims.filter(({ source }) => source !== own);
    return others.flatMap(({ source }) => about.map((ref) => ({ by: source, about: ref, opinion, at: String(modified) })));
  });
  const all = lastWords(said).flatMap(({ by, opinion }): Dispute[] =>
    opinion === 'disagree' || opinion === 'strongly-disagree' ? [{ by, opinion }] : [],
  );
  return registersOf(all, ({ by }) => by, voices).toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Ids of the campaigns whose templates are those of this one: two firms give one campaign two ids. */
export function alikeOf(campaign: ReceivedCampaign, others: readonly ReceivedCampaign[]): string[] {
  const own = campaign.campaign.templates.map(fromShared);
  return others
    .filter(({ id, revoked }) => id !== campaign.id && !revoked)
    .filter(({ campaign: other }) =>
      other.templates.some((template) => {
        const theirs = fromShared(template);
        return own.some((one) => {
          const match = matchFingerprint(one, { scheme: theirs.scheme, keyId: theirs.keyId, sketches: [theirs] });
          return match.isMatch && match.agreeing >= SAME;
        });
      }),
    )
    .map(({ id }) => id);
}

/** Everything that partners say and that the node itself may work with. */
export function foreignCampaigns(knowledge: Knowledge, shown: ReadonlyMap<string, ProjectedObject>): ReceivedCampaign[] {
  return [...shown.values()]
    .filter(({ object, revoked, claims }) => {
      return object.type === 'campaign' && !revoked && claims.some(({ origin }) => origin !== knowledge.own);
    })
    .flatMap(({ object }) => campaignOf(object.id, shown) ?? []);
}
