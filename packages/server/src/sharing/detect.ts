// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Campaign } from '@stillwatch/core';
import type { CampaignMember } from '@stillwatch/core/api';
import { matchFingerprint, type ReceivedCampaign, type TemplateFingerprint } from '@stillwatch/sharing';
import { sqlValue, type TrafficStore } from '@stillwatch/traffic';
import { nameAccounts } from '../http/queries/scope.ts';
import type { CampaignRecord, CampaignUpdate } from '../parts.ts';
import { nameCampaign } from '../hunt/names.ts';
import { FOREIGN } from './foreign.ts';
import { agreeingSketches, agreementOf, fromShared, isSelective, SKETCH_SCHEME } from './templates.ts';

/** Requests that must agree, of one account and of all together. */
const LEAST_OF_ACCOUNT = 3;
const LEAST_OF_ALL = 5;
/** A template that so many accounts use is everybody's: from this share of them on, where there are enough to say so. */
const COMMON_SHARE = 0.05;
const COMMON_ACCOUNTS = 50;
/** Fingerprints in one query, and in all. */
const BATCH = 40;
const MOST_FINGERPRINTS = 2_000;
/** Accounts and requests of each that are looked at more closely. */
const CHECKED_ACCOUNTS = 5;
const CHECKED_REQUESTS = 50;
const HOUR = 3_600;

export interface Window {
  /** Seconds since 1970 UTC, [since, until). */
  readonly since: number;
  readonly until: number;
}

/** Requests of one account that agree with a campaign's templates. */
export interface MatchedAccount {
  readonly hash: bigint;
  readonly account: string;
  readonly exchanges: number;
  readonly firstSecond: number;
  readonly lastSecond: number;
}

/** Own traffic that is of a foreign campaign's templates. */
export interface TrafficMatch {
  readonly accounts: readonly MatchedAccount[];
  readonly matched: number;
  /** Fingerprints that could be compared with the own traffic at all. */
  readonly of: number;
  readonly exchanges: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests that match, by hours since 1970. */
  readonly hours: ReadonlyMap<number, number>;
}

interface Wanted {
  readonly campaign: string;
  readonly template: number;
  readonly fingerprint: TemplateFingerprint;
}

/** Fingerprints of standing reports that can be compared with this node's sketches at a moment. */
function comparable(campaigns: readonly ReceivedCampaign[], keyId: string, now: number): Wanted[] {
  return campaigns.flatMap(({ id, campaign }) =>
    campaign.templates.flatMap((template, i): Wanted[] => {
      const fingerprint = fromShared(template);
      const fits = fingerprint.scheme === SKETCH_SCHEME && fingerprint.keyId === keyId && isSelective(fingerprint);
      const holds = template.validFrom <= now && now < template.validUntil;
      return fits && holds ? [{ campaign: id, template: i, fingerprint }] : [];
    }),
  );
}

interface Row {
  readonly f: number | string;
  readonly account: string;
  readonly n: string;
  readonly firstSecond: number;
  readonly lastSecond: number;
  readonly input: string;
  readonly output: string;
  /** Hours since 1970 and the requests in each. */
  readonly hours: readonly [readonly number[], readonly (number | string)[]];
}

/**
 * Looks for every fingerprint at once in a window of the own traffic: candidates by their samples in the engine, then each
 * fingerprint against requests of its busiest accounts as `matchFingerprint` does. A template that everybody uses is nobody's.
 * @returns by campaign, those with a match only.
 */
export async function matchTraffic(
  store: TrafficStore,
  campaigns: readonly ReceivedCampaign[],
  { window, now, isExcepted }: { window: Window; now: number; isExcepted: (account: string) => boolean },
): Promise<Map<string, TrafficMatch>> {
  const wanted = comparable(campaigns, store.nodeKey.sketchKeyId, now).slice(0, MOST_FINGERPRINTS);
  const found = new Map<string, TrafficMatch>();
  if (wanted.length === 0) return found;
  const time = `ts >= toDateTime(${sqlValue(window.since)}) AND ts < toDateTime(${sqlValue(window.until)})`;
  const [total] = await store.rows<{ n: string }>(
    `SELECT uniqExact(account) AS n FROM ${store.table('exchanges')} WHERE ${time}`,
  );
  const everybody = Number(total?.n ?? 0);
  const hits = new Map<string, { wanted: Wanted; rows: Row[] }[]>();
  for (let i = 0; i < wanted.length; i += BATCH) {
    const batch = wanted.slice(i, i + BATCH);
    const rows = await candidates(store, batch, time);
    for (const [f, ofOne] of Map.groupBy(rows, (row) => Number(row.f))) {
      const one = batch[f - 1]!;
      if (await isMatch(store, one.fingerprint, ofOne, everybody, window)) {
        hits.set(one.campaign, [...(hits.get(one.campaign) ?? []), { wanted: one, rows: ofOne }]);
      }
    }
  }
  const names = await nameAccounts(
    store,
    [...hits.values()].flat().flatMap(({ rows }) => rows.map(({ account }) => account)),
  );
  for (const [id, ofCampaign] of hits) {
    const match = gather(ofCampaign, names, isExcepted, wanted.filter(({ campaign }) => campaign === id).length);
    if (match !== null) found.set(id, match);
  }
  return found;
}

/** Requests per fingerprint and account that agree in enough samples: one scan for all of them. */
async function candidates(store: TrafficStore, batch: readonly Wanted[], time: string): Promise<Row[]> {
  const which = batch.map(({ fingerprint }, i) => `if(${agreementOf(fingerprint)} >= 3, ${i + 1}, 0)`).join(', ');
  return store.rows<Row>(
    `SELECT f, account, count() AS n, toUInt32(min(ts)) AS firstSecond, toUInt32(max(ts)) AS lastSecond,
       sum(inTokens) AS input, sum(outTokens) AS output, sumMap([toUInt32(intDiv(toUInt32(ts), 3600))], [toUInt32(1)]) AS hours
     FROM (SELECT account, ts, inTokens, outTokens, arrayJoin(arrayFilter(x -> x > 0, [${which}])) AS f
           FROM ${store.table('exchanges')} WHERE ${time})
     GROUP BY f, account HAVING n >= ${LEAST_OF_ACCOUNT} ORDER BY f, n DESC, account`,
  );
}

async function isMatch(
  store: TrafficStore,
  fingerprint: TemplateFingerprint,
  rows: readonly Row[],
  everybody: number,
  { since, until }: Window,
): Promise<boolean> {
  const requests = rows.reduce((sum, { n }) => sum + Number(n), 0);
  if (requests < LEAST_OF_ALL) return false;
  if (rows.length > Math.max(COMMON_ACCOUNTS, everybody * COMMON_SHARE)) return false;
  const checked = [];
  for (const { account } of rows.slice(0, CHECKED_ACCOUNTS)) {
    const span = { from: since, to: until, limit: CHECKED_REQUESTS };
    checked.push(...(await agreeingSketches(store, fingerprint, BigInt(account), span)));
  }
  const { scheme, keyId } = fingerprint;
  return matchFingerprint(fingerprint, { scheme, keyId, sketches: checked }).isMatch;
}

function gather(
  hits: readonly { rows: readonly Row[] }[],
  names: ReadonlyMap<string, string>,
  isExcepted: (account: string) => boolean,
  of: number,
): TrafficMatch | null {
  const accounts = new Map<string, { -readonly [K in keyof MatchedAccount]: MatchedAccount[K] }>();
  let [inputTokens, outputTokens] = [0, 0];
  const hours = new Map<number, number>();
  for (const row of hits.flatMap(({ rows }) => rows)) {
    const name = names.get(row.account);
    if (name === undefined || isExcepted(name)) continue;
    inputTokens += Number(row.input);
    outputTokens += Number(row.output);
    for (const [i, hour] of row.hours[0].entries()) hours.set(hour, (hours.get(hour) ?? 0) + Number(row.hours[1][i]));
    const known = accounts.get(row.account);
    const [n, firstSecond, lastSecond] = [Number(row.n), row.firstSecond, row.lastSecond];
    if (known === undefined) {
      accounts.set(row.account, { hash: BigInt(row.account), account: name, exchanges: n, firstSecond, lastSecond });
      continue;
    }
    known.exchanges += n;
    known.firstSecond = Math.min(known.firstSecond, firstSecond);
    known.lastSecond = Math.max(known.lastSecond, lastSecond);
  }
  if (accounts.size === 0) return null;
  const sorted = [...accounts.values()].toSorted((a, b) => b.exchanges - a.exchanges || (a.account < b.account ? -1 : 1));
  const exchanges = sorted.reduce((sum, one) => sum + one.exchanges, 0);
  return { accounts: sorted, matched: hits.length, of, exchanges, inputTokens, outputTokens, hours };
}

/** Id of the campaign that a foreign one raises here: the same for as long as it is reported. */
export function detectionId(object: string): string {
  return `${FOREIGN}${createHash('sha256').update(object).digest('hex').slice(0, 12)}`;
}

/** What the finding rests on. */
export interface Grounds {
  /** Completes "reported by …": sources with their assertions. */
  readonly reporters: string;
  readonly bits: number;
  readonly gate: string;
  readonly trustLines: readonly string[];
  readonly techniques: readonly { readonly id: string; readonly atlas: readonly string[] }[];
}

/** A campaign of tier watch, seeded by what partners say and made of own accounts. Pure. @param at ISO 8601. */
export function foreignFinding(
  id: string,
  match: TrafficMatch,
  grounds: Grounds,
  at: string,
): { finding: Campaign; members: CampaignMember[] } {
  const iso = (second: number): string => new Date(second * 1000).toISOString();
  const first = match.accounts.reduce((least, { firstSecond }) => Math.min(least, firstSecond), Infinity);
  const last = match.accounts.reduce((most, { lastSecond }) => Math.max(most, lastSecond), 0);
  const count = match.accounts.length;
  const bits = Math.round(grounds.bits * 10) / 10;
  const finding: Campaign = {
    id,
    name: nameCampaign(id),
    tier: 'watch',
    pValue: 1,
    bits,
    accounts: match.accounts.map(({ account }) => account),
    exchanges: match.exchanges,
    harvest: {
      exchanges: match.exchanges,
      inputTokens: match.inputTokens,
      outputTokens: match.outputTokens,
      capabilities: [],
      listPriceUsd: null,
    },
    techniques: grounds.techniques.map((one) => ({ id: one.id, exchanges: 0, atlas: [...one.atlas] })),
    evidence: [
      {
        family: 'template',
        bits,
        statement: `Foreign intelligence: ${match.matched} of ${match.of} prompt templates reported by ${grounds.reporters} ${
          match.matched === 1 ? 'is' : 'are'
        } in the requests of ${count} ${count === 1 ? 'account' : 'accounts'} here. At most: ${grounds.gate}.`,
      },
      ...grounds.trustLines.map((line) => ({ family: 'template' as const, bits: 0, statement: `Trust, log-odds ${line}` })),
    ],
    benign: [],
    templates: [],
    knownSince: null,
    firstSeen: iso(first),
    lastSeen: iso(last),
    detectedAt: at,
    timeline: timelineOf(match.hours),
    links: [],
  };
  const none = { identity: 0, place: 0, synchrony: 0, intent: 0 };
  const members = match.accounts.map(
    ({ account, exchanges, firstSecond, lastSecond }): CampaignMember => ({
      account,
      exchanges,
      bits,
      parts: { template: bits, ...none },
      plan: '',
      firstSeen: iso(firstSecond),
      lastSeen: iso(lastSecond),
    }),
  );
  return { finding, members };
}

/** Hour by hour from the first to the last that has any; a window is days long. */
function timelineOf(hours: ReadonlyMap<number, number>): Campaign['timeline'] {
  const [first, last] = [Math.min(...hours.keys()), Math.max(...hours.keys())];
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    hour: new Date((first + i) * HOUR * 1000).toISOString(),
    campaign: hours.get(first + i) ?? 0,
    background: 0,
  }));
}

/** What is written of it. @param before as it was known. @param asksReview is a reviewer to be asked, where none is yet? */
export function foreignUpdate(
  id: string,
  match: TrafficMatch,
  grounds: Grounds,
  { before, asksReview, at }: { before: CampaignRecord | null; asksReview: boolean; at: string },
): CampaignUpdate {
  const { finding, members } = foreignFinding(id, match, grounds, before?.current === true ? before.finding.detectedAt : at);
  const count = members.length;
  const size = { at, accounts: count, bits: finding.bits, by: 'sharing' };
  const accounts = `${count} ${count === 1 ? 'account' : 'accounts'}`;
  const known = before !== null && before.current;
  const grown = known && count > before.finding.accounts.length;
  return {
    id,
    finding,
    members,
    trace: {
      firstSeen: finding.firstSeen,
      accounts: match.accounts.map(({ hash }) => hash.toString(36)),
      grams: [],
      values: [],
    },
    events: !known
      ? [{ ...size, kind: 'found', statement: `Found: ${accounts} use prompt templates that ${grounds.reporters} reports.` }]
      : grown
        ? [{ ...size, kind: 'grew', statement: `Grew from ${before.finding.accounts.length} to ${accounts}.` }]
        : [],
    reviewCause: !asksReview ? null : `${grounds.reporters} reports prompt templates that ${accounts} use here.`,
  };
}
