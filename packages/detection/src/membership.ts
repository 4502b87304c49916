// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';
import { createAligner } from './alignment.ts';
import { type Cohort, coreRows } from './cohort.ts';
import type { DetectionContext } from './context.ts';
import { findSharedValues, PLACES } from './evidence/identity.ts';
import { firstAtLeast, median } from './stats.ts';

/** Bits by which one account belongs to a cohort, by family. */
export interface Membership {
  readonly account: number;
  readonly template: number;
  /** Payment instruments, devices, credentials, end users. */
  readonly identity: number;
  /** Addresses, networks and what else comes with a place. */
  readonly place: number;
  readonly synchrony: number;
  readonly intent: number;
  readonly total: number;
  /** Families with at least {@link BACKING_BITS}. */
  readonly backing: number;
  /**
   * It takes part in what the cohort does (its templates or its clock; where it has no templates, identity may
   * stand for them), and something other than what it says ties it in.
   */
  readonly grounded: boolean;
  /** It uses a template of which nearly all users are members, and is not the one who shares nothing else with them. */
  readonly exclusive: boolean;
}

/** What the families that back an account must add up to. Bits. */
const MEMBER_BITS = 7;
/** What a family must be worth to back an account. */
const BACKING_BITS = 2;

/**
 * From here the clock backs an account twice: a campaign without templates whose accounts share nothing
 * else can be told by nothing else, and no schedule that people have in common reaches it (see `alignment.ts`).
 */
const CLOCK_BITS = 9;
/** The same for cards and devices that chain several owners together (see `evidence/identity.ts`). */
const CHAIN_BITS = 6;

/**
 * Share of a template's users that must be inside for the template and its wording to make a member by
 * themselves: of a template that others use too, only those belong whom something else ties to the cohort.
 */
const EXCLUSIVE = 0.92;
/** … and what such a template must be worth. Bits. */
const EXCLUSIVE_BITS = 5;
/** … and how much of it an account must use, against the median member: once may be an accident. */
const LEAST_USE = 0.25;
/**
 * Where so many of a cohort share instruments, places or a clock, one who shares nothing with them but the words is
 * somebody else who found the same words: a public rubric, for one. And where so many share instruments or places, one who
 * shares none needs a clock beyond doubt: a busy campaign is met by chance a few times.
 */
const TIED = 0.9;

/**
 * Is an account a member? Two families back it, not words alone, and they add up; or it uses a template that
 * hardly anybody outside uses: then what speaks against the cohort as a whole speaks against it.
 */
export function isMember(membership: Membership): boolean {
  if (membership.exclusive) return true;
  return membership.grounded && membership.backing >= 2 && membership.total >= MEMBER_BITS;
}

type Ties = Pick<Membership, 'identity' | 'place' | 'synchrony'>;

/** Something other than what it says ties an account to the cohort. */
export function isTied({ identity, place, synchrony }: Ties): boolean {
  return Math.max(identity, place, synchrony) >= BACKING_BITS;
}

/** Scores any account, in or out of the cohort, in the same way; the outsiders are the calibration. */
export interface MembershipScorer {
  score(account: number): Membership;
}

export function createScorer(context: DetectionContext, cohort: Cohort): MembershipScorer {
  const { table } = context;
  const { exchanges } = table;
  const ownRows = coreRows(context, cohort);
  const ownFamilies = weighFamilies(context, cohort);
  const shared = new Map(findSharedValues(context, cohort.accounts).map((value) => [value.value, value]));
  const align = createAligner(context, ownRows);
  const techniques = dominantTechniques(context, ownRows);
  const leastRows = LEAST_USE * medianUse(context, cohort, ownRows);

  const templateBits = (account: number): { bits: number; exclusive: boolean } => {
    let first = 0;
    let second = 0;
    let exclusive = false;
    for (const f of context.familiesOf[account]!) {
      const family = ownFamilies.get(f);
      if (family === undefined) continue;
      if (family.bits > first) [first, second] = [family.bits, first];
      else if (family.bits > second) second = family.bits;
      if (family.exclusivity >= EXCLUSIVE) exclusive = true;
    }
    return { bits: first + second / 2, exclusive };
  };

  const identityBits = (account: number): { identity: number; place: number } => {
    let identity = 0;
    let place = 0;
    for (let i = context.attributeStart[account]!; i < context.attributeStart[account + 1]!; i++) {
      const row = context.attributeRows[i]!;
      const value = shared.get(table.attributes.value[row]!);
      if (value === undefined) continue;
      const others = value.accounts.some((other) => context.ownerOf[other] !== context.ownerOf[account]);
      if (!others) continue;
      const field = ATTRIBUTE_FIELDS[table.attributes.field[row]!]!;
      if (PLACES.has(field)) place += value.bits;
      else identity += value.bits * (HARD.has(field) ? 1.6 : 1);
    }
    return { identity: Math.min(10, identity), place: Math.min(4, place) };
  };
  const rowsOf = (account: number): number[] =>
    rowsIn(context, cohort.families, account).filter((row) => exchanges.text[row] !== 0);
  // The share of tied members asks for all of them, and then each is scored.
  const known = new Map<number, Ties>();
  const tiesOf = (account: number, given?: readonly number[]): Ties => {
    let ties = known.get(account);
    if (ties === undefined) {
      const rows = given ?? rowsOf(account);
      ties = { ...identityBits(account), synchrony: rows.length < 2 ? 0 : align(rows, context.ownerOf[account]!) };
      known.set(account, ties);
    }
    return ties;
  };
  const holds = ({ identity, place }: { identity: number; place: number }): boolean => Math.max(identity, place) >= BACKING_BITS;
  // Asked for seldom: only where somebody has nothing but the words, or nothing but a clock besides.
  let holdingShare: number | undefined;
  const shareOfHolding = (): number =>
    (holdingShare ??= cohort.accounts.filter((account) => holds(identityBits(account))).length / cohort.accounts.length);
  let tiedShare: number | undefined;
  const shareOfTied = (): number =>
    (tiedShare ??= cohort.accounts.filter((account) => isTied(tiesOf(account))).length / cohort.accounts.length);

  return {
    score(account) {
      const rows = rowsOf(account);
      const asking = rows.filter((row) => (exchanges.techniques[row]! & techniques) !== 0).length;
      const { bits: template, exclusive } = templateBits(account);
      const ties = tiesOf(account, rows);
      const { identity, place, synchrony } = ties;
      const fits = isTied(ties) && (holds(ties) || synchrony >= CLOCK_BITS || shareOfHolding() < TIED);
      const intent = asking === 0 ? 0 : (4 * asking) / rows.length;
      const parts = [template, identity, place, synchrony, intent];
      return {
        account,
        template,
        identity,
        place,
        synchrony,
        intent,
        total: parts.reduce((sum, part) => sum + part, 0),
        backing:
          parts.filter((part) => part >= BACKING_BITS).length +
          (synchrony >= CLOCK_BITS ? 1 : 0) +
          (identity >= CHAIN_BITS ? 1 : 0),
        grounded:
          (cohort.families.length > 0
            ? template >= BACKING_BITS || synchrony >= CLOCK_BITS
            : Math.max(identity, synchrony) >= BACKING_BITS) && fits,
        exclusive: exclusive && template >= EXCLUSIVE_BITS && rows.length >= leastRows && (fits || shareOfTied() < TIED),
      };
    },
  };
}

function medianUse(context: DetectionContext, cohort: Cohort, ownRows: Uint32Array): number {
  const uses = new Map<number, number>();
  for (const account of cohort.accounts) uses.set(account, 0);
  for (const row of ownRows) {
    const account = context.table.exchanges.account[row]!;
    uses.set(account, uses.get(account)! + 1);
  }
  return median([...uses.values()]);
}

/** These tie a single account harder than they add up over a cohort. */
const HARD: ReadonlySet<AttributeField> = new Set<AttributeField>(['payment', 'device', 'key']);

/** What using each of the cohort's families is worth (common inside, rare outside; at most 6 bits), and how much is inside. */
function weighFamilies(context: DetectionContext, cohort: Cohort): Map<number, { bits: number; exclusivity: number }> {
  const inside = new Set(cohort.accounts);
  const outsideCount = Math.max(1, context.table.accounts.count - inside.size);
  return new Map(
    cohort.families.map((f) => {
      let users = 0;
      const family = context.families[f]!;
      for (const account of family.accounts) if (inside.has(account)) users++;
      const share = users / inside.size;
      const outside = (family.accounts.length - users + 0.5) / outsideCount;
      // A phrase that many others use as well says little about the few inside.
      const bits = Math.max(0, Math.min(6, Math.log2(share / outside))) * Math.min(1, 4 * (users / family.accounts.length));
      return [f, { bits, exclusivity: users / family.accounts.length }];
    }),
  );
}

/** Exchanges of an account in any of the families, ascending; all of them where there are none. */
function rowsIn({ families, table }: DetectionContext, wanted: readonly number[], account: number): number[] {
  const { rowStart } = table.exchanges;
  const [from, to] = [rowStart[account]!, rowStart[account + 1]!];
  if (wanted.length === 0) return Array.from({ length: to - from }, (_, i) => from + i);
  const found: number[] = [];
  for (const f of wanted) {
    const { rows } = families[f]!;
    for (let i = firstAtLeast(rows, from); i < rows.length && rows[i]! < to; i++) found.push(rows[i]!);
  }
  return wanted.length === 1 ? found : [...new Set(found)].sort((a, b) => a - b);
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
