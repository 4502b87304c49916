// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUES } from '@stillwatch/core';
import { bucketOf } from './buckets.ts';
import { isTextInDisguise, isTextInNumbers } from './disguise.ts';

/**
 * What the value of a released field may look like. All but `text` leave no room for words of others: a value that does not
 * fit is dropped. `text` is only what the author of the release wrote for it, and is scrubbed besides.
 */
export const SHAPES = [
  'type',
  'id',
  'timestamp',
  'count',
  'ordinal',
  'percent',
  'flag',
  'word',
  'version',
  'technique',
  'hash',
  'token',
  'numbers',
  'pattern',
  'text',
] as const;
export type Shape = (typeof SHAPES)[number];

/** Words of STIX 2.1's vocabularies, and of the extension for abuse of language models, that a field of words may hold. */
const WORDS = new Set(
  `indicator campaign infrastructure identity sighting opinion relationship report grouping note software attack-pattern
  user-account intrusion-set threat-actor course-of-action stix llm-api voprf-ristretto255 new-sco new-sdo property-extension
  toplevel-property-extension organization class system group individual unknown unspecified
  anomalous-activity anonymization benign compromised malicious-activity attribution suspicious-activity malware-analysis
  amplification botnet command-and-control exfiltration hosting-malware hosting-target-lists phishing reconnaissance staging
  strongly-disagree disagree neutral agree strongly-agree true-positive false-positive disputed confirmed refuted
  uses indicates consists-of based-on attributed-to targets related-to derived-from duplicate-of mitigates distilled-from
  communicates-with controls hosts owns investigates
  chain-of-thought agentic-coding mathematics coding tool-use multi-turn preference-data safety-behaviour vision translation
  extraction distillation reward-modelling evaluation minhash simhash mitre-atlas
  stillwatch tlp low moderate high sketch-v1 sha-256`.split(/\s+/),
);
/** What a technique of ours aims at, in the words that this project has for it. */
const CAPABILITIES: ReadonlySet<string> = new Set(TECHNIQUES.map(({ capability }) => capability));
const TECHNIQUE_NAMES: ReadonlySet<string> = new Set(TECHNIQUES.map(({ id }) => id));

/** Of MITRE ATLAS, or of ATT&CK. */
const ATLAS = /^(?:AML\.)?T[0-9]{4}(?:\.[0-9]{3})?$/;

const PATTERNS: Partial<Record<Shape, RegExp>> = {
  // The list has it already: no other type comes this far.
  type: /^[a-z][a-z0-9-]{2,60}$/,
  id: /^[a-z][a-z0-9-]{2,60}--[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  timestamp: /^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3,6}Z$/,
  version: /^[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}$/,
  hash: /^[0-9a-f]{16,128}$/,
  // 32 or 64 bytes in base64url: what private matching and keyed hashes give, and no key of a service.
  token: /^(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86})$/,
  pattern:
    /^\[[a-z0-9-]{3,60}:[a-z0-9_]{2,60} = '[0-9a-f]{16,128}'\](?: (?:AND|OR|FOLLOWEDBY) \[[a-z0-9-]{3,60}:[a-z0-9_]{2,60} = '[0-9a-f]{16,128}'\]){0,200}$/,
};
/** Shapes with room enough for a hidden text; an id is a UUID, whose variant bits are no letter. */
const MAY_HIDE: ReadonlySet<Shape> = new Set(['hash', 'token', 'pattern']);
/** Bands and the like: numbers of a fingerprint. */
const MOST_NUMBERS = 256;

/** @returns what leaves in place of the value; undefined where it does not fit. Free text comes back as it is. */
export function fitShape(shape: Shape, value: unknown): unknown {
  switch (shape) {
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? bucketOf(value) : undefined;
    case 'ordinal':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100_000 ? value : undefined;
    case 'percent':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'word':
      return typeof value === 'string' && (WORDS.has(value) || CAPABILITIES.has(value)) ? value : undefined;
    case 'technique':
      return typeof value === 'string' && (TECHNIQUE_NAMES.has(value) || ATLAS.test(value)) ? value : undefined;
    case 'numbers':
      return fitNumbers(value);
    case 'text':
      return typeof value === 'string' ? value : undefined;
    default:
      return typeof value === 'string' && PATTERNS[shape]!.test(value) && !(MAY_HIDE.has(shape) && isTextInDisguise(value))
        ? value
        : undefined;
  }
}

/** Digits of a fingerprint: 32-bit numbers, or 64-bit ones as 16 hexadecimal digits. */
function fitNumbers(value: unknown): unknown {
  if (!Array.isArray(value) || value.length > MOST_NUMBERS) return undefined;
  const fits = (value as unknown[]).every((one) =>
    typeof one === 'number' ? Number.isInteger(one) && one >= 0 && one <= 0xffff_ffff : isDigits64(one),
  );
  return fits && !isTextInNumbers(value as (number | string)[]) ? value : undefined;
}

function isDigits64(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);
}
