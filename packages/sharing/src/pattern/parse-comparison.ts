// SPDX-License-Identifier: Apache-2.0
import type { ComparisonExpression, Literal, ObjectPath, Operator, PathStep } from './ast.ts';
import type { TokenReader } from './token-reader.ts';

const SYMBOL_OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** What stands between square brackets; AND binds more strongly than OR. */
export function parseComparisons(reader: TokenReader): ComparisonExpression {
  return parseGroup(reader, 'or', () => parseGroup(reader, 'and', () => parseTest(reader)));
}

function parseGroup(reader: TokenReader, kind: 'and' | 'or', parsePart: () => ComparisonExpression): ComparisonExpression {
  const parts = [parsePart()];
  while (reader.take('keyword', kind.toUpperCase())) parts.push(parsePart());
  return parts.length === 1 ? parts[0]! : { kind, parts };
}

function parseTest(reader: TokenReader): ComparisonExpression {
  if (reader.take('symbol', '(')) {
    const inner = reader.nested(() => parseComparisons(reader));
    reader.expect('symbol', ')');
    return inner;
  }
  const { at } = reader.peek();
  const negatedExists = reader.take('keyword', 'NOT');
  if (reader.take('keyword', 'EXISTS')) return { kind: 'exists', path: parsePath(reader), negated: negatedExists, at };
  if (negatedExists) throw reader.unexpected('EXISTS');
  const path = parsePath(reader);
  const negated = reader.take('keyword', 'NOT');
  const operator = parseOperator(reader);
  return { kind: 'comparison', path, negated, operator, literals: parseOperand(reader, operator), at };
}

function parsePath(reader: TokenReader): ObjectPath {
  const { value: objectType, at } = reader.expect('name', null, 'an object path');
  reader.expect('symbol', ':');
  const steps: PathStep[] = [parseKey(reader)];
  for (;;) {
    if (reader.take('symbol', '.')) steps.push(parseKey(reader));
    else if (reader.take('symbol', '[')) {
      steps.push({ kind: 'index', index: reader.take('symbol', '*') ? null : parseIndex(reader) });
      reader.expect('symbol', ']');
    } else return { objectType, steps, at };
  }
}

function parseKey(reader: TokenReader): PathStep {
  const token = reader.peek();
  // A hyphen would be a minus: names that have one are quoted.
  if (token.kind === 'string' || (token.kind === 'name' && !token.value.includes('-'))) {
    reader.next();
    return { kind: 'key', name: token.value };
  }
  throw reader.unexpected("a property, quoted where it has a hyphen ('SHA-256')");
}

function parseIndex(reader: TokenReader): number {
  const { value, at } = reader.expect('integer', null, 'an index or *');
  if (!/^\d{1,9}$/.test(value)) throw reader.failAt(at, 'an index is a number from 0 on');
  return Number(value);
}

function parseOperator(reader: TokenReader): Operator {
  const { kind, value } = reader.peek();
  const known =
    kind === 'symbol'
      ? SYMBOL_OPERATORS[value]
      : kind === 'keyword' && ['IN', 'LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET'].includes(value)
        ? (value as Operator)
        : undefined;
  if (known === undefined) throw reader.unexpected('an operator');
  reader.next();
  return known;
}

function parseOperand(reader: TokenReader, operator: Operator): Literal[] {
  if (operator === 'IN') {
    reader.expect('symbol', '(', 'a set in parentheses');
    if (reader.take('symbol', ')')) return [];
    const literals = [parseLiteral(reader)];
    while (reader.take('symbol', ',')) literals.push(parseLiteral(reader));
    reader.expect('symbol', ')');
    return literals;
  }
  if (operator === 'LIKE' || operator === 'MATCHES' || operator === 'ISSUBSET' || operator === 'ISSUPERSET') {
    return [{ kind: 'string', value: reader.expect('string', null, "a string in '…'").value }];
  }
  const { at } = reader.peek();
  const literal = parseLiteral(reader);
  if (literal.kind === 'boolean' && operator !== '=' && operator !== '!=') {
    throw reader.failAt(at, `${operator} compares no truth values`);
  }
  return [literal];
}

function parseLiteral(reader: TokenReader): Literal {
  const { kind, value, text } = reader.peek();
  if (kind === 'string' || kind === 'binary' || kind === 'hex' || kind === 'timestamp') {
    reader.next();
    return { kind, value };
  }
  if (kind === 'integer' || kind === 'float') {
    reader.next();
    return { kind, value: Number(text), text };
  }
  if (kind === 'keyword' && (value === 'true' || value === 'false')) {
    reader.next();
    return { kind: 'boolean', value: value === 'true' };
  }
  throw reader.unexpected('a literal');
}
