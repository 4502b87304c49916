// SPDX-License-Identifier: Apache-2.0
import { SIGNATURE_LENGTH, type TrafficStore } from '@stillwatch/traffic';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** Rows fetched at once: a page is about 125 MB, and there are two. */
const PAGE_ROWS = 1_000_000;

type SampleName = `s${number}`;
export const SAMPLES: readonly SampleName[] = Array.from({ length: SIGNATURE_LENGTH }, (_, i): SampleName => `s${i}`);
export const SAMPLE_TYPES = Object.fromEntries(SAMPLES.map((name) => [name, 'UInt32'])) as Record<SampleName, 'UInt32'>;

const TYPES = {
  ts: 'DateTime',
  text: 'UInt32',
  system: 'UInt32',
  ...SAMPLE_TYPES,
  tech: 'UInt16',
  flags: 'UInt16',
  turns: 'UInt8',
  words: 'UInt16',
  inTokens: 'UInt32',
  outTokens: 'UInt32',
  model: 'String',
} as const;
const SELECTED = `ts, toUInt32(bitAnd(slot, 4294967295)) AS text, toUInt32(bitAnd(sys, 4294967295)) AS system,
  ${SAMPLES.join(', ')}, tech, flags, turns, words, inTokens, outTokens, model`;

/** The columns of a result that hold samples, in their order. */
export function samplesOf(found: object): Uint32Array[] {
  return SAMPLES.map((name) => (found as Record<SampleName, Uint32Array>)[name]!);
}

/** Accounts of the window, by hash ascending, and their exchanges. */
export interface Listed {
  readonly length: number;
  readonly account: BigUint64Array;
  readonly n: Uint32Array;
}

/** Accounts whose exchanges are fetched at once: [from, to). */
interface Page {
  readonly from: number;
  readonly to: number;
}

/**
 * Loads the exchanges of the listed accounts. Of each at most as many as were listed: what a node takes in meanwhile
 * must not move anybody's exchanges to somebody else.
 * @param inWindow SQL condition.
 * @param systems numbers of the system prompts, by the low half of their hash.
 */
export async function loadExchanges(
  store: TrafficStore,
  inWindow: string,
  listed: Listed,
  systems: { readonly numberOf: ReadonlyMap<number, number>; readonly grams: Uint32Array },
): Promise<TrafficTable['exchanges']> {
  const count = listed.n.reduce((sum, n) => sum + n, 0);
  const rowStart = new Uint32Array(listed.length + 1);
  const ts = new Uint32Array(count);
  const text = new Uint32Array(count);
  const grams = new Uint32Array(count * GRAMS);
  const system = new Uint32Array(count);
  const techniques = new Uint16Array(count);
  const flags = new Uint16Array(count);
  const turns = new Uint8Array(count);
  const words = new Uint16Array(count);
  const inputTokens = new Uint32Array(count);
  const outputTokens = new Uint32Array(count);
  const model = new Uint16Array(count);
  const models: string[] = [];
  const modelNumber = new Map<string, number>();
  const pages = cutPages(listed.n);
  // The engine works on a page while the one before is decoded.
  const fetched = pages.slice(0, 1).map(fetchPage);
  let row = 0;
  for (const [p, place] of pages.entries()) {
    fetched.push(...pages.slice(p + 1, p + 2).map(fetchPage));
    const { page, counts, kept } = await settle(place, await fetched.shift()!);
    counts.forEach((n, i) => (rowStart[place.from + i + 1] = rowStart[place.from + i]! + n));
    const columns = samplesOf(page);
    for (let k = 0; k < (kept ?? page).length; k++) {
      const i = kept === null ? k : kept[k]!;
      ts[row] = page.ts[i]!;
      text[row] = page.text[i]!;
      techniques[row] = page.tech[i]!;
      flags[row] = page.flags[i]!;
      turns[row] = page.turns[i]!;
      words[row] = page.words[i]!;
      inputTokens[row] = page.inTokens[i]!;
      outputTokens[row] = page.outTokens[i]!;
      for (let g = 0; g < GRAMS; g++) grams[row * GRAMS + g] = columns[g]![i]!;
      system[row] = systems.numberOf.get(page.system[i]!) ?? 0;
      const name = page.model[i]!;
      let number = modelNumber.get(name);
      if (number === undefined) {
        number = models.length;
        modelNumber.set(name, number);
        models.push(name);
      }
      model[row] = number;
      row++;
    }
  }
  const account = new Uint32Array(row);
  for (let a = 0; a < listed.length; a++) account.fill(a, rowStart[a], rowStart[a + 1]);
  return {
    count: row,
    rowStart,
    account,
    ts: ts.subarray(0, row),
    text: text.subarray(0, row),
    grams: grams.subarray(0, row * GRAMS),
    system: system.subarray(0, row),
    systemGrams: systems.grams,
    techniques: techniques.subarray(0, row),
    flags: flags.subarray(0, row),
    turns: turns.subarray(0, row),
    words: words.subarray(0, row),
    inputTokens: inputTokens.subarray(0, row),
    outputTokens: outputTokens.subarray(0, row),
    model: model.subarray(0, row),
    models,
  };

  function where({ from, to }: Page): string {
    return `FROM ${store.table('exchanges')}
      WHERE ${inWindow} AND account >= ${listed.account[from]!} AND account <= ${listed.account[to - 1]!}
      ORDER BY account, ts, id`;
  }

  function fetchPage(page: Page) {
    const fetched = store.columns(`SELECT ${SELECTED} ${where(page)}`, TYPES);
    // Whoever waits for it is told; when the page before fails nobody does.
    fetched.catch(() => {});
    return fetched;
  }

  /** Which rows of a page belong to whom: as listed, or, where exchanges came or went meanwhile, by their accounts. */
  async function settle({ from, to }: Page, fetched: Awaited<ReturnType<typeof fetchPage>>) {
    const counts = listed.n.subarray(from, to);
    if (fetched.length === counts.reduce((sum, n) => sum + n, 0)) return { page: fetched, counts, kept: null };
    const page = await store.columns(`SELECT account, ${SELECTED} ${where({ from, to })}`, { account: 'UInt64', ...TYPES });
    const found = new Uint32Array(to - from);
    const kept: number[] = [];
    let a = from;
    for (let i = 0; i < page.length; i++) {
      while (listed.account[a]! < page.account[i]!) a++;
      if (listed.account[a] !== page.account[i] || found[a - from] === listed.n[a]) continue;
      found[a - from]!++;
      kept.push(i);
    }
    return { page, counts: found, kept };
  }
}

function cutPages(counts: Uint32Array): Page[] {
  const pages: Page[] = [];
  for (let from = 0; from < counts.length; ) {
    let to = from;
    for (let rows = 0; to < counts.length && (to === from || rows + counts[to]! <= PAGE_ROWS); to++) rows += counts[to]!;
    pages.push({ from, to });
    from = to;
  }
  return pages;
}
