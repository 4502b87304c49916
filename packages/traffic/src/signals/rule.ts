// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';

/** A named pattern for one extraction technique, with its own test cases. */
export interface Rule {
  /** `family.slug@version`; never reused for another meaning. */
  readonly id: string;
  readonly technique: Technique;
  /** What a hit is worth, in bits. */
  readonly bits: number;
  /** In words, for people. */
  readonly about: string;
  /** The patterns are tried only where one of these words occurs; lower case, one token each. */
  readonly triggers: readonly string[];
  /**
   * All must match, in any order. Each is linear but for bounded gaps: two of them at most, no unbounded
   * repetition, because strangers choose the text.
   */
  readonly patterns: readonly RegExp[];
  /** The first pattern must match this often; 1 if absent. */
  readonly times?: number;
  /** Where this matches, the text only speaks of the technique. */
  readonly unless?: RegExp;
  /** Texts that must match. */
  readonly hits: readonly string[];
  /** Look-alikes of ordinary customers that must not. */
  readonly passes: readonly string[];
}

/** Rules read this much of a text: a longer one is data, and its wrapper lies at the two ends. */
const HEAD = 6_000;
const TAIL = 2_000;
const MANY_SPACES = /[^\S\n]{2,}/g;

/** The part of a folded text that rules read. */
export function partForRules(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
}

/** Runs of blanks become one. */
export function joinBlanks(part: string): string {
  return part.replace(MANY_SPACES, ' ');
}

/**
 * True when a rule's patterns match.
 * @param text comes from {@link partForRules} and {@link joinBlanks}.
 * @param matches says of one pattern whether it matches the text.
 */
export function matchesRule(
  rule: Rule,
  text: string,
  matches: (pattern: RegExp) => boolean = (pattern) => pattern.test(text),
): boolean {
  const { patterns, times = 1, unless } = rule;
  for (const pattern of patterns) if (!matches(pattern)) return false;
  if (times > 1 && countMatches(patterns[0]!, text, times) < times) return false;
  return unless === undefined || !matches(unless);
}

function countMatches(pattern: RegExp, text: string, enough: number): number {
  const found = text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`));
  let count = 0;
  while (count < enough && !found.next().done) count++;
  return count;
}
