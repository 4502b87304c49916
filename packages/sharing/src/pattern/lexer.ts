// SPDX-License-Identifier: Apache-2.0
import { parseTimestamp } from '../stix/timestamp.ts';
import { PatternError } from './problem.ts';

export type TokenKind =
  | 'keyword'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'binary'
  | 'hex'
  | 'timestamp'
  | 'symbol'
  /** What is no token; `value` says why. Nothing comes after it. */
  | 'invalid'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Of literals the value between the quotes, escapes undone; of everything else what stands in the pattern. */
  readonly value: string;
  readonly text: string;
  readonly at: number;
}

/** Words that cannot be names; they are upper case but for the two truth values. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'AND OR NOT FOLLOWEDBY LIKE MATCHES ISSUPERSET ISSUBSET EXISTS LAST IN START STOP SECONDS WITHIN REPEATS TIMES ' +
    'true false'
  ).split(' '),
);

const MAX_LENGTH = 65_536;

// Sticky expressions without nested repetition: each takes time linear in what it eats.
const SKIPPED = /(?:[\s\u0085]|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\r\n]*)+/y;
const STRING = /'(?:[^'\\]|\\['\\])*'/y;
const TYPED = /([bht])'([^'\\]*)'/y;
const NUMBER = /[+-]?(?:\d*\.\d+|(?:0|[1-9]\d*))/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const SYMBOL = /==|!=|<>|<=|>=|[=<>[\]():.,*]/y;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HEX = /^(?:[0-9A-Fa-f]{2})*$/;
const TYPES = {
  b: { kind: 'binary', what: 'base64', holds: (value: string) => BASE64.test(value) },
  h: { kind: 'hex', what: 'pairs of hexadecimal digits', holds: (value: string) => HEX.test(value) },
  t: { kind: 'timestamp', what: 'a time in RFC 3339 with Z', holds: (value: string) => parseTimestamp(value) !== null },
} as const;

/**
 * Cuts a pattern into tokens, the last of kind `end` or `invalid`.
 * @throws PatternError where the pattern is too long to be looked at
 */
export function tokenize(pattern: string): Token[] {
  if (pattern.length > MAX_LENGTH) {
    throw new PatternError(`a pattern may have at most ${MAX_LENGTH} characters`, { line: 1, column: 0 });
  }
  const tokens: Token[] = [];
  let at = 0;
  const eat = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    return expression.exec(pattern);
  };
  const add = (kind: TokenKind, text: string, value = text) => {
    tokens.push({ kind, value, text, at });
    at += text.length;
  };
  const addInvalid = (why: string) => {
    tokens.push({ kind: 'invalid', value: why, text: pattern.slice(at, at + 1), at });
    return tokens;
  };
  for (;;) {
    at += eat(SKIPPED)?.[0].length ?? 0;
    if (at >= pattern.length) break;
    const typed = eat(TYPED);
    if (typed !== null) {
      const [text, prefix, value] = typed as unknown as [string, keyof typeof TYPES, string];
      const { kind, what, holds } = TYPES[prefix];
      if (!holds(value)) return addInvalid(`${text} is not ${what}`);
      add(kind, text, value);
      continue;
    }
    const string = eat(STRING)?.[0];
    if (string !== undefined) {
      add('string', string, string.slice(1, -1).replace(/\\(['\\])/g, '$1'));
      continue;
    }
    const number = eat(NUMBER)?.[0];
    if (number !== undefined) {
      add(number.includes('.') ? 'float' : 'integer', number);
      continue;
    }
    const name = eat(NAME)?.[0];
    if (name !== undefined) {
      add(KEYWORDS.has(name) ? 'keyword' : 'name', name);
      continue;
    }
    const symbol = eat(SYMBOL)?.[0];
    if (symbol === undefined) {
      return addInvalid(
        pattern[at] === "'"
          ? "a string that does not end, or that has an escape other than \\' and \\\\"
          : `unexpected ${JSON.stringify(String.fromCodePoint(pattern.codePointAt(at)!))}`,
      );
    }
    add('symbol', symbol);
  }
  tokens.push({ kind: 'end', value: '', text: 'the end', at });
  return tokens;
}
