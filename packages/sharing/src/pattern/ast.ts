// SPDX-License-Identifier: Apache-2.0
/** The parts of a STIX pattern (STIX 2.1, section 9). `at` is an offset into the text in UTF-16 code units. */

export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'integer' | 'float'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `value` keeps the text between the quotes: base64, hexadecimal digits, RFC 3339. */
  | { readonly kind: 'binary' | 'hex' | 'timestamp'; readonly value: string };

export type PathStep =
  | { readonly kind: 'key'; readonly name: string }
  /** `null` stands for `[*]`. */
  | { readonly kind: 'index'; readonly index: number | null };

export interface ObjectPath {
  readonly objectType: string;
  /** Never empty; the first step is a key. */
  readonly steps: readonly PathStep[];
  readonly at: number;
}

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'IN', 'LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Comparison {
  readonly kind: 'comparison';
  readonly path: ObjectPath;
  readonly negated: boolean;
  readonly operator: Operator;
  /** One literal, or any number of them for `IN`. */
  readonly literals: readonly Literal[];
  readonly at: number;
}

export interface Exists {
  readonly kind: 'exists';
  readonly path: ObjectPath;
  readonly negated: boolean;
  readonly at: number;
}

export interface ComparisonGroup {
  readonly kind: 'and' | 'or';
  /** At least two. */
  readonly parts: readonly ComparisonExpression[];
}

export type ComparisonExpression = Comparison | Exists | ComparisonGroup;

export type Qualifier =
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'repeats'; readonly times: number }
  | { readonly kind: 'startstop'; readonly start: string; readonly stop: string };

/** `[…]` */
export interface ObservationTest {
  readonly kind: 'observation';
  readonly test: ComparisonExpression;
}

export interface ObservationGroup {
  readonly kind: 'observation-and' | 'observation-or' | 'followed-by';
  /** At least two. */
  readonly parts: readonly ObservationExpression[];
}

export interface Qualified {
  readonly kind: 'qualified';
  readonly base: ObservationExpression;
  readonly qualifier: Qualifier;
}

export type ObservationExpression = ObservationTest | ObservationGroup | Qualified;
