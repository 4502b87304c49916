// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Assertion } from '../assertion/assertion.ts';
import type { TemplateSketch } from '../fingerprint/fingerprint.ts';
import { matchFingerprint } from '../fingerprint/match-fingerprint.ts';
import { comparisonsOf } from '../pattern/check.ts';
import { tryParsePattern } from '../pattern/parse.ts';
import { PROMPT_TEMPLATE } from '../stix/extension.ts';

/** What surely is no abuse, by names that the receiver gives it. */
export interface Decoys {
  /** How the prompts' sketches were made; fingerprints that were made otherwise are not compared. */
  readonly scheme: string;
  readonly keyId: string;
  readonly prompts: readonly { readonly name: string; readonly sketch: TemplateSketch }[];
  /** Addresses, domains, e-mail addresses, accounts; letter case does not matter. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

/** Observables that a value can be asked for in; a program or a file may be called like an account and is another thing. */
const VALUED = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name', 'email-addr', 'url', 'user-account']);
/** Texts of a pattern between their quotes, before it is parsed: few patterns have any of the values in them. */
const TEXTS = /'((?:[^'\\]|\\.)*)'/g;

const bits64 = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .transform((hex) => BigInt(`0x${hex}`));
const Fingerprint = z.object({
  scheme: z.string(),
  key_id: z.string(),
  signature: z.array(z.int()).length(16),
  bands: z.array(bits64).default([]),
  simhash: bits64,
  words: z.int(),
  lines: z.int(),
});

/**
 * Tells by an object whether it is a report of a decoy, and of which. Reported is what an indicator asks for (`=` or `IN`, not
 * what a range or a regular expression may happen to fit), and a prompt template, which is shared for nothing else. An
 * observable alone says that it was seen, and an indicator of benign activity says the contrary.
 */
export function createCanaryTest({ scheme, keyId, prompts, values }: Decoys): (object: Assertion['object']) => string | null {
  const byValue = new Map(values.map(({ name, value }) => [value.toLowerCase(), name]));
  const ofTemplate = (object: Assertion['object']): string | null => {
    const read = Fingerprint.safeParse(object);
    if (!read.success) return null;
    const { key_id, ...fingerprint } = read.data;
    const isOf = (sketch: TemplateSketch): boolean =>
      matchFingerprint({ ...fingerprint, keyId: key_id }, { scheme, keyId, sketches: [sketch] }).isMatch;
    return prompts.find(({ sketch }) => isOf(sketch))?.name ?? null;
  };
  const ofIndicator = ({ pattern, pattern_type: kind, indicator_types: types }: Assertion['object']): string | null => {
    if (kind !== 'stix' || typeof pattern !== 'string') return null;
    if (Array.isArray(types) && types.length > 0 && types.every((type) => type === 'benign')) return null;
    const texts = [...pattern.matchAll(TEXTS)].map(([, text]) => text!.replaceAll(/\\(.)/g, '$1').toLowerCase());
    if (!texts.some((text) => byValue.has(text))) return null;
    const parsed = tryParsePattern(pattern);
    if (!parsed.ok) return null;
    for (const one of comparisonsOf(parsed.pattern)) {
      if (one.kind !== 'comparison' || one.negated || !VALUED.has(one.path.objectType)) continue;
      if (one.operator !== '=' && one.operator !== 'IN') continue;
      const named = one.literals.flatMap(({ value }) => byValue.get(String(value).toLowerCase()) ?? []);
      if (named.length > 0) return named[0]!;
    }
    return null;
  };
  return (object) => {
    if (object.type === PROMPT_TEMPLATE) return prompts.length === 0 ? null : ofTemplate(object);
    return object.type === 'indicator' && byValue.size > 0 ? ofIndicator(object) : null;
  };
}
