// SPDX-License-Identifier: Apache-2.0
import { patternHashProblem } from '../stix/hashes.ts';
import type { Comparison, ComparisonExpression, Exists, ObservationExpression } from './ast.ts';
import type { TokenReader } from './token-reader.ts';

/** The comparisons of a pattern, from left to right. */
export function comparisonsOf(pattern: ObservationExpression): (Comparison | Exists)[] {
  switch (pattern.kind) {
    case 'observation':
      return testsOf(pattern.test);
    case 'qualified':
      return comparisonsOf(pattern.base);
    default:
      return pattern.parts.flatMap(comparisonsOf);
  }
}

function testsOf(test: ComparisonExpression): (Comparison | Exists)[] {
  return 'parts' in test ? test.parts.flatMap(testsOf) : [test];
}

/** Checks what the grammar cannot: that the text of a hash has the length of its algorithm. @throws PatternError */
export function checkPattern(pattern: ObservationExpression, reader: TokenReader): void {
  for (const comparison of comparisonsOf(pattern)) {
    if (comparison.kind !== 'comparison') continue;
    const { path, operator, literals } = comparison;
    if (operator !== '=' && operator !== '!=' && operator !== 'IN') continue;
    const [before, last] = path.steps.slice(-2);
    if (before?.kind !== 'key' || last?.kind !== 'key' || !/(^|_)hashes$/.test(before.name)) continue;
    for (const literal of literals) {
      const problem = literal.kind === 'string' ? patternHashProblem(last.name, literal.value) : null;
      if (problem !== null) throw reader.failAt(comparison.at, problem);
    }
  }
}
