// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from '../assertion/assertion.ts';
import { isExpired, standingAssertions } from '../assertion/standing.ts';
import { isRecord } from '../marking/shared-object.ts';
import { decayAt, KINDS, type ReportKind } from './kinds.ts';
import { lineageOf, type Parents } from './lineage.ts';
import { reliabilityOf, trackKey, type TrackRecords } from './reliability.ts';
import { voicesOf } from './voices.ts';

/** Somebody's word against a report. */
export interface Dispute {
  readonly by: string;
  readonly opinion: 'disagree' | 'strongly-disagree';
}

/** What a receiver knows and has decided; everything is its own. */
export interface TrustContext {
  readonly now: number;
  readonly kind: ReportKind;
  readonly parents: Parents;
  readonly records: TrackRecords;
  /** Reporters that named a canary as an abuser, from `canaryHits`. */
  readonly quarantined: Pick<ReadonlySet<string>, 'has'>;
  /** Detector versions that are registered here, as `detectorOf` writes them; others do not count. */
  readonly detectors: ReadonlySet<string>;
  readonly disputes: readonly Dispute[];
  /** This receiver's own prior and lifetime; those of the kind where left out. */
  readonly prior?: number;
  readonly lifetimeMs?: number;
}

/** One voice among the reports. */
export interface Voice {
  readonly lineage: string;
  readonly assertion: string;
  readonly weight: number;
  /** What it adds to the log-odds. */
  readonly adds: number;
}

export interface TrustScore {
  /** 0–1. */
  readonly score: number;
  readonly logOdds: number;
  readonly voices: readonly Voice[];
  /** Ids of every assertion that it rests on, for the record of any action. */
  readonly assertions: readonly string[];
  /** `+1.8: reported by 2 independent lineages, …`; the numbers add up to the log-odds. */
  readonly lines: readonly string[];
}

/** Most that one voice, or one dispute, can move. */
const MOST = 2.5;
/** A word from one that is hardly known does not keep a report young. */
const REFRESHING = 0.3;
/** No word is surer than this, whatever the confidence that comes with it. */
const SUREST = 0.98;
const DISPUTE: Readonly<Record<Dispute['opinion'], number>> = { disagree: 0.6, 'strongly-disagree': 0.9 };

/**
 * How likely a report is right, from everything that is said of one object:
 *
 *   L = logit(prior) + Σ_g min(w_g · logit(p_g) · d, 2.5) − Σ_h min(w_h · logit(q_h), 2.5)
 *
 * over the independent voices g that report it (`voicesOf`) and h that dispute it. w is the reporter's reliability with
 * that detector, p its confidence, and d the decay since the last independent sighting. Expired, withdrawn, quarantined and
 * unregistered reports do not count at all.
 */
export function scoreTrust(assertions: readonly Assertion[], context: TrustContext): TrustScore {
  const { prior, lifetimeMs } = { ...KINDS[context.kind], ...definedOf(context) };
  const { counted, left } = countable(assertions, context, lifetimeMs);
  const spoken = voicesOf(counted, context.parents).map((voice) => ({ ...voice, weight: weightOf(voice.report, context) }));
  const youngest = Math.max(0, ...spoken.filter(({ weight }) => weight >= REFRESHING).map(({ report }) => Date.parse(report.at)));
  const voices = spoken.map(({ lineage, report, weight }): Voice => {
    const decay = decayAt(context.now - Math.max(youngest, Date.parse(report.at)), lifetimeMs);
    return { lineage, assertion: report.id, weight, adds: Math.min(MOST, weight * logit(certaintyOf(report)) * decay) };
  });
  const against = disputed(context);
  const base = logit(prior);
  const plus = voices.reduce((sum, { adds }) => sum + adds, 0);
  const minus = against.reduce((sum, { takes }) => sum + takes, 0);
  const logOdds = base + plus - minus;
  const lines = [
    `${signed(base)}: what a report of ${article(context.kind)} is worth before anybody’s record is looked at`,
    ...(voices.length === 0 ? [] : [`${signed(plus)}: reported by ${voicesText(voices)}`]),
    ...(against.length === 0 ? [] : [`${signed(-minus)}: disputed by ${against.map(({ lineage }) => lineage).join(', ')}`]),
    ...(left.length === 0 ? [] : [`${signed(0)}: not counted: ${left.join(', ')}`]),
  ];
  return { score: 1 / (1 + Math.exp(-logOdds)), logOdds, voices, assertions: voices.map(({ assertion }) => assertion), lines };
}

function definedOf({ prior, lifetimeMs }: TrustContext): { prior?: number; lifetimeMs?: number } {
  return { ...(prior === undefined ? {} : { prior }), ...(lifetimeMs === undefined ? {} : { lifetimeMs }) };
}

/** Reports that count, and how many do not for which reason. The receiver's lifetime ends a report that its feed keeps. */
function countable(
  assertions: readonly Assertion[],
  { now, quarantined, detectors }: TrustContext,
  lifetimeMs: number,
): { counted: Assertion[]; left: string[] } {
  const standing = new Set(standingAssertions(assertions, now).standing);
  const counted: Assertion[] = [];
  const reasons = new Map<string, number>();
  for (const one of assertions) {
    const detector = detectorOf(one);
    const reason =
      isExpired(one, now) || now - Date.parse(one.at) >= lifetimeMs
        ? 'expired'
        : !standing.has(one)
          ? 'withdrawn or replaced'
          : quarantined.has(one.source) || quarantined.has(one.origin)
            ? 'from a quarantined reporter'
            : detector !== null && !detectors.has(detector)
              ? 'from a detector that is not registered'
              : null;
    if (reason === null) counted.push(one);
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return { counted, left: [...reasons].map(([reason, count]) => `${count} ${reason}`) };
}

/** Detector with version and digest, where the object's extension names one; null for a person's finding. */
export function detectorOf({ object }: Assertion): string | null {
  const { extensions } = object;
  if (!isRecord(extensions)) return null;
  for (const extension of Object.values(extensions)) {
    if (!isRecord(extension) || typeof extension['detector_id'] !== 'string') continue;
    const { detector_id: id, detector_version: version, detector_hash: hash } = extension;
    return JSON.stringify([id, version ?? null, hash ?? null]);
  }
  return null;
}

/** A relay lends nobody its good name, and borrows none: what is passed on is as good as the worse of the two records. */
function weightOf(report: Assertion, { records }: TrustContext): number {
  const detector = detectorOf(report);
  const [source, origin] = [report.source, report.origin].map((one) => reliabilityOf(records.get(trackKey(one, detector))));
  return Math.min(source!, origin!);
}

/** Confidence 0 says no more than a coin, never the contrary: that is for opinions. */
function certaintyOf({ confidence }: Assertion): number {
  return Math.min(SUREST, 0.5 + confidence / 200);
}

function disputed({ disputes, parents, records, quarantined }: TrustContext): { lineage: string; takes: number }[] {
  const strongest = new Map<string, number>();
  for (const { by, opinion } of disputes) {
    if (quarantined.has(by)) continue;
    const lineage = lineageOf(by, parents);
    const takes = Math.min(MOST, reliabilityOf(records.get(trackKey(by, null))) * logit(DISPUTE[opinion]));
    strongest.set(lineage, Math.max(strongest.get(lineage) ?? 0, takes));
  }
  return [...strongest].map(([lineage, takes]) => ({ lineage, takes })).toSorted((a, b) => (a.lineage < b.lineage ? -1 : 1));
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}

function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  return `${value < 0 && size !== '0.0' ? '−' : '+'}${size}`;
}

function article(kind: ReportKind): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function voicesText(voices: readonly Voice[]): string {
  const named = voices.map(({ lineage, weight }) => `${lineage} (reliability ${weight.toFixed(2)})`);
  return voices.length === 1 ? `one lineage, ${named[0]}` : `${voices.length} independent lineages, ${named.join(', ')}`;
}
