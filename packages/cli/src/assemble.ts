// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type Campaign, type Exchange, type HuntReport, TECHNIQUES } from '@stillwatch/core';
import {
  clopperPearson,
  countTechniqueRows,
  type DetectedCampaign,
  type Detection,
  type DetectionContext,
  findSharedValues,
  type LoadedWindow,
  THRESHOLDS,
  distinctAccounts,
  repeatedTexts,
} from '@stillwatch/detection';
import {
  createSketcher,
  emptySketch,
  type IngestResult,
  type Mapping,
  readExemplars,
  type TrafficStore,
} from '@stillwatch/traffic';
import type { CampaignMemory, Remembered } from './campaign-memory.ts';
import { maskTemplate } from './exemplar.ts';
import { nameCampaign } from './names.ts';
import { listPrice } from './prices.ts';

export interface AssembleInput {
  readonly store: TrafficStore;
  readonly loaded: LoadedWindow;
  readonly detection: Detection;
  readonly read: IngestResult;
  readonly mapping: Mapping | null;
  readonly duplicates: number;
  readonly memory: CampaignMemory;
  readonly timings: Record<string, number>;
}

/** Templates and links shown per campaign. */
const MAX_TEMPLATES = 8;
const MAX_LINKS = 2_000;

/** Turns a detection into the documented report: names, times, harvest, masked examples. */
export async function assembleReport(input: AssembleInput): Promise<HuntReport> {
  const { detection, read, loaded } = input;
  const { context } = detection;
  const campaigns: Campaign[] = [];
  const known = input.memory.recognise(detection.campaigns.map((found) => traceOf(context, found, loaded)));
  for (const [i, found] of detection.campaigns.entries()) campaigns.push(await describeCampaign(input, found, known[i]!));
  const accused = detection.campaigns.reduce(
    (sum, found) => sum + (found.judgement.tier === 'watch' ? 0 : found.members.length),
    0,
  );
  const units = context.table.accounts.count - accused;
  const empty = context.table.exchanges.count === 0;
  return {
    version: 1,
    window: empty ? null : { from: iso(context.from), to: iso(context.to) },
    read: {
      files: read.files,
      exchanges: read.exchanges,
      rejected: read.rejected,
      duplicates: Math.max(0, input.duplicates),
      formats: read.formats,
      problems: read.problems,
      absent: read.absent,
    },
    accounts: loaded.table.accounts.count,
    thresholds: { watch: THRESHOLDS.watch, probable: THRESHOLDS.probable, confirmed: THRESHOLDS.confirmed },
    campaigns: campaigns.sort((a, b) => b.bits - a.bits),
    explained: [...detection.explained],
    calibration: calibrationOf(detection, units),
    timings: input.timings,
  };
}

/** How often this very window's other accounts reach a member's score: the error rate that can be stated without labels. */
function calibrationOf(detection: Detection, accounts: number): HuntReport['calibration'] {
  const strongest = detection.campaigns.map((found) => found.calibration);
  const units = strongest.reduce((most, found) => Math.max(most, found.units), 0);
  const above = strongest.reduce((sum, found) => sum + Math.round(found.weakest * (found.units + 1)) - 1, 0);
  const scored = units === 0 ? accounts : units;
  return {
    method: 'conformal: every account outside a campaign is scored as its members are',
    units: scored,
    falsePositiveRate: scored === 0 ? 0 : above / scored,
    interval: clopperPearson(Math.min(above, scored), scored),
    threshold: THRESHOLDS.probable,
    note:
      scored >= 9_999
        ? 'Other accounts of this window that reach the score of the weakest member. Accounts of an undiscovered campaign would raise it.'
        : `Only ${scored.toLocaleString('en')} accounts to calibrate on: rates below ${(1 / Math.max(1, scored)).toExponential(0)} cannot be told from zero here.`,
  };
}

async function describeCampaign(
  input: AssembleInput,
  found: DetectedCampaign,
  { id, knownSince }: { readonly id: string; readonly knownSince: string | null },
): Promise<Campaign> {
  const { loaded, detection } = input;
  const { context } = detection;
  const { judgement } = found;
  const { exchanges } = context.table;
  const { accounts } = judgement.cohort;
  const rows = judgement.rows;
  let first = Infinity;
  let last = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  let price: number | null = 0;
  for (const row of rows) {
    first = Math.min(first, exchanges.ts[row]!);
    last = Math.max(last, exchanges.ts[row]!);
    inputTokens += exchanges.inputTokens[row]!;
    outputTokens += exchanges.outputTokens[row]!;
    const cost = listPrice(exchanges.models[exchanges.model[row]!]!, exchanges.inputTokens[row]!, exchanges.outputTokens[row]!);
    price = price === null || cost === null ? null : price + cost;
  }
  const techniqueRows = countTechniqueRows(context, rows);
  const techniques = TECHNIQUES.map((technique, k) => ({
    id: technique.id,
    exchanges: techniqueRows[k] ?? 0,
    atlas: [...technique.atlas],
    capability: technique.capability,
  }))
    .filter((technique) => technique.exchanges >= Math.max(3, rows.length * 0.02))
    .sort((a, b) => b.exchanges - a.exchanges);
  const capabilities = new Map<string, number>();
  for (const technique of techniques)
    capabilities.set(technique.capability, (capabilities.get(technique.capability) ?? 0) + technique.exchanges);
  return {
    id,
    name: nameCampaign(id),
    tier: judgement.tier === 'none' ? 'watch' : judgement.tier,
    pValue: found.calibration.pValue,
    bits: round(judgement.bits),
    accounts: Array.from(accounts, (account) => loaded.accountName(account)),
    exchanges: rows.length,
    harvest: {
      exchanges: rows.length,
      inputTokens,
      outputTokens,
      capabilities: [...capabilities].map(([name, count]) => ({ name, exchanges: count })),
      listPriceUsd: price === null ? null : Math.round(price * 100) / 100,
    },
    techniques: techniques.map(({ id: technique, exchanges: count, atlas }) => ({ id: technique, exchanges: count, atlas })),
    evidence: judgement.evidence.map((line) => ({ ...line, bits: round(line.bits) })),
    benign: judgement.benign.map((line) => ({ ...line, bits: round(line.bits) })),
    templates: await describeTemplates(input, found),
    knownSince,
    firstSeen: iso(first),
    lastSeen: iso(last),
    detectedAt: iso(found.detectedAt),
    timeline: timelineOf(context, rows),
    links: linksOf(detection, accounts),
  };
}

/** What a campaign leaves behind by which it is known again; see `continuity.ts` in detection. */
function traceOf(context: DetectionContext, found: DetectedCampaign, loaded: LoadedWindow): Remembered {
  const { cohort, rows } = found.judgement;
  const grams = cohort.families.flatMap((f) => context.families[f]!.grams.map((gram) => gram.value));
  return {
    id: campaignId(context, found, loaded),
    firstSeen: iso(rows.reduce((least, row) => Math.min(least, context.table.exchanges.ts[row]!), Infinity)),
    accounts: Array.from(cohort.accounts, (account) => loaded.accountHash(account).toString(36)),
    grams: [...new Set(grams)],
    values: findSharedValues(context, cohort.accounts).map(({ value }) => loaded.valueHash(value).toString(36)),
  };
}

/** An id that the same campaign gets again on the same node: from its rarest shingles, or its accounts. */
function campaignId(context: DetectionContext, found: DetectedCampaign, loaded: LoadedWindow): string {
  const { cohort } = found.judgement;
  const grams = cohort.families.flatMap((f) => context.families[f]!.grams.map((gram) => gram.value)).sort((a, b) => a - b);
  const basis =
    grams.length > 0
      ? grams.slice(0, 8).join('.')
      : Array.from(cohort.accounts.subarray(0, 8), (a) => loaded.accountHash(a)).join('.');
  return `c-${createHash('sha256').update(basis).digest('hex').slice(0, 12)}`;
}

async function describeTemplates(input: AssembleInput, found: DetectedCampaign): Promise<Campaign['templates']> {
  const { context } = input.detection;
  const { cohort } = found.judgement;
  const inside = new Set(cohort.accounts);
  const ranked = cohort.families
    .map((f) => ({
      family: context.families[f]!,
      rows: context.families[f]!.rows.filter((row) => inside.has(context.table.exchanges.account[row]!)),
    }))
    .sort((a, b) => b.rows.length - a.rows.length)
    .slice(0, MAX_TEMPLATES);
  if (ranked.length === 0) return [];
  const hashes = Array.from(cohort.accounts, (account) => input.loaded.accountHash(account));
  const examples = await readExemplars(input.read.exemplars, input.read.sources, input.mapping, hashes);
  const sketcher = createSketcher(input.store.nodeKey);
  return ranked.map(({ family, rows }) => {
    const matching = examples.filter((exchange) => matches(exchange, family, sketcher));
    const fromSystem = family.grams.every((gram) => gram.slot >= 16);
    return {
      id: `t-${createHash('sha256')
        .update(family.grams.map((gram) => gram.value).join('.'))
        .digest('hex')
        .slice(0, 10)}`,
      accounts: distinctAccounts(rows, context.table.exchanges.account).length,
      exchanges: rows.length,
      distinctTexts: repeatedTexts(context.table, rows).different,
      exemplar: maskTemplate(
        matching.map((exchange) => ({ account: exchange.account, text: fromSystem ? exchange.system : exchange.user })),
      ),
    };
  });
}

function matches(
  exchange: Exchange,
  family: DetectionContext['families'][number],
  sketcher: ReturnType<typeof createSketcher>,
): boolean {
  const user = emptySketch();
  const system = emptySketch();
  sketcher.sketch(exchange.user, user);
  sketcher.sketch(exchange.system, system);
  let hits = 0;
  for (const { slot, value } of family.grams)
    if ((slot < 16 ? user.signature[slot] : system.signature[slot - 16]) === value) hits++;
  return hits >= family.required;
}

function timelineOf(context: DetectionContext, rows: Uint32Array): Campaign['timeline'] {
  const { exchanges } = context.table;
  const hours = Math.floor(context.to / 3600) - Math.floor(context.from / 3600) + 1;
  // A long window is shown in wider steps, so that the report stays small.
  const step = Math.max(1, Math.ceil(hours / 1_000));
  const base = Math.floor(context.from / 3600);
  const campaign = new Uint32Array(Math.ceil(hours / step));
  const all = new Uint32Array(campaign.length);
  const slot = (ts: number) => Math.floor((Math.floor(ts / 3600) - base) / step);
  for (let row = 0; row < exchanges.count; row++) all[slot(exchanges.ts[row]!)]!++;
  for (const row of rows) campaign[slot(exchanges.ts[row]!)]!++;
  return Array.from(campaign, (count, i) => ({
    hour: iso((base + i * step) * 3600),
    campaign: count,
    background: all[i]! - count,
  }));
}

/** Links to draw: shared identity values (a star each), common clocks, and one chain per shared template. */
function linksOf(detection: Detection, accounts: Uint32Array): Campaign['links'] {
  const { context, pairs } = detection;
  const position = new Map(Array.from(accounts, (account, i) => [account, i]));
  const links = new Map<
    string,
    { a: number; b: number; bits: number; families: Set<Campaign['links'][number]['families'][number]> }
  >();
  const add = (x: number, y: number, bits: number, family: Campaign['links'][number]['families'][number]): void => {
    const a = Math.min(position.get(x)!, position.get(y)!);
    const b = Math.max(position.get(x)!, position.get(y)!);
    if (a === b) return;
    const known = links.get(`${a}.${b}`);
    if (known === undefined) links.set(`${a}.${b}`, { a, b, bits, families: new Set([family]) });
    else {
      known.bits += bits;
      known.families.add(family);
    }
  };
  for (const value of findSharedValues(context, accounts)) {
    for (const account of value.accounts.slice(1)) add(value.accounts[0]!, account, value.bits, 'identity');
  }
  for (const pair of pairs)
    if (position.has(pair.a) && position.has(pair.b)) add(pair.a, pair.b, Math.min(10, pair.bits), 'synchrony');
  const template = new Map<number, number[]>();
  for (const account of accounts) {
    for (const f of context.familiesOf[account]!) {
      const list = template.get(f);
      if (list === undefined) template.set(f, [account]);
      else list.push(account);
    }
  }
  for (const [f, users] of template) {
    if (users.length < 0.6 * context.families[f]!.accounts.length) continue;
    for (let i = 1; i < users.length; i++) add(users[i - 1]!, users[i]!, 2, 'template');
  }
  return [...links.values()]
    .sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b)
    .slice(0, MAX_LINKS)
    .map(({ a, b, bits, families }) => ({ a, b, bits: round(bits), families: [...families] }));
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function round(bits: number): number {
  return Math.round(bits * 10) / 10;
}
