// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import { type Cohort, coreRows } from './cohort.ts';
import type { DetectionContext } from './context.ts';
import { findCreationWindow } from './evidence/lifecycle.ts';
import { findSharedValues } from './evidence/identity.ts';
import { binomialExcessBits } from './stats.ts';
import { type EventSeries, LAG_FROM, LAG_TO, seriesOf } from './synchrony.ts';

/** Bits by which one account belongs to a cohort, by family. */
export interface Membership {
  readonly account: number;
  readonly template: number;
  readonly identity: number;
  readonly synchrony: number;
  readonly lifecycle: number;
  readonly intent: number;
  readonly total: number;
  /** Families with at least {@link BACKING_BITS}. */
  readonly backing: number;
}

/** What a family must be worth to back an account. */
export const BACKING_BITS = 2;

/** Scores any account, in or out of the cohort, in the same way; the outsiders are the calibration. */
export interface MembershipScorer {
  score(account: number): Membership;
}

export function createScorer(context: DetectionContext, cohort: Cohort): MembershipScorer {
  const { table } = context;
  const { exchanges } = table;
  const inside = new Set(cohort.accounts);
  const familyBits = weighFamilies(context, cohort, inside);
  const familySet = new Map(cohort.families.map((f, i) => [f, familyBits[i]!]));
  const ownRows = coreRows(context, cohort);
  const coreRowSet = cohort.families.length === 0 ? null : rowsOfFamilies(context, cohort.families);
  const shared = new Map<number, { bits: number; accounts: readonly number[] }>();
  for (const value of findSharedValues(context, cohort.accounts)) shared.set(value.value, value);
  const created = findCreationWindow(context, cohort.accounts);
  const creationBits = created === null ? 0 : Math.min(3, -Math.log2(created.outsideShare));
  const series = seriesOf(exchanges, ownRows, context.ownerOf, context.cron, 200);
  const align = createAligner(series);
  const cohortTechniques = dominantTechniques(context, ownRows);

  return {
    score(account) {
      let template = 0;
      let second = 0;
      for (const f of context.familiesOf[account]!) {
        const bits = familySet.get(f);
        if (bits === undefined) continue;
        if (bits > template) [template, second] = [bits, template];
        else if (bits > second) second = bits;
      }
      template += second / 2;
      let identity = 0;
      for (let i = context.attributeStart[account]!; i < context.attributeStart[account + 1]!; i++) {
        const row = context.attributeRows[i]!;
        const value = shared.get(table.attributes.value[row]!);
        if (value === undefined) continue;
        const others = value.accounts.some((other) => context.ownerOf[other] !== context.ownerOf[account]);
        if (others) identity += value.bits * strengthOf(table.attributes.field[row]!);
      }
      identity = Math.min(10, identity);
      const rows: number[] = [];
      let techniqueRows = 0;
      let ownRowCount = 0;
      for (let row = exchanges.rowStart[account]!; row < exchanges.rowStart[account + 1]!; row++) {
        if (coreRowSet !== null && !coreRowSet.has(row)) continue;
        if (exchanges.text[row] === 0) continue;
        ownRowCount++;
        rows.push(row);
        if ((exchanges.techniques[row]! & cohortTechniques) !== 0) techniqueRows++;
      }
      const own = seriesOf(exchanges, rows, context.ownerOf, context.cron, 300);
      const synchrony = rows.length < 2 ? 0 : align(own, context.ownerOf[account]!);
      const time = table.accounts.created[account]!;
      const lifecycle = created !== null && time >= created.from && time <= created.to ? creationBits : 0;
      const intent =
        cohortTechniques === 0 || ownRowCount === 0
          ? 0
          : Math.min(4, (4 * techniqueRows) / ownRowCount) * (techniqueRows >= 1 ? 1 : 0);
      const parts = [template, identity, synchrony, lifecycle, intent];
      return {
        account,
        template,
        identity,
        synchrony,
        lifecycle,
        intent,
        total: parts.reduce((sum, part) => sum + part, 0),
        backing: parts.filter((part) => part >= BACKING_BITS).length,
      };
    },
  };
}

/** A payment instrument or device ties a single account harder than it adds up over a cohort. */
function strengthOf(field: number): number {
  const name = ATTRIBUTE_FIELDS[field]!;
  return name === 'payment' || name === 'device' || name === 'key' ? 1.6 : 1;
}

function weighFamilies(context: DetectionContext, cohort: Cohort, inside: ReadonlySet<number>): number[] {
  const outsideCount = Math.max(1, context.table.accounts.count - inside.size);
  return cohort.families.map((f) => {
    let users = 0;
    const family = context.families[f]!;
    for (const account of family.accounts) if (inside.has(account)) users++;
    const share = users / inside.size;
    const outside = (family.accounts.length - users + 0.5) / outsideCount;
    return Math.max(0, Math.min(6, Math.log2(share / outside)));
  });
}

function rowsOfFamilies(context: DetectionContext, families: readonly number[]): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const f of families) for (const row of context.families[f]!.rows) rows.add(row);
  return rows;
}

/** Techniques in at least a fifth of the cohort's own exchanges, as a mask. */
function dominantTechniques(context: DetectionContext, rows: Uint32Array): number {
  const { techniques } = context.table.exchanges;
  let mask = 0;
  for (let k = 0; k < 16; k++) {
    let count = 0;
    for (const row of rows) if ((techniques[row]! >> k) & 1) count++;
    if (rows.length > 0 && count / rows.length >= 0.2) mask |= 1 << k;
  }
  return mask;
}

const SHIFTS = [120, 180, 240, 300, 360, 420, LAG_TO].flatMap((lag) => (lag < LAG_FROM ? [] : [lag, -lag]));

/**
 * Builds a test of one owner's moments against the cohort's: how many fall together with somebody
 * else's, against the same moments moved by 2–8 minutes. The width is narrowed until moved moments
 * rarely meet anybody, so that a dense cohort does not swallow everyone.
 */
function createAligner(cohort: EventSeries): (own: EventSeries, owner: number) => number {
  let width = 30;
  const meets = (t: number, owner: number): boolean => {
    let low = 0;
    let high = cohort.ts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cohort.ts[middle]! < t - width) low = middle + 1;
      else high = middle;
    }
    for (; low < cohort.ts.length && cohort.ts[low]! <= t + width; low++) if (cohort.owner[low] !== owner) return true;
    return false;
  };
  const chance = (): number => {
    const step = Math.max(1, Math.floor(cohort.ts.length / 200));
    let hits = 0;
    let tries = 0;
    for (let i = 0; i < cohort.ts.length; i += step) {
      for (const shift of [150, -150, 330, -330]) {
        tries++;
        if (meets(cohort.ts[i]! + shift, cohort.owner[i]!)) hits++;
      }
    }
    return tries === 0 ? 0 : hits / tries;
  };
  while (width > 2 && chance() > 0.35) width = Math.floor(width / 2);
  return (own, owner) => {
    if (own.ts.length < 2) return 0;
    let near = 0;
    let moved = 0;
    for (const t of own.ts) {
      if (meets(t, owner)) near++;
      for (const shift of SHIFTS) if (meets(t + shift, owner)) moved++;
    }
    const usual = Math.max(0.02, (moved + 0.5) / (own.ts.length * SHIFTS.length));
    return Math.min(10, binomialExcessBits(near, own.ts.length, usual));
  };
}
