// SPDX-License-Identifier: Apache-2.0
import { findRecurringGrams, type GramPostings } from './recurring-grams.ts';
import { mix32 } from './stats.ts';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** A family of exchanges whose skeletons share the same recurring shingles. */
export interface TemplateFamily {
  /** Shingle values that make the family; stable across windows of one node. */
  readonly grams: readonly { slot: number; value: number }[];
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
  return matchRows(table, postings, leaderOf);
}

/** For each gram the gram that leads its family, or −1. */
function joinGrams(postings: GramPostings, accounts: number, options: TemplateOptions): Int32Array {
  const { count, start, account, texts } = postings;
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
    norm[g] = Math.sqrt(squares);
    const users = start[g + 1]! - start[g]!;
    // A template shows as a habit of some accounts, or (fan-out) as one use by many.
    if ((habitual >= 2 || users >= 12) && users <= Math.max(50, options.maxShare * accounts)) order.push(g);
  }
  order.sort((a, b) => norm[b]! - norm[a]! || a - b);
  const buckets = new Map<number, number[]>();
  const scratch = new Uint8Array(accounts);
  const signature = new Uint32Array(8);
  for (const g of order) {
    signAccounts(postings, g, signature);
    for (let i = start[g]!; i < start[g + 1]!; i++) scratch[account[i]!] = texts[i]!;
    const tried = new Set<number>();
    let best = -1;
    let bestCosine = options.minCosine;
    for (let band = 0; band < 8; band++) {
      for (const leader of buckets.get(bandKey(band, signature)) ?? []) {
        if (tried.has(leader)) continue;
        tried.add(leader);
        let dot = 0;
        for (let i = start[leader]!; i < start[leader + 1]!; i++) dot += texts[i]! * scratch[account[i]!]!;
        const cosine = dot / (norm[g]! * norm[leader]!);
        if (cosine > bestCosine) {
          bestCosine = cosine;
          best = leader;
        }
      }
    }
    for (let i = start[g]!; i < start[g + 1]!; i++) scratch[account[i]!] = 0;
    leaderOf[g] = best === -1 ? g : best;
    if (best === -1) {
      for (let band = 0; band < 8; band++) {
        const key = bandKey(band, signature);
        const bucket = buckets.get(key);
        if (bucket === undefined) buckets.set(key, [g]);
        else if (bucket.length < 64) bucket.push(g);
      }
    }
  }
  return leaderOf;
}

/** MinHash of the gram's accounts, the habitual ones first: they are what two shingles of one template share. */
function signAccounts(postings: GramPostings, g: number, signature: Uint32Array): void {
  const { start, account, texts } = postings;
  let habitual = 0;
  for (let i = start[g]!; i < start[g + 1]!; i++) if (texts[i]! >= 2) habitual++;
  const least = habitual >= 4 ? 2 : 1;
  signature.fill(0xffffffff);
  for (let i = start[g]!; i < start[g + 1]!; i++) {
    if (texts[i]! < least) continue;
    for (let k = 0; k < 8; k++) {
      const h = mix32(account[i]! * 8 + k + 0x9e3779b1);
      if (h < signature[k]!) signature[k] = h;
    }
  }
}

function bandKey(band: number, signature: Uint32Array): number {
  return mix32(signature[band]!) * 8 + band;
}

/** Assigns exchanges to families: enough shingles of the family in one exchange. */
function matchRows(table: TrafficTable, postings: GramPostings, leaderOf: Int32Array): TemplateFamily[] {
  const { exchanges } = table;
  const members = new Map<number, number[]>();
  for (let g = 0; g < postings.count; g++) {
    const leader = leaderOf[g]!;
    if (leader === -1) continue;
    const list = members.get(leader);
    if (list === undefined) members.set(leader, [g]);
    else list.push(g);
  }
  const families: { grams: { slot: number; value: number }[]; required: number; rows: number[] }[] = [];
  const familyOf: Map<number, number>[] = Array.from({ length: GRAMS * 2 }, () => new Map());
  for (const list of members.values()) {
    if (list.length < MIN_GRAMS) continue;
    const grams = list.map((g) => ({ slot: postings.slot[g]!, value: postings.value[g]! }));
    const slots = new Set(grams.map((gram) => gram.slot)).size;
    for (const gram of grams) familyOf[gram.slot]!.set(gram.value, families.length);
    families.push({ grams, required: Math.min(4, Math.max(2, Math.floor(slots / 2))), rows: [] });
  }
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
      if (hits[family]! >= families[family]!.required) families[family]!.rows.push(row);
      hits[family] = 0;
    }
    touched.length = 0;
  }
  return families
    .map(({ grams, required, rows }) => ({
      grams,
      required,
      rows: Uint32Array.from(rows),
      accounts: distinctAccounts(rows, exchanges.account),
    }))
    .filter((family) => family.accounts.length >= 3);
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
