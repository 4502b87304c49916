// SPDX-License-Identifier: Apache-2.0
/** Small tables of traffic, written by hand, for tests. */
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';
import type { EventSeries } from './events.ts';
import { mix32 } from './stats.ts';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** One exchange; what is left out is a one-turn request without system prompt that shows no technique. */
export interface ExchangeSpec {
  /** Seconds since 1970 UTC. */
  readonly ts: number;
  /** Equal texts are the same words; '' = no text. */
  readonly text: string;
  /** Wrapper around the text: gives samples 0–10. Without one the text gives them. */
  readonly template?: string;
  /** What was filled in from a list: gives samples 11–13. */
  readonly slot?: string;
  readonly system?: string;
  readonly techniques?: number;
  readonly turns?: number;
  readonly model?: string;
}

export interface AccountSpec {
  readonly exchanges: readonly ExchangeSpec[];
  readonly identity?: Partial<Record<AttributeField, string | readonly string[]>>;
  readonly org?: string;
  readonly created?: number;
  readonly declaredUse?: string;
  readonly hosted?: boolean;
  readonly authorised?: string;
}

/** @param salt another one gives other hashes for the same traffic. */
export function makeTable(specs: readonly AccountSpec[], salt = 0): TrafficTable {
  const rows = specs.flatMap(({ exchanges }, account) =>
    exchanges.toSorted((a, b) => a.ts - b.ts).map((exchange) => ({ account, exchange })),
  );
  const column = (of: (exchange: ExchangeSpec) => number): number[] => rows.map(({ exchange }) => of(exchange));
  const texts = createNumbers(['']);
  const systems = createNumbers(['']);
  const orgs = createNumbers([]);
  const values = createNumbers([]);
  const models = createNumbers(['model-1']);
  const attributes = specs.flatMap(({ identity = {} }, account) =>
    ATTRIBUTE_FIELDS.flatMap((name, field) =>
      [identity[name] ?? []].flat().map((content) => ({ account, field, value: values.of(`${name} ${content}`) })),
    ),
  );
  const system = Uint32Array.from(column((exchange) => systems.of(exchange.system ?? '')));
  const rowStart = new Uint32Array(specs.length + 1);
  specs.forEach(({ exchanges }, a) => (rowStart[a + 1] = rowStart[a]! + exchanges.length));
  return {
    accounts: {
      count: specs.length,
      created: Uint32Array.from(specs, (spec) => spec.created ?? 0),
      org: Int32Array.from(specs, (spec) => (spec.org === undefined ? -1 : orgs.of(spec.org))),
      plan: specs.map(() => 'api'),
      declaredUse: specs.map((spec) => spec.declaredUse ?? ''),
      hosted: Uint8Array.from(specs, (spec) => (spec.hosted === true ? 1 : 0)),
      authorised: specs.map((spec) => spec.authorised ?? ''),
    },
    exchanges: {
      count: rows.length,
      rowStart,
      account: Uint32Array.from(rows, (row) => row.account),
      ts: Uint32Array.from(column((exchange) => exchange.ts)),
      text: Uint32Array.from(column((exchange) => texts.of(exchange.text))),
      grams: Uint32Array.from(rows.flatMap(({ exchange }) => sampleText(exchange, salt))),
      system,
      systemGrams: Uint32Array.from(systems.names().flatMap((name) => samplesOf(name, 0, GRAMS, ~salt))),
      techniques: Uint16Array.from(column((exchange) => exchange.techniques ?? 0)),
      flags: new Uint16Array(rows.length),
      turns: Uint8Array.from(column((exchange) => exchange.turns ?? 1)),
      words: new Uint16Array(rows.length).fill(60),
      inputTokens: new Uint32Array(rows.length).fill(80),
      outputTokens: new Uint32Array(rows.length).fill(300),
      model: Uint16Array.from(column((exchange) => models.of(exchange.model ?? 'model-1'))),
      models: models.names(),
    },
    attributes: {
      count: attributes.length,
      account: Uint32Array.from(attributes, (row) => row.account),
      field: Uint8Array.from(attributes, (row) => row.field),
      value: Uint32Array.from(attributes, (row) => row.value),
      values: values.names().length,
    },
  };
}

function createNumbers(known: readonly string[]): { of(name: string): number; names(): string[] } {
  const numbers = new Map(known.map((name, i) => [name, i]));
  return {
    of(name) {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    },
    names: () => [...numbers.keys()],
  };
}

const TEMPLATE_SAMPLES = 11;
const SLOT_SAMPLES = 14;

function sampleText({ text, template, slot }: ExchangeSpec, salt: number): number[] {
  return [
    ...samplesOf(template ?? text, 0, TEMPLATE_SAMPLES, salt),
    ...samplesOf(slot ?? text, TEMPLATE_SAMPLES, SLOT_SAMPLES, salt),
    ...samplesOf(text, SLOT_SAMPLES, GRAMS, salt),
  ];
}

/** Samples [from, to) of a text; 0 where there is no text. */
function samplesOf(text: string, from: number, to: number, salt: number): number[] {
  let hash = salt;
  for (let i = 0; i < text.length; i++) hash = mix32(hash ^ text.charCodeAt(i)) + i;
  return Array.from({ length: to - from }, (_, i) => (text === '' ? 0 : Math.max(1, mix32(hash + (from + i) * 0x9e3779b1))));
}

/** Uniform numbers in [0, 1) from a seed. */
export function createUniform(seed: number): () => number {
  let state = mix32(seed + 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mix32(mix32(state) ^ 0x2545f491) / 0x1_0000_0000;
  };
}

/** Monday, 5 January 2026, midnight UTC. */
export const START = 1_767_571_200;

/** Moments of one person over some days, in working hours with a morning and an afternoon peak; ascending. */
export function workday(uniform: () => number, { days, perDay }: { readonly days: number; readonly perDay: number }): number[] {
  const times: number[] = [];
  for (let day = 0; day < days; day++) {
    for (let i = 0; i < perDay; i++) {
      const bump = (uniform() + uniform() + uniform()) / 3 - 0.5;
      times.push(START + day * 86_400 + Math.floor(3600 * ((uniform() < 0.5 ? 10 : 15) + 6 * bump) + 0.5));
    }
  }
  return times.sort((a, b) => a - b);
}

/** Moments of batches that each wake some workers within a few seconds, day and night; one ascending list per worker. */
export function dispatch(
  uniform: () => number,
  plan: { readonly workers: number; readonly awake: number; readonly batches: number; readonly days: number },
): number[][] {
  const times: number[][] = Array.from({ length: plan.workers }, () => []);
  for (let batch = 0; batch < plan.batches; batch++) {
    const at = START + Math.floor(uniform() * plan.days * 86_400);
    const first = Math.floor(uniform() * plan.workers);
    for (let i = 0; i < plan.awake; i++) times[(first + i) % plan.workers]!.push(at + Math.floor(uniform() * 8));
  }
  return times.map((list) => list.sort((a, b) => a - b));
}

/** One series of the moments of owners 0, 1, 2 …; requests within `session` seconds are one moment. */
export function seriesOfOwners(times: readonly (readonly number[])[], session = 0): EventSeries {
  const events = times
    .flatMap((list, owner) => list.filter((t, i) => i === 0 || t - list[i - 1]! > session).map((t) => ({ t, owner })))
    .sort((a, b) => a.t - b.t || a.owner - b.owner);
  return { ts: Uint32Array.from(events, ({ t }) => t), owner: Uint32Array.from(events, ({ owner }) => owner) };
}

/** A customer like others: words, instruments and a place of its own, a working week, a birthday years apart. */
export function customer(uniform: () => number, name: string, more: Partial<AccountSpec> = {}): AccountSpec {
  const exchanges = workday(uniform, { days: 7, perDay: 5 }).map((ts, i) => ({ ts, text: `${name} ${i}`, turns: 1 + (i % 4) }));
  const created = START - Math.floor(uniform() * 700 * 86_400);
  return { exchanges, created, identity: { payment: name, device: name, ip: name, net: name }, ...more };
}

/** `count` customers, named apart by `group`. */
export function customers(uniform: () => number, count: number, group = 'customer'): AccountSpec[] {
  return Array.from({ length: count }, (_, i) => customer(uniform, `${group} ${i}`));
}

export interface CampaignPlan {
  readonly workers: number;
  readonly name?: string;
  /** Share of the work that asks for hidden reasoning. */
  readonly asking?: number;
  readonly template?: boolean;
  /** Workers on one card; 1 = each its own. */
  readonly perCard?: number;
  /** Woken together; else everybody works at moments of its own. */
  readonly clock?: boolean;
  /** Ordinary exchanges of each worker beside its work. */
  readonly camouflage?: boolean;
}

/** Accounts that work through one corpus: by default with one wrapper, one clock and a few cards. */
export function campaign(uniform: () => number, plan: CampaignPlan): AccountSpec[] {
  const { workers, name = 'campaign', asking = 0.7, template = true, perCard = 4, clock = true, camouflage = false } = plan;
  const woken = dispatch(uniform, { workers, awake: Math.ceil(workers / 3), batches: 60, days: 7 });
  return woken.map((list, worker) => {
    const itself = customer(uniform, `${name} ${worker}`);
    const work = list.map((ts, i) => ({
      ts: clock ? ts : START + Math.floor(uniform() * 7 * 86_400),
      text: `${name} item ${worker}/${i}`,
      techniques: uniform() < asking ? 1 : 0,
      ...(template ? { template: `${name} wrapper` } : {}),
    }));
    return {
      ...itself,
      exchanges: camouflage ? [...work, ...itself.exchanges] : work,
      identity: { ...itself.identity, payment: `${name} card ${Math.floor(worker / perCard)}` },
    };
  });
}
