// SPDX-License-Identifier: Apache-2.0
import { type Gram, groupByExchange } from './co-occurrence.ts';
import { countBy } from './count.ts';
import { findRecurringGrams, type GramPostings } from './recurring-grams.ts';
import { firstAtLeast, median, mix32 } from './stats.ts';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** A family of exchanges whose skeletons share the same recurring shingles. */
export interface TemplateFamily {
  /** Shingle values that make the family; stable across windows of one node. */
  readonly grams: readonly Gram[];
  /** Exchanges must carry at least this many of the grams to belong. */
  readonly required: number;
  /** Accounts with at least one exchange of the family, ascending. */
  readonly accounts: Uint32Array;
  /** Rows of the exchange table, ascending. */
  readonly rows: Uint32Array;
}

export interface TemplateOptions {
  /** A shingle that fewer accounts use is not looked at. */
  readonly minAccounts: number;
  /** A shingle that a larger share of all accounts use is a turn of phrase, not a template. */
  readonly maxShare: number;
  /** Cosine of the accounts' counts from which two shingles belong to one family. */
  readonly minCosine: number;
}

export const TEMPLATE_OPTIONS: TemplateOptions = { minAccounts: 3, maxShare: 0.5, minCosine: 0.65 };

/** A family made of fewer shingles is a turn of phrase. */
const MIN_GRAMS = 4;

/**
 * Groups recurring shingles into template families. Shingles join by the cosine of their accounts'
 * counts, never by the share of the smaller count: slot content that two templates share would chain them.
 */
export function findTemplates(table: TrafficTable, options: TemplateOptions = TEMPLATE_OPTIONS): TemplateFamily[] {
  const postings = findRecurringGrams(table, options.minAccounts);
  const leaderOf = joinGrams(postings, table.accounts.count, options);
  const families = matchRows(table, gramsByLeader(postings, leaderOf));
  const wordings = families.filter((family) => isWidespread(table, family) && isVocabulary(family));
  // Busy workers of one queue are such accounts too: what they wrap their items in stands together in each exchange.
  const within = wordings.flatMap((family) => matchRows(table, groupByExchange(table, family.grams, family.rows)));
  return [...families, ...within].filter(
    (family) => !(isWidespread(table, family) && (isVocabulary(family) || isTurnOfPhrase(table, family))),
  );
}

function gramsByLeader(postings: GramPostings, leaderOf: Int32Array): Gram[][] {
  const members = new Map<number, Gram[]>();
  for (let g = 0; g < postings.count; g++) {
    const leader = leaderOf[g]!;
    if (leader === -1) continue;
    const gram = { slot: postings.slot[g]!, value: postings.value[g]! };
    const list = members.get(leader);
    if (list === undefined) members.set(leader, [gram]);
    else list.push(gram);
  }
  return [...members.values()];
}

/** Accounts looked at when two shingles are compared: those with the smallest hashes, the same for both. */
const COMPARED_ACCOUNTS = 192;
const KEYS = 8;
/** Cosine of two shingles' users, each counted once, below which they are not of one template however often they meet. */
const MIN_USERS_COSINE = 0.5;
/** Leaders remembered under one key: the shingles of most use come first. */
const BUCKET_LEADERS = 32;

/** For each gram the gram that leads its family, or −1. */
function joinGrams(postings: GramPostings, accounts: number, options: TemplateOptions): Int32Array {
  const { count, start, texts } = postings;
  const leaderOf = new Int32Array(count).fill(-1);
  const norm = new Float64Array(count);
  const order: number[] = [];
  for (let g = 0; g < count; g++) {
    let habitual = 0;
    let squares = 0;
    for (let i = start[g]!; i < start[g + 1]!; i++) {
      if (texts[i]! >= 2) habitual++;
      squares += texts[i]! ** 2;
    }
    norm[g] = squares;
    const users = start[g + 1]! - start[g]!;
    // A template shows as a habit of some accounts, or (fan-out) as one use by many.
    if ((habitual >= 2 || users >= 12) && users <= Math.max(50, options.maxShare * accounts)) order.push(g);
  }
  order.sort((a, b) => norm[b]! - norm[a]! || a - b);
  const hashOf = Uint32Array.from({ length: accounts }, (_, a) => mix32(a + 0x9e3779b1));
  const buckets = Array.from({ length: KEYS }, () => new Map<number, Sample[]>());
  const shared = new Uint8Array(count);
  for (const g of order) {
    const sample = sampleAccounts(postings, g, hashOf);
    const near: Sample[] = [];
    for (let k = 0; k < KEYS; k++) {
      const bucket = buckets[k]!.get(sample.keys[k]!);
      if (bucket === undefined) continue;
      for (const leader of bucket) if (shared[leader.gram]!++ === 0) near.push(leader);
    }
    let best = -1;
    let bestCosine = options.minCosine;
    for (const leader of near) {
      const keys = shared[leader.gram]!;
      shared[leader.gram] = 0;
      // Alike shingles of many accounts share several keys; one alone is mostly one busy account.
      if (keys === 1 && sample.hash.length >= 16) continue;
      const cosine = estimateCosine(sample, leader);
      if (cosine > bestCosine) {
        bestCosine = cosine;
        best = leader.gram;
      }
    }
    leaderOf[g] = best === -1 ? g : best;
    if (best !== -1) continue;
    for (let k = 0; k < KEYS; k++) {
      const bucket = buckets[k]!.get(sample.keys[k]!);
      if (bucket === undefined) buckets[k]!.set(sample.keys[k]!, [sample]);
      else if (bucket.length < BUCKET_LEADERS) bucket.push(sample);
    }
  }
  return leaderOf;
}

/** What of a shingle's accounts is compared: the ones with the smallest hashes (bottom-k), and bucket keys. */
interface Sample {
  readonly gram: number;
  /** Ascending hashes of accounts, and how many different texts each has. */
  readonly hash: Uint32Array;
  readonly texts: Uint8Array;
  /** Sums of the squares of the first 0, 1, 2 … of `texts`. */
  readonly squares: Uint32Array;
  /** Shingles of one template share several of these; small integers, which maps find fastest. */
  readonly keys: Int32Array;
}

function sampleAccounts(postings: GramPostings, g: number, hashOf: Uint32Array): Sample {
  const { start, account, texts } = postings;
  const length = start[g + 1]! - start[g]!;
  const entries = new Float64Array(length);
  for (let i = 0; i < length; i++) entries[i] = hashOf[account[start[g]! + i]!]! * 16 + texts[start[g]! + i]!;
  entries.sort();
  const kept = Math.min(length, COMPARED_ACCOUNTS);
  const hash = new Uint32Array(kept);
  const counts = new Uint8Array(kept);
  const squares = new Uint32Array(kept + 1);
  for (let i = 0; i < kept; i++) {
    hash[i] = Math.floor(entries[i]! / 16);
    counts[i] = entries[i]! % 16;
    squares[i + 1] = squares[i]! + counts[i]! ** 2;
  }
  return { gram: g, hash, texts: counts, squares, keys: keysOf(postings, g, hashOf) };
}

/** MinHash of the accounts, the habitual ones first: they are what two shingles of one template share. */
function keysOf(postings: GramPostings, g: number, hashOf: Uint32Array): Int32Array {
  const { start, account, texts } = postings;
  let habitual = 0;
  for (let i = start[g]!; i < start[g + 1]!; i++) if (texts[i]! >= 2) habitual++;
  const least = habitual >= 4 ? 2 : 1;
  const smallest = new Int32Array(KEYS).fill(0x7fffffff);
  for (let i = start[g]!; i < start[g + 1]!; i++) {
    if (texts[i]! < least) continue;
    let h = hashOf[account[i]!]!;
    for (let k = 0; k < KEYS; k++) {
      h = (Math.imul(h, 0x9e3779b1) + 0x85ebca77) >>> 0;
      const mixed = (h ^ (h >>> 15)) >>> 2;
      if (mixed < smallest[k]!) smallest[k] = mixed;
    }
  }
  return smallest;
}

/** Cosine of two shingles' counts over accounts, from the accounts whose hash lies in both samples' range. */
function estimateCosine(a: Sample, b: Sample): number {
  const full = COMPARED_ACCOUNTS;
  const limit = Math.min(a.hash.length < full ? Infinity : a.hash.at(-1)!, b.hash.length < full ? Infinity : b.hash.at(-1)!);
  const usersA = firstAtLeast(a.hash, limit + 1);
  const usersB = firstAtLeast(b.hash, limit + 1);
  // Fewer in common: a turn of phrase that busy accounts of the template use all the time, and thousands of others now and then.
  const least = MIN_USERS_COSINE * Math.sqrt(usersA * usersB);
  let dot = 0;
  let both = 0;
  for (let i = 0, j = 0; i < usersA && j < usersB; ) {
    const x = a.hash[i]!;
    const y = b.hash[j]!;
    if (x === y) {
      dot += a.texts[i]! * b.texts[j]!;
      both++;
    }
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
    // Most are not alike, which shows early.
    if (both + Math.min(usersA - i, usersB - j) < least) return 0;
  }
  if (both < least) return 0;
  const normA = a.squares[usersA]!;
  const normB = b.squares[usersB]!;
  const cosine = dot / Math.sqrt(Math.max(1, normA) * Math.max(1, normB));
  const once = normA <= MOSTLY_ONCE * usersA && normB <= MOSTLY_ONCE * usersB;
  return once ? Math.min(1, cosine + ONCE_ALLOWANCE) : cosine;
}

/**
 * Where nearly all users sent a text with the shingle once (a fan-out, the first hours of anything), the cosine of
 * two shingles of one template is the root of the chances that a text shows them, and cannot be much higher: the
 * longer the slots, the less of the wrapper a sketch of sixteen holds. Mean square of the counts, and the allowance.
 */
const MOSTLY_ONCE = 1.5;
const ONCE_ALLOWANCE = 0.15;

/** Shingles of a family that an exchange must carry, at most … */
const MOST_REQUIRED = 3;
/**
 * … unless those that show it best carry more: this share of what nine tenths of them have at most. A higher one would cut
 * through the middle of a fan-out with long slots, whose exchanges then come and go with every shingle that joins or leaves.
 */
const LEAST_OF_BEST = 1 / 3;

/**
 * Assigns exchanges to families: enough shingles of the family in one exchange, and at least a third as many as
 * those that show it best, so that a large family is not met by a few common words of it.
 */
function matchRows(table: TrafficTable, groups: readonly (readonly Gram[])[]): TemplateFamily[] {
  const { exchanges } = table;
  const families: { grams: readonly Gram[]; required: number; rows: number[]; hits: number[] }[] = [];
  const familyOf: Map<number, number>[] = Array.from({ length: GRAMS * 2 }, () => new Map());
  for (const grams of groups) {
    if (grams.length < MIN_GRAMS) continue;
    const slots = new Set(grams.map((gram) => gram.slot)).size;
    for (const gram of grams) familyOf[gram.slot]!.set(gram.value, families.length);
    families.push({ grams, required: Math.min(MOST_REQUIRED, Math.max(2, Math.floor(slots / 2))), rows: [], hits: [] });
  }
  if (families.length === 0) return [];
  const hits = new Uint8Array(families.length);
  const touched: number[] = [];
  for (let row = 0; row < exchanges.count; row++) {
    const base = row * GRAMS;
    const systemBase = exchanges.system[row]! * GRAMS;
    for (let slot = 0; slot < GRAMS * 2; slot++) {
      const value = slot < GRAMS ? exchanges.grams[base + slot]! : exchanges.systemGrams[systemBase + slot - GRAMS]!;
      if (value === 0) continue;
      const family = familyOf[slot]!.get(value);
      if (family === undefined) continue;
      if (hits[family]!++ === 0) touched.push(family);
    }
    for (const family of touched) {
      if (hits[family]! >= families[family]!.required) {
        families[family]!.rows.push(row);
        families[family]!.hits.push(hits[family]!);
      }
      hits[family] = 0;
    }
    touched.length = 0;
  }
  return families
    .map(({ grams, required, rows, hits }) => {
      const enough = Math.max(required, Math.round(quantile(hits, 0.9) * LEAST_OF_BEST));
      const kept = Uint32Array.from(rows).filter((_, i) => hits[i]! >= enough);
      return { grams, required: enough, rows: kept, accounts: distinctAccounts(kept, exchanges.account) };
    })
    .filter((family) => family.accounts.length >= 3);
}

/** From this share of all accounts on, a family may be language. */
const PHRASE_USERS = 0.03;

function isWidespread({ accounts }: TrafficTable, family: TemplateFamily): boolean {
  return family.accounts.length >= Math.max(50, PHRASE_USERS * accounts.count);
}

/** A wrapper fixes what a place of the sketch holds; a few wrappers of one hand leave it a few values. */
const MOST_PER_PLACE = 6;

/**
 * Accounts so busy that they say everything often make all common wordings look like the habit of the same few,
 * which joins them: many different shingles in every place of the sketch. Which of them an exchange has is chance.
 */
function isVocabulary({ grams }: TemplateFamily): boolean {
  return grams.length > MOST_PER_PLACE * new Set(grams.map((gram) => gram.slot)).size;
}

/** Said in less than this share of their exchanges (by the median user): everybody says it now and then. */
const PHRASE_USE = 0.15;

/**
 * A wording that many accounts use a little is language, not a template. What is given up with it: a campaign
 * that holds more than 3 % of all accounts and hides its template in 85 % of other traffic; its clock and
 * its cards remain.
 */
function isTurnOfPhrase({ exchanges }: TrafficTable, family: TemplateFamily): boolean {
  const uses = countBy(family.rows, (row) => exchanges.account[row]!);
  const shares = Array.from(uses, ([a, count]) => count / (exchanges.rowStart[a + 1]! - exchanges.rowStart[a]!));
  return median(shares) < PHRASE_USE;
}

/** Value below which `share` of the values lie; 0 when there are none. */
function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  return Uint32Array.from(values).sort()[Math.min(values.length - 1, Math.floor(share * values.length))]!;
}

/** Accounts of rows that are sorted by account, each once. */
export function distinctAccounts(rows: ArrayLike<number>, accountOf: Uint32Array): Uint32Array {
  const found: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const account = accountOf[rows[i]!]!;
    if (found.length === 0 || found.at(-1) !== account) found.push(account);
  }
  return Uint32Array.from(found);
}
