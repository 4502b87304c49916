// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';

/** A named pattern for one extraction technique, with its own test cases. */
export interface Rule {
  /** `family.slug@version`; never reused for another meaning. */
  readonly id: string;
  readonly technique: Technique;
  /** What a hit is worth, in bits. */
  readonly bits: number;
  /** The pattern is tried only where one of these words occurs; lower case, one token each. */
  readonly triggers: readonly string[];
  readonly pattern: RegExp;
  /** Texts that must match. */
  readonly hits: readonly string[];
  /** Look-alikes of ordinary customers that must not. */
  readonly passes: readonly string[];
}
