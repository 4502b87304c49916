// SPDX-License-Identifier: Apache-2.0
import { type Token, type TokenKind, tokenize } from './lexer.ts';
import { PatternError, placeAt } from './problem.ts';

const MAX_DEPTH = 64;

/** Goes through the tokens of a pattern once. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  /** @throws PatternError */
  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  peek(): Token {
    return this.#tokens[this.#position]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end' && token.kind !== 'invalid') this.#position++;
    return token;
  }

  /** Eats the token if it is this one. */
  take(kind: TokenKind, value: string): boolean {
    const token = this.peek();
    if (token.kind !== kind || token.value !== value) return false;
    this.next();
    return true;
  }

  /** @param value null takes any value. @throws PatternError */
  expect(kind: TokenKind, value: string | null, what: string = value ?? kind): Token {
    const token = this.peek();
    if (token.kind !== kind || (value !== null && token.value !== value)) throw this.unexpected(what);
    return this.next();
  }

  /** @throws PatternError where parentheses are nested too deeply. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.failAt(this.peek().at, `parentheses nested more than ${MAX_DEPTH} deep`);
    const result = parse();
    this.#depth--;
    return result;
  }

  unexpected(expected: string): PatternError {
    const { kind, value, text, at } = this.peek();
    if (kind === 'invalid') return this.failAt(at, value);
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    return this.failAt(at, `expected ${expected}, found ${shown}`);
  }

  failAt(at: number, message: string): PatternError {
    return new PatternError(message, placeAt(this.#text, at));
  }
}
