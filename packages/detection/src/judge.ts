// SPDX-License-Identifier: Apache-2.0
import type { Evidence, EvidenceFamily } from '@stillwatch/core';
import { type BenignExplanation, explainBenignly } from './benign.ts';
import { capPerOwner, type Cohort, coreRows, countOwners } from './cohort.ts';
import { type DetectionContext, LINK_FAMILIES } from './context.ts';
import { findSharedValues, weighIdentity } from './evidence/identity.ts';
import { largestAsking, weighHarvestShape, weighIntent } from './evidence/intent.ts';
import { weighActivity, weighCreation } from './evidence/lifecycle.ts';
import { weighEvenness, weighPartition } from './evidence/partition.ts';
import { weighPivot } from './evidence/pivot.ts';
import { weighSuccession } from './evidence/succession.ts';
import { weighTemplates } from './evidence/template.ts';
import { seriesOf } from './events.ts';
import { sampleOwners, sampleTexts } from './row-sample.ts';
import { SCALES, testSynchrony } from './synchrony.ts';

export interface Judgement {
  readonly cohort: Cohort;
  readonly rows: Uint32Array;
  readonly evidence: readonly Evidence[];
  readonly benign: readonly BenignExplanation[];
  /** Sum of all lines. */
  readonly bits: number;
  readonly tier: 'confirmed' | 'probable' | 'watch' | 'none';
  /** What kept it from a higher tier, in words. */
  readonly reason: string;
}

/** Thresholds in bits; see docs/reference/detection.md for how they were chosen. */
export const THRESHOLDS = {
  confirmed: 26,
  probable: 18,
  watch: 12,
  /** A linking family must be worth this much to count as one. */
  family: 3,
  /** What speaks for one hand beyond template and content: identity, clock, even shares, births and activity. */
  operator: 6,
  /** Intent (what is asked for, or the shape of the harvest). */
  intent: 2.5,
} as const;

/** A sign of extraction that is too small by itself, and enough beside others. Bits. */
const LEAST_ASKED = 1.5;
/** Share of a cohort's exchanges that ask for the same: from here on a handful each is a share of a list, not a trial. */
const BENT = 0.75;
/** Clocks and templates of so few may agree by chance among thousands: they must share an instrument too. */
const FEW_OWNERS = 8;
/** Bits of a shared place that count towards one hand. */
const MOST_PLACE_IN_HAND = 4;

/** Explanations of what is said, not of who says it when. */
const CONTENT_EXCUSES: ReadonlySet<string> = new Set(['same-exercise', 'public-corpus', 'conversation']);

/**
 * A cohort of more exchanges is judged by a sample of them: bits are capped long before, and a verdict on millions would take
 * minutes. Shares of work are counted over all.
 */
const MOST_ROWS = 250_000;

const LINKING: readonly EvidenceFamily[] = LINK_FAMILIES;

/**
 * Weighs one cohort: coordination of at least two families, and extraction intent, and no benign
 * explanation. Every line is a log-likelihood ratio; the verdict is their sum and the conditions on it.
 * @param until only exchanges up to this second are seen (for "when would we have known").
 */
export function judge(context: DetectionContext, cohort: Cohort, until = Infinity): Judgement {
  if (until !== Infinity) return weigh(context, cohort, until);
  let known = judgements.get(context);
  if (known === undefined) judgements.set(context, (known = new WeakMap()));
  let judgement = known.get(cohort);
  if (judgement === undefined) known.set(cohort, (judgement = weigh(context, cohort, until)));
  return judgement;
}

/** A cohort is judged again and again on its way; the answer depends on nothing else. */
const judgements = new WeakMap<DetectionContext, WeakMap<Cohort, Judgement>>();

function weigh(context: DetectionContext, cohort: Cohort, until: number): Judgement {
  let rows = coreRows(context, cohort);
  let seen = cohort;
  if (until !== Infinity) {
    rows = rows.filter((row) => context.table.exchanges.ts[row]! <= until);
    const active = new Set(rows.map((row) => context.table.exchanges.account[row]!));
    seen = { ...cohort, accounts: cohort.accounts.filter((account) => active.has(account)) };
  }
  const owners = seen.accounts.length === 0 ? 0 : countOwners(context, seen.accounts);
  if (owners < 4) {
    return { cohort, rows, evidence: [], benign: [], bits: 0, tier: 'none', reason: 'fewer than four independent owners' };
  }
  const { exchanges } = context.table;
  const all = capPerOwner(context, rows);
  const fair = sampleTexts(exchanges, all, MOST_ROWS);
  const clocked = sampleOwners(exchanges, context.ownerOf, rows, MOST_ROWS);
  const identity = weighIdentity(context, seen.accounts, findSharedValues(context, seen.accounts));
  const evidence: Evidence[] = [
    ...identity.map(({ family, bits, statement }) => ({ family, bits, statement })),
    ...weighTemplates(context, seen),
    ...noteSample(weighSynchrony(context, clocked), clocked.length < rows.length),
    ...weighPartition(context, rows, seen.families.length > 0),
    ...weighCreation(context, seen.accounts),
    ...weighSuccession(context, seen.accounts),
    ...noteSample(
      [
        ...weighPivot(context, fair),
        ...weighActivity(context, fair, owners),
        ...weighIntent(context, seen.accounts, fair),
        ...weighHarvestShape(context, fair, owners),
      ],
      fair.length < all.length,
    ),
  ]
    .filter(({ family }) => !context.without.has(family))
    .sort((a, b) => b.bits - a.bits);
  const hard = identity.reduce((sum, line) => sum + (line.place ? 0 : line.bits), 0);
  const place = identity.reduce((sum, line) => sum + (line.place ? line.bits : 0), 0);
  // What ties accounts to one hand: instruments and clocks; a place alone only so far.
  const hand = hard + Math.min(MOST_PLACE_IN_HAND, place) + familyBits(evidence, 'synchrony');
  // A schedule explains an hour, not why unrelated customers share a card or meet to the second.
  const tied = hard + familyBits(evidence, 'synchrony') >= 8;
  const benign = explainBenignly(context, seen, fair).map((line) =>
    tied && line.kind === 'nightly-job' ? { ...line, bits: 0 } : line,
  );
  const bits = evidence.reduce((sum, line) => sum + line.bits, 0) + benign.reduce((sum, line) => sum + line.bits, 0);
  return {
    cohort,
    rows,
    evidence,
    benign,
    bits,
    ...decide(evidence, benign, bits, {
      hand,
      hard,
      owners,
      shares: context.without.has('partition') ? { bits: 0, few: 0, quota: false } : weighEvenness(context, rows),
      asking: largestAsking(context, rows),
    }),
  };
}

/** Numbers of exchanges in a statement are those of the sample that it rests on: it says so. */
function noteSample(lines: readonly Evidence[], sampled: boolean): readonly Evidence[] {
  return sampled ? lines.map((line) => ({ ...line, statement: `${line.statement} (of a sample)` })) : lines;
}

/** What is known of a cohort beside its lines of evidence: bits, unless said otherwise. */
interface Standing {
  readonly hand: number;
  readonly hard: number;
  readonly owners: number;
  readonly shares: ReturnType<typeof weighEvenness>;
  /** Largest share of its exchanges that ask for the same. 0 to 1. */
  readonly asking: number;
}

/** Sum of one family's lines. */
export function familyBits(evidence: readonly Evidence[], family: EvidenceFamily): number {
  return evidence.reduce((sum, line) => sum + (line.family === family ? line.bits : 0), 0);
}

function decide(
  evidence: readonly Evidence[],
  benign: readonly BenignExplanation[],
  bits: number,
  { hand, hard, owners, shares, asking }: Standing,
): { tier: Judgement['tier']; reason: string } {
  const refuse = (reason: string) => ({ tier: 'none', reason }) as const;
  const of = (family: EvidenceFamily): number => familyBits(evidence, family);
  const linking = LINKING.filter((family) => of(family) >= THRESHOLDS.family);
  if (linking.length < 2) return refuse(`only ${linking.length} linking families reach ${THRESHOLDS.family} bits`);
  // An exercise in common explains equal texts; it does not explain cards in common and a dispatcher's clock at once.
  const driven = hard >= 8 && of('synchrony') >= 12;
  const excuse = benign.reduce((sum, line) => sum + (driven && CONTENT_EXCUSES.has(line.kind) ? 0 : line.bits), 0);
  if (excuse <= -10) return refuse('a benign explanation holds');
  if (owners < FEW_OWNERS && hard < THRESHOLDS.family) return refuse('few owners, and no instrument that they share');
  // People who try a fashion ask for many things with it; of a list that is dealt out, nearly every item asks for extraction.
  const bent = asking >= BENT && of('intent') >= THRESHOLDS.intent && of('harvest') >= THRESHOLDS.intent && of('lifecycle') >= 1;
  const evenness = bent ? shares.few : shares.bits;
  // A template and its content have innocent causes (a vendor, a public benchmark): one hand must show elsewhere too.
  const others = hand + of('lifecycle') + of('pivot');
  const operator = others + evenness;
  if (operator < THRESHOLDS.operator) return refuse('nothing but a shared template speaks for one operator');
  // Shared instruments beyond doubt leave only the question what is taken: the asking and its shape answer it together.
  const taking = hard >= 12 && of('intent') >= LEAST_ASKED && of('intent') + of('harvest') >= 6;
  const asked = of('intent') >= (hand < 4 ? 3 : THRESHOLDS.intent) || taking;
  // Even shares of a corpus in a short time are dealt out by somebody, whoever carries them; but a fashion that everybody
  // tries two or three times is even too: what is asked for, instruments in common or the same quota for all have to speak.
  const even = evenness >= 6 && of('lifecycle') >= 1 && of('template') >= 8;
  const backed = of('intent') >= LEAST_ASKED || hard >= THRESHOLDS.operator;
  const dealt = even && (backed || shares.quota);
  // One company's application has its own template and its own cards: there, only a clock in common makes the shape suspicious.
  const timed = (of('template') === 0 ? hand : of('synchrony')) >= 8;
  const shaped = of('harvest') >= THRESHOLDS.intent && (timed || dealt);
  if (!asked && !shaped) return refuse('no sign of extraction in what is asked for');
  // Numbers alone, without a word that asks for extraction or a card in common, are not beyond doubt.
  const onNumbers = !asked && !timed && !backed;
  if (onNumbers && bits >= THRESHOLDS.probable) return { tier: 'probable', reason: 'it rests on a quota alone' };
  if (others + shares.bits < THRESHOLDS.operator && bits >= THRESHOLDS.probable) {
    return { tier: 'probable', reason: 'a handful each may be people who try it' };
  }
  if (bits >= THRESHOLDS.confirmed) return { tier: 'confirmed', reason: '' };
  if (bits >= THRESHOLDS.probable) return { tier: 'probable', reason: `below ${THRESHOLDS.confirmed} bits` };
  if (bits >= THRESHOLDS.watch) return { tier: 'watch', reason: `below ${THRESHOLDS.probable} bits` };
  return refuse(`below ${THRESHOLDS.watch} bits`);
}

function weighSynchrony(context: DetectionContext, rows: Uint32Array): Evidence[] {
  if (context.without.has('synchrony')) return [];
  const { table, ownerOf, cron } = context;
  const results = SCALES.map((scale, s) =>
    testSynchrony(
      seriesOf(table.exchanges, rows, { ownerOf, cron, cap: 150, session: scale.session }),
      scale,
      context.meeting[s],
    ),
  );
  const result = results.reduce((best, next) => (next.bits > best.bits ? next : best));
  if (result.bits < 0.5) return [];
  const near = result.scale.near < 60 ? `${result.scale.near} s` : `${result.scale.near / 60} minutes`;
  return [
    {
      family: 'synchrony',
      bits: result.bits,
      statement: `accounts act within ${near} of each other ${result.ratio.toFixed(1)} × as often as minutes, hours or days apart (${result.near.toLocaleString('en')} times, ${Math.round(result.expected).toLocaleString('en')} expected, in ${result.hours} separate hours)`,
    },
  ];
}
