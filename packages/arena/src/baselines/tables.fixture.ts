// SPDX-License-Identifier: Apache-2.0
import { GRAMS, mix32, type TrafficTable } from '@stillwatch/detection';
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';

/** One exchange of a hand-made table. */
export interface Said {
  /** Seconds after the start of the table. */
  readonly at: number;
  /** Name of what is said: another name, other samples. */
  readonly text: string;
  /** Wrapper around the text, which gives samples 0–13; without one the text gives all. */
  readonly wrapper?: string;
  readonly system?: string;
  readonly techniques?: number;
  readonly flags?: number;
  readonly words?: number;
  readonly outputTokens?: number;
  readonly model?: string;
}

export interface Holder {
  readonly said: readonly Said[];
  readonly org?: number;
  readonly hosted?: boolean;
  readonly identity?: Partial<Record<AttributeField, readonly string[]>>;
}

/** Monday, 6 July 2026, midnight UTC. */
const START = 1_783_296_000;
const WRAPPER_SAMPLES = 14;

export function buildTable(holders: readonly Holder[]): TrafficTable {
  const rows = holders.flatMap(({ said }, account) =>
    said.toSorted((x, y) => x.at - y.at).map((exchange) => ({ account, exchange })),
  );
  const column = (of: (exchange: Said) => number): number[] => rows.map(({ exchange }) => of(exchange));
  const texts = createNumbers('');
  const systems = createNumbers('');
  const models = createNumbers('model-a');
  const values = createNumbers();
  const rowStart = new Uint32Array(holders.length + 1);
  holders.forEach(({ said }, a) => (rowStart[a + 1] = rowStart[a]! + said.length));
  const attributes = holders.flatMap(({ identity = {} }, account) =>
    ATTRIBUTE_FIELDS.flatMap((name, field) =>
      (identity[name] ?? []).map((content) => ({ account, field, value: values.of(`${name}/${content}`) })),
    ),
  );
  return {
    accounts: {
      count: holders.length,
      created: new Uint32Array(holders.length),
      org: Int32Array.from(holders, ({ org = -1 }) => org),
      plan: holders.map(() => 'api'),
      declaredUse: holders.map(() => ''),
      hosted: Uint8Array.from(holders, ({ hosted = false }) => Number(hosted)),
      authorised: holders.map(() => ''),
    },
    exchanges: {
      count: rows.length,
      rowStart,
      account: Uint32Array.from(rows, ({ account }) => account),
      ts: Uint32Array.from(column(({ at }) => START + at)),
      text: Uint32Array.from(column(({ text, wrapper }) => (text === '' ? 0 : texts.of(`${wrapper ?? ''}/${text}`)))),
      grams: Uint32Array.from(
        rows.flatMap(({ exchange: { text, wrapper = text } }) =>
          Array.from({ length: GRAMS }, (_, g) => sampleOf(g < WRAPPER_SAMPLES ? wrapper : text, g)),
        ),
      ),
      system: Uint32Array.from(column(({ system = '' }) => systems.of(system))),
      systemGrams: Uint32Array.from(
        systems.names().flatMap((name) => Array.from({ length: GRAMS }, (_, g) => sampleOf(name, g))),
      ),
      techniques: Uint16Array.from(column(({ techniques = 0 }) => techniques)),
      flags: Uint16Array.from(column(({ flags = 0 }) => flags)),
      turns: new Uint8Array(rows.length).fill(1),
      words: Uint16Array.from(column(({ words = 40 }) => words)),
      inputTokens: new Uint32Array(rows.length).fill(50),
      outputTokens: Uint32Array.from(column(({ outputTokens = 200 }) => outputTokens)),
      model: Uint16Array.from(column(({ model = 'model-a' }) => models.of(model))),
      models: models.names(),
    },
    attributes: {
      count: attributes.length,
      account: Uint32Array.from(attributes, ({ account }) => account),
      field: Uint8Array.from(attributes, ({ field }) => field),
      value: Uint32Array.from(attributes, ({ value }) => value),
      values: values.names().length,
    },
  };
}

function createNumbers(...first: readonly string[]): { of(name: string): number; names(): string[] } {
  const known = new Map(first.map((name, i) => [name, i]));
  return {
    of(name) {
      const number = known.get(name) ?? known.size;
      known.set(name, number);
      return number;
    },
    names: () => [...known.keys()],
  };
}

function sampleOf(name: string, slot: number): number {
  if (name === '') return 0;
  let hash = slot + 1;
  for (let i = 0; i < name.length; i++) hash = mix32(Math.imul(hash, 31) + name.charCodeAt(i));
  return Math.max(1, hash);
}

/** Uniform numbers in [0, 1). */
export function createUniform(seed: number): () => number {
  let state = mix32(seed + 0x9e3779b9);
  return () => mix32((state = (state + 0x6d2b79f5) >>> 0)) / 2 ** 32;
}

/** People who ask what nobody asked before, and now and then what many do, in the daytime of two weeks. */
export function people(count: number, seed: number, requests = 30): Holder[] {
  const uniform = createUniform(seed);
  return Array.from({ length: count }, (_, a) => ({
    said: Array.from({ length: 2 + Math.floor(uniform() * 2 * requests) }, (_, i) => ({
      at: Math.floor(uniform() * 14) * 86_400 + Math.floor((7 + 12 * uniform()) * 3600),
      text: uniform() < 0.2 ? `popular ${Math.floor(40 * uniform() ** 2)}` : `own ${seed} ${a} ${i}`,
      words: 5 + Math.floor(uniform() * 200),
      outputTokens: 20 + Math.floor(uniform() * 900),
    })),
    identity: { payment: [`card ${seed} ${a}`], net: [`net ${seed} ${a}`], ip: [`ip ${seed} ${a}`] },
  }));
}

/**
 * One operator's accounts: a queue of work under a few wrappers, sent by all in the same hours. Camouflage is drawn apart, so that
 * the same seed gives the same work with and without it.
 */
export function lockstep(count: number, seed: number, { wrappers = 4, requests = 40, camouflage = 0 } = {}): Holder[] {
  const uniform = createUniform(seed + 77);
  const disguise = createUniform(seed + 177);
  const hours = Array.from({ length: 10 }, () => Math.floor(uniform() * 14 * 24));
  return Array.from({ length: count }, (_, a) => ({
    said: [
      ...Array.from({ length: requests }, (_, i) => ({
        at: hours[Math.floor(uniform() * hours.length)]! * 3600 + Math.floor(uniform() * 3600),
        wrapper: `wrapper ${seed} ${Math.floor(uniform() * wrappers)}`,
        text: `work ${seed} ${a} ${i}`,
      })),
      ...Array.from({ length: camouflage }, () => ({
        at: Math.floor(disguise() * 14 * 86_400),
        text: `popular ${Math.floor(40 * disguise() ** 2)}`,
      })),
    ],
    identity: { payment: [`card ${seed} of ${a}`] },
  }));
}

/** Numbers 0 … count−1 in an order that the seed decides. */
export function shuffled(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => i).sort((x, y) => mix32(x ^ mix32(seed)) - mix32(y ^ mix32(seed)));
}
