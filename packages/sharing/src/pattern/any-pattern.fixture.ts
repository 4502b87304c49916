// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import type { ComparisonExpression, Literal, ObjectPath, ObservationExpression } from './ast.ts';

const name = fc.constantFrom('name', 'size', 'value', 'SHA-256', 'IN', 'it', "o'clock", 'true');
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => ({ kind: 'string' as const, value })),
  fc.integer().map((value) => ({ kind: 'integer' as const, value, text: String(value) })),
  fc
    .integer({ min: -9_999, max: 9_999 })
    .map((value) => ({ kind: 'float' as const, value: value / 8, text: (value / 8).toFixed(3) })),
  fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
  fc.constantFrom<Literal>(
    { kind: 'timestamp', value: '2026-01-01T00:00:00Z' },
    { kind: 'hex', value: '00ff' },
    { kind: 'binary', value: 'aGk=' },
  ),
);
const text: fc.Arbitrary<Literal> = fc.string({ maxLength: 8 }).map((value) => ({ kind: 'string' as const, value }));
const path: fc.Arbitrary<ObjectPath> = fc.record({
  objectType: fc.constantFrom('file', 'ipv4-addr', 'x-prompt-template'),
  steps: fc
    .tuple(
      name.map((key) => ({ kind: 'key' as const, name: key })),
      fc.array(
        fc.oneof(
          name.map((key) => ({ kind: 'key' as const, name: key })),
          fc.option(fc.nat(20)).map((index) => ({ kind: 'index' as const, index })),
        ),
        { maxLength: 3 },
      ),
    )
    .map(([first, rest]) => [first, ...rest]),
  at: fc.constant(0),
});
const comparison: fc.Arbitrary<ComparisonExpression> = fc.oneof(
  fc.record({
    kind: fc.constant('comparison' as const),
    path,
    negated: fc.boolean(),
    operator: fc.constantFrom('=' as const, '!=' as const),
    literals: literal.map((one) => [one]),
    at: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    path,
    negated: fc.boolean(),
    operator: fc.constantFrom('LIKE' as const, 'MATCHES' as const, 'ISSUBSET' as const, 'ISSUPERSET' as const, '<=' as const),
    literals: text.map((one) => [one]),
    at: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    path,
    negated: fc.boolean(),
    operator: fc.constant('IN' as const),
    literals: fc.array(literal, { maxLength: 3 }),
    at: fc.constant(0),
  }),
  fc.record({ kind: fc.constant('exists' as const), path, negated: fc.boolean(), at: fc.constant(0) }),
);

/** Any pattern that can be written, by its parts. */
export const anyPattern: fc.Arbitrary<ObservationExpression> = fc.letrec<{
  test: ComparisonExpression;
  observation: ObservationExpression;
}>((tie) => ({
  test: fc.oneof(
    { maxDepth: 2 },
    comparison,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('test'), { minLength: 2, maxLength: 3 }),
    }),
  ),
  observation: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('observation' as const), test: tie('test') }),
    fc.record({
      kind: fc.constantFrom('observation-and' as const, 'observation-or' as const, 'followed-by' as const),
      parts: fc.array(tie('observation'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('qualified' as const),
      base: tie('observation'),
      qualifier: fc.constantFrom(
        { kind: 'within' as const, seconds: 5.5 },
        { kind: 'repeats' as const, times: 2 },
        { kind: 'startstop' as const, start: '2026-01-01T00:00:00Z', stop: '2026-01-01T00:01:00.5Z' },
      ),
    }),
  ),
})).observation;
