// SPDX-License-Identifier: Apache-2.0
import { explainBenignly, isAuthorised } from './benign.ts';
import { calibrate, type Calibration } from './calibration.ts';
import { type Cohort, coreRows, countOwners, findOwnFamilies } from './cohort.ts';
import { createContext, type DetectionContext, type LinkFamily } from './context.ts';
import { findSharedValues } from './evidence/identity.ts';
import { qValues } from './false-discovery.ts';
import { judge, type Judgement, THRESHOLDS } from './judge.ts';
import { createScorer, isMember, isTied, type Membership, type MembershipScorer } from './membership.ts';
import { mergeSeeds, seedFromIdentity, seedFromSynchrony, seedFromTemplates, seedFromTies } from './seeds.ts';
import { splitByTemplates } from './split.ts';
import type { SynchronyPair } from './synchrony-pairs.ts';
import type { TrafficTable } from './traffic-table.ts';

export interface DetectedCampaign {
  readonly judgement: Judgement;
  readonly members: readonly Membership[];
  readonly calibration: Calibration;
  /** Second at which the evidence first reached the tier "probable". */
  readonly detectedAt: number;
}

/** A group that looked coordinated and was explained. */
export interface ExplainedGroup {
  readonly kind: string;
  readonly accounts: number;
  readonly statement: string;
}

export interface Detection {
  readonly context: DetectionContext;
  readonly campaigns: readonly DetectedCampaign[];
  /** Groups that look coordinated and are explained; they are not accused. */
  readonly explained: readonly ExplainedGroup[];
  readonly pairs: readonly SynchronyPair[];
}

const MIN_OWNERS = 4;

export type DetectStage = 'link' | 'cluster' | 'judge';

export interface DetectOptions {
  /** Link families to leave out: an ablation. */
  readonly without?: readonly LinkFamily[];
}

/**
 * Finds campaigns in a window of traffic: link → cluster → judge. Pure: the same table gives the same answer.
 */
export function detect(
  table: TrafficTable,
  onStage: (stage: DetectStage) => void = () => {},
  options: DetectOptions = {},
): Detection {
  onStage('link');
  const context = createContext(table, options.without);
  const synchrony = seedFromSynchrony(context);
  const ties = seedFromTies(context, synchrony.pairs);
  const seeds = [...seedFromTemplates(context), ...seedFromIdentity(context), ...synchrony.seeds, ...ties];

  onStage('cluster');
  let open = mergeSeeds(seeds);
  const found: Found[] = [];
  const taken = new Set<number>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { grown, covered, fallen } = growSeeds(context, open, taken);
    if (round === 0) onStage('judge');
    found.push(...peel(context, grown, taken));
    open = [...restsOf(covered, taken), ...restsOf(fallen, taken)].filter(
      (seed) => seed.seed !== 'template' || seed.accounts.length >= 20,
    );
    if (open.length === 0) break;
  }
  return {
    context,
    campaigns: controlFalseDiscoveries(calibrateAll(context, found)),
    explained: explainGroups(context, seeds, taken),
    pairs: synchrony.pairs,
  };
}

const MAX_ROUNDS = 3;

interface Found {
  readonly judgement: Judgement;
  readonly scorer: MembershipScorer;
  readonly members: readonly Membership[];
}

/** Calibrates every campaign on the accounts that none of the confirmed ones holds. */
function calibrateAll(context: DetectionContext, found: readonly Found[]): DetectedCampaign[] {
  const accused = new Set<number>();
  for (const { judgement } of found)
    if (judgement.tier === 'confirmed') for (const account of judgement.cohort.accounts) accused.add(account);
  return found.map(({ judgement, scorer, members }) => ({
    judgement,
    members,
    calibration: calibrate(context, scorer, members, accused),
    detectedAt: findDetectionTime(context, judgement),
  }));
}

/** Share of false campaigns among those that accuse, at most. */
const FALSE_DISCOVERY_RATE = 0.01;

/**
 * Several campaigns are several tests: what does not hold at the false discovery rate is watched, not accused.
 * A window with so few accounts that no p-value could reach the rate cannot be controlled so; the report says it.
 */
function controlFalseDiscoveries(campaigns: readonly DetectedCampaign[]): DetectedCampaign[] {
  const q = qValues(campaigns.map(({ calibration }) => calibration.pValue));
  return campaigns.map((campaign, i) => {
    const { judgement, calibration } = campaign;
    if (q[i]! <= FALSE_DISCOVERY_RATE || 1 / (calibration.units + 1) > FALSE_DISCOVERY_RATE || judgement.tier === 'watch')
      return campaign;
    return {
      ...campaign,
      judgement: { ...judgement, tier: 'watch', reason: `q = ${q[i]!.toFixed(3)} among all campaigns found` },
    };
  });
}

/**
 * What nobody took of seeds that were passed over for one that grew around them, or that fell because of
 * accounts which a stronger campaign has taken since: at least half of each.
 */
function restsOf(seeds: readonly Cohort[], taken: ReadonlySet<number>): Cohort[] {
  const rests: Cohort[] = [];
  for (const seed of seeds) {
    const accounts = seed.accounts.filter((account) => !taken.has(account));
    if (accounts.length >= Math.max(MIN_OWNERS, seed.accounts.length / 2)) rests.push({ ...seed, accounts });
  }
  return rests;
}

/** Takes the strongest campaign off, its members with it; what remains of the others must stand without them. */
function peel(context: DetectionContext, cohorts: readonly Cohort[], taken: Set<number>): Found[] {
  const found: Found[] = [];
  for (const first of wholesFirst(context, rank(context, cohorts))) {
    const judgement = first.cohort.accounts.some((account) => taken.has(account))
      ? judgeRest(context, first.cohort, taken)
      : first;
    if (judgement === null || judgement.tier === 'none') continue;
    const scorer = createScorer(context, judgement.cohort);
    const members = Array.from(judgement.cohort.accounts, (account) => scorer.score(account));
    for (const account of judgement.cohort.accounts) taken.add(account);
    found.push({ judgement, scorer, members });
  }
  return found;
}

/** Most of a seed within a cohort that was found already: it would grow into the same again. */
const COVERED = 0.7;

/** Lets seeds grow, the most promising first; those that a grown one already covers are left out. */
function growSeeds(
  context: DetectionContext,
  seeds: readonly Cohort[],
  taken: ReadonlySet<number>,
): { grown: Cohort[]; covered: Cohort[]; fallen: Cohort[] } {
  const promising = seeds.map((seed) => ({ seed, bits: judge(context, seed).bits })).sort((a, b) => b.bits - a.bits);
  const grown: Cohort[] = [];
  const covered: Cohort[] = [];
  const fallen: Cohort[] = [];
  const holders = new Map<number, number[]>();
  for (const { seed, bits } of promising) {
    const shared = new Map<number, number>();
    for (const account of seed.accounts) for (const g of holders.get(account) ?? []) shared.set(g, (shared.get(g) ?? 0) + 1);
    if (Math.max(0, ...shared.values()) >= COVERED * seed.accounts.length) {
      covered.push(seed);
      continue;
    }
    const whole = refine(context, seed, taken);
    if (whole === null || judge(context, whole).tier === 'none') {
      if (bits >= THRESHOLDS.watch) fallen.push(seed);
      continue;
    }
    for (const cohort of standingParts(context, whole)) {
      for (const account of cohort.accounts) {
        const list = holders.get(account);
        if (list === undefined) holders.set(account, [grown.length]);
        else list.push(grown.length);
      }
      grown.push(cohort);
    }
  }
  return { grown, covered, fallen };
}

/** The parts of a cohort that stand by themselves, where at least two do; else the whole. */
function standingParts(context: DetectionContext, whole: Cohort): Cohort[] {
  const parts = splitByTemplates(context, whole);
  if (parts.length === 1) return [whole];
  const standing = parts.filter((part) => ['confirmed', 'probable'].includes(judge(context, part).tier));
  return standing.length >= 2 ? standing : [whole];
}

/** A part of a campaign that its whole holds … */
const PART = 0.7;
/** … how much larger the whole is at least … */
const WHOLE = 1.3;
/** … and the share of what it has besides that an instrument, a place or a clock ties in, where that cannot stand alone. */
const REST_TIED = 0.5;

/**
 * A few accounts that share a card may weigh more than the campaign they are a part of, and would break it up:
 * where a whole is beyond doubt by itself, it comes before its parts. Order among the others as given.
 */
function wholesFirst(context: DetectionContext, ranked: readonly Judgement[]): Judgement[] {
  const open = [...ranked];
  const ordered: Judgement[] = [];
  while (open.length > 0) {
    let next = 0;
    for (let i = 1; i < open.length; i++) if (isPart(context, open[next]!, open[i]!)) next = i;
    ordered.push(...open.splice(next, 1));
  }
  return ordered;
}

function isPart(context: DetectionContext, part: Judgement, whole: Judgement): boolean {
  const { accounts } = part.cohort;
  if (whole.tier !== 'confirmed' || whole.cohort.accounts.length < WHOLE * accounts.length) return false;
  const inside = new Set(whole.cohort.accounts);
  let both = 0;
  for (const account of accounts) if (inside.has(account)) both++;
  return both >= PART * accounts.length && restBacks(context, part, whole);
}

/**
 * Is what a whole has beyond its part more than bystanders? Whoever says a turn of phrase that a campaign uses too would
 * otherwise be confirmed by the campaign's cards.
 */
function restBacks(context: DetectionContext, part: Judgement, { cohort }: Judgement): boolean {
  const counted = new Set(part.cohort.accounts);
  const accounts = cohort.accounts.filter((account) => !counted.has(account));
  if (judge(context, { ...cohort, accounts }).tier !== 'none') return true;
  const scorer = createScorer(context, cohort);
  return accounts.filter((account) => isTied(scorer.score(account))).length >= REST_TIED * accounts.length;
}

function judgeRest(context: DetectionContext, cohort: Cohort, taken: ReadonlySet<number>): Judgement | null {
  const rest = refine(context, { ...cohort, accounts: cohort.accounts.filter((account) => !taken.has(account)) }, taken);
  return rest === null ? null : judge(context, rest);
}

function rank(context: DetectionContext, cohorts: readonly Cohort[]): Judgement[] {
  return cohorts
    .map((cohort) => judge(context, cohort))
    .filter((judgement) => judgement.tier !== 'none')
    .sort((a, b) => b.bits - a.bits || a.cohort.accounts[0]! - b.cohort.accounts[0]!);
}

/**
 * Lets a seed grow to the accounts that its own evidence reaches and drop those it does not back:
 * templates, identity values and clock are learned from the members, then every candidate is scored.
 * @param taken accounts that belong to a stronger campaign.
 */
export function refine(context: DetectionContext, seed: Cohort, taken: ReadonlySet<number>): Cohort | null {
  let cohort = seed;
  for (let round = 0; round < 5; round++) {
    if (cohort.accounts.length < MIN_OWNERS || countOwners(context, cohort.accounts) < MIN_OWNERS) return null;
    cohort = { ...cohort, families: findOwnFamilies(context, cohort.accounts) };
    const scorer = createScorer(context, cohort);
    const members: number[] = [];
    for (const account of findCandidates(context, cohort)) {
      if (!taken.has(account) && !isAuthorised(context, account) && isMember(scorer.score(account))) members.push(account);
    }
    const accounts = Uint32Array.from(members).sort();
    const same = accounts.length === cohort.accounts.length && accounts.every((account, i) => account === cohort.accounts[i]);
    cohort = { ...cohort, accounts };
    if (same) break;
  }
  return cohort.accounts.length >= MIN_OWNERS && countOwners(context, cohort.accounts) >= MIN_OWNERS ? cohort : null;
}

/** The cohort itself, the users of its templates and the sharers of its identity values. */
function findCandidates(context: DetectionContext, cohort: Cohort): Set<number> {
  const candidates = new Set(cohort.accounts);
  for (const f of cohort.families) for (const account of context.families[f]!.accounts) candidates.add(account);
  const { account } = context.table.attributes;
  for (const { value } of findSharedValues(context, cohort.accounts)) {
    for (let i = context.valueStart[value]!; i < context.valueStart[value + 1]!; i++)
      candidates.add(account[context.valueRows[i]!]!);
  }
  return candidates;
}

/**
 * Moment at which the cohort would have been judged probable, to 1/32 of its own exchanges; by bisection,
 * since evidence hardly ever becomes less as more is seen.
 */
function findDetectionTime(context: DetectionContext, judgement: Judgement): number {
  const times = Uint32Array.from(judgement.rows, (row) => context.table.exchanges.ts[row]!).sort();
  const at = (step: number): number => times[Math.min(times.length - 1, Math.floor((times.length * step) / 32))]!;
  let low = 0;
  let high = 32;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const { tier } = judge(context, judgement.cohort, at(middle));
    if (tier === 'probable' || tier === 'confirmed') high = middle;
    else low = middle;
  }
  return at(high);
}

/** Seeds that hold together and have a benign explanation: shown, so that an analyst sees what was considered. */
function explainGroups(context: DetectionContext, seeds: readonly Cohort[], taken: ReadonlySet<number>): ExplainedGroup[] {
  const groups: ExplainedGroup[] = [];
  for (const seed of mergeSeeds(seeds)) {
    if (seed.accounts.length < 8 || seed.accounts.some((account) => taken.has(account))) continue;
    const strongest = explainBenignly(context, seed, coreRows(context, seed)).reduce((a, b) => (b.bits < a.bits ? b : a));
    if (strongest.bits <= -5) {
      groups.push({ kind: strongest.kind, accounts: seed.accounts.length, statement: strongest.statement });
    }
  }
  return groups.sort((a, b) => b.accounts - a.accounts).slice(0, 20);
}
