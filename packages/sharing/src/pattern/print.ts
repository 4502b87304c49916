// SPDX-License-Identifier: Apache-2.0
import type { ComparisonExpression, Literal, ObjectPath, ObservationExpression, Qualifier } from './ast.ts';

/** Writes a pattern in one canonical spelling; reading it gives the same pattern. */
export function printPattern(pattern: ObservationExpression): string {
  return writeObservation(pattern, 0);
}

/** A string as a literal of the pattern language, quotes included. */
export function quote(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}

const STRENGTH = { 'followed-by': 1, 'observation-or': 2, 'observation-and': 3 } as const;
const WORD = { 'followed-by': 'FOLLOWEDBY', 'observation-or': 'OR', 'observation-and': 'AND' } as const;

function writeObservation(expression: ObservationExpression, above: number): string {
  if (expression.kind === 'observation') return `[${writeTest(expression.test, 0)}]`;
  if (expression.kind === 'qualified') return `${writeQualifiedBase(expression.base)} ${writeQualifier(expression.qualifier)}`;
  const strength = STRENGTH[expression.kind];
  const text = expression.parts.map((part) => writeObservation(part, strength)).join(` ${WORD[expression.kind]} `);
  return above >= strength ? `(${text})` : text;
}

/** Parentheses around what has a qualifier already keep two of a kind from standing on one pair of brackets. */
function writeQualifiedBase(base: ObservationExpression): string {
  return base.kind === 'observation' ? writeObservation(base, 0) : `(${writeObservation(base, 0)})`;
}

function writeQualifier(qualifier: Qualifier): string {
  switch (qualifier.kind) {
    case 'within':
      return `WITHIN ${writeNumber(qualifier.seconds)} SECONDS`;
    case 'repeats':
      return `REPEATS ${writeNumber(qualifier.times)} TIMES`;
    case 'startstop':
      return `START t'${qualifier.start}' STOP t'${qualifier.stop}'`;
  }
}

/** Numbers without an exponent, which the language does not have. */
function writeNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? (Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20)) : text;
}

function writeTest(test: ComparisonExpression, above: number): string {
  if (test.kind === 'exists') return `${test.negated ? 'NOT ' : ''}EXISTS ${writePath(test.path)}`;
  if (test.kind === 'comparison') {
    const { path, negated, operator, literals } = test;
    const operand = operator === 'IN' ? `(${literals.map(writeLiteral).join(', ')})` : writeLiteral(literals[0]!);
    return `${writePath(path)}${negated ? ' NOT' : ''} ${operator} ${operand}`;
  }
  const strength = test.kind === 'or' ? 1 : 2;
  const text = test.parts.map((part) => writeTest(part, strength)).join(test.kind === 'or' ? ' OR ' : ' AND ');
  return above >= strength ? `(${text})` : text;
}

function writePath({ objectType, steps }: ObjectPath): string {
  const written = steps.map((step, i) => {
    if (step.kind === 'index') return `[${step.index ?? '*'}]`;
    return (
      (i === 0 ? '' : '.') +
      (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step.name) && !RESERVED.test(step.name) ? step.name : quote(step.name))
    );
  });
  return `${objectType}:${written.join('')}`;
}

const RESERVED =
  /^(AND|OR|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUPERSET|ISSUBSET|EXISTS|LAST|IN|START|STOP|SECONDS|WITHIN|REPEATS|TIMES|true|false)$/;

function writeLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return quote(literal.value);
    case 'boolean':
      return String(literal.value);
    case 'integer':
    case 'float':
      return literal.text;
    case 'binary':
      return `b'${literal.value}'`;
    case 'hex':
      return `h'${literal.value}'`;
    case 'timestamp':
      return `t'${literal.value}'`;
  }
}
