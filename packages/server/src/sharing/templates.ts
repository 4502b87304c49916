// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  fingerprintOf,
  matchFingerprint,
  type SharedTemplate,
  type TemplateFingerprint,
  type TemplateSketch,
} from '@stillwatch/sharing';
import { sqlList, sqlValue, type TrafficStore } from '@stillwatch/traffic';

/** How sketches are made; a change of them is another scheme. */
export const SKETCH_SCHEME = 'sketch-v1';
const POSITIONS = 16;
/** Requests of a campaign that are looked at, templates that are made of them, and the fewest requests of one. */
const MOST_REQUESTS = 5_000;
const MOST_TEMPLATES = 8;
const LEAST_REQUESTS = 5;
const LEAST_SHARE = 0.02;
/** A fingerprint with fewer recurring samples would fit too much. */
const LEAST_SAMPLES = 3;

/** A stored request: its sketch, and what it said. */
export interface StoredSketch extends TemplateSketch {
  /** Hash of the whole text. */
  readonly slot: bigint;
}

const SAMPLES = Array.from({ length: POSITIONS }, (_, i) => `s${i}`);
const SPEC = {
  slot: 'UInt64',
  simhash: 'UInt64',
  words: 'UInt16',
  ...Object.fromEntries(SAMPLES.map((name) => [name, 'UInt32' as const])),
} as const;

/** Columns of {@link readSketches}, for a SELECT. */
const COLUMNS = `slot, simhash, words, ${SAMPLES.join(', ')}`;

/** Sketches of requests that fit a condition. */
async function readSketches(store: TrafficStore, where: string, limit: number): Promise<StoredSketch[]> {
  const sql = `SELECT ${COLUMNS} FROM ${store.table('exchanges')} WHERE ${where} LIMIT ${sqlValue(limit)}`;
  const { slot, simhash, words, ...rest } = await store.columns(sql, SPEC);
  const samples = SAMPLES.map((name) => (rest as unknown as Record<string, Uint32Array>)[name]!);
  return Array.from(slot, (text, i) => ({
    slot: text,
    simhash: simhash[i]!,
    words: words[i]!,
    lines: 0,
    signature: samples.map((column) => column[i]!),
  }));
}

/** Requests of some accounts (hashes) between two moments (seconds). */
export async function sketchesOf(
  store: TrafficStore,
  accounts: readonly bigint[],
  { from, to }: { from: number; to: number },
): Promise<StoredSketch[]> {
  if (accounts.length === 0) return [];
  const time = `ts >= toDateTime(${sqlValue(from)}) AND ts <= toDateTime(${sqlValue(to)})`;
  return readSketches(store, `account IN ${sqlList(accounts)} AND ${time} AND slot != 0`, MOST_REQUESTS);
}

/** Newest requests of an account that agree with a fingerprint in enough samples. */
export async function agreeingSketches(
  store: TrafficStore,
  fingerprint: TemplateFingerprint,
  account: bigint,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<StoredSketch[]> {
  const time = `ts >= toDateTime(${sqlValue(from)}) AND ts < toDateTime(${sqlValue(to)})`;
  return readSketches(
    store,
    `account = ${sqlValue(account)} AND ${time} AND ${agreementOf(fingerprint)} >= ${LEAST_SAMPLES}`,
    limit,
  );
}

/** Number of samples in which a stored request agrees, as SQL. */
export function agreementOf({ signature }: TemplateFingerprint): string {
  const terms = signature.flatMap((sample, at) => (sample === 0 ? [] : [`(s${at} = ${sqlValue(sample)})`]));
  return terms.length === 0 ? '0' : `(${terms.join(' + ')})`;
}

/** Can a fingerprint be looked for by its samples? */
export function isSelective({ signature }: TemplateFingerprint): boolean {
  return signature.filter((sample) => sample !== 0).length >= LEAST_SAMPLES;
}

export interface FoundTemplate {
  readonly fingerprint: TemplateFingerprint;
  readonly requests: number;
  readonly distinctTexts: number;
}

/**
 * Templates of a campaign's requests, the most used first: around the commonest sample that nothing else explains yet, whatever
 * agrees with what recurs there. Samples by which detection told the campaign apart come first, so that wording which everybody
 * uses does not become a template. Pure.
 * @param known values of such samples.
 */
export function findTemplates(sketches: readonly StoredSketch[], known: ReadonlySet<number>, keyId: string): FoundTemplate[] {
  const made = { scheme: SKETCH_SCHEME, keyId };
  const least = Math.max(LEAST_REQUESTS, Math.ceil(sketches.length * LEAST_SHARE));
  const found: FoundTemplate[] = [];
  let rest = sketches;
  while (found.length < MOST_TEMPLATES && rest.length >= least) {
    const seed = commonestSample(rest, known) ?? (known.size === 0 ? null : commonestSample(rest, new Set()));
    if (seed === null || seed.count < least) break;
    const around = rest.filter(({ signature }) => signature[seed.at] === seed.sample);
    const first = fingerprintOf(around, made);
    const members = rest.filter((sketch) => matchFingerprint(first, { ...made, sketches: [{ ...sketch, words: 0 }] }).isMatch);
    const fingerprint = members.length < least ? first : fingerprintOf(members, made);
    if (members.length >= least && isSelective(fingerprint)) {
      const distinctTexts = new Set(members.map(({ slot }) => slot)).size;
      found.push({ fingerprint, requests: members.length, distinctTexts });
    }
    const gone = new Set([...around, ...members]);
    rest = rest.filter((sketch) => !gone.has(sketch));
  }
  return found;
}

/** The sample that most requests have at its place; of `among` only, where there are any. */
function commonestSample(
  sketches: readonly StoredSketch[],
  among: ReadonlySet<number>,
): { at: number; sample: number; count: number } | null {
  let best: { at: number; sample: number; count: number } | null = null;
  for (let at = 0; at < POSITIONS; at++) {
    const counts = new Map<number, number>();
    for (const { signature } of sketches) {
      const sample = signature[at]!;
      if (sample !== 0 && (among.size === 0 || among.has(sample))) counts.set(sample, (counts.get(sample) ?? 0) + 1);
    }
    for (const [sample, count] of counts) if (best === null || count > best.count) best = { at, sample, count };
  }
  return best;
}

/** What is shared of a template. Times in milliseconds. */
export function toShared(
  { fingerprint, distinctTexts }: FoundTemplate,
  { confidence, validFrom, validUntil }: { confidence: number; validFrom: number; validUntil: number },
): SharedTemplate {
  const { scheme, keyId, signature, simhash, words, lines } = fingerprint;
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([scheme, keyId, signature]))
      .digest('hex'),
    scheme,
    ...(keyId === null ? {} : { keyId }),
    signature,
    simhash: simhash.toString(16).padStart(16, '0'),
    words,
    lines,
    slots: distinctTexts > 1 ? 1 : 0,
    confidence,
    validFrom,
    validUntil,
  };
}

/** The other way round. */
export function fromShared({ scheme, keyId, signature, bands, simhash, words, lines }: SharedTemplate): TemplateFingerprint {
  return {
    scheme,
    keyId: keyId ?? null,
    signature,
    bands: (bands ?? []).map((band) => BigInt(`0x${band}`)),
    simhash: BigInt(`0x${simhash}`),
    words,
    lines,
  };
}
