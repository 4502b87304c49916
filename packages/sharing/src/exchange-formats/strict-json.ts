// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';

/** What a JSON text of a stranger may be. */
export interface JsonLimits {
  readonly bytes: number;
  /** Levels of objects and lists inside one another. */
  readonly depth: number;
  /** Members, elements and values in all. */
  readonly values: number;
  /** UTF-16 units of one string or name. */
  readonly stringLength: number;
}

export const DEFAULT_JSON_LIMITS: JsonLimits = {
  bytes: 32 * 1024 * 1024,
  depth: 64,
  values: 2_000_000,
  stringLength: 1024 * 1024,
};

class Refusal extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything that a string is made of until an escape or its end. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Reads JSON of strangers (RFC 8259, and the stricter RFC 7493): refuses a name that stands twice in an object, which two
 * readers would understand differently, lone surrogates, numbers that no double can hold, bytes that are not UTF-8, and
 * whatever exceeds the limits. `__proto__` is a name like any other.
 */
export function readStrictJson(input: string | Uint8Array, limits: Partial<JsonLimits> = {}): Result<unknown> {
  const most = { ...DEFAULT_JSON_LIMITS, ...limits };
  try {
    return { ok: true, value: new Reader(decode(input, most.bytes), most).read() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, code: 'PEER_HOSTILE', reason: error.message };
  }
}

function decode(input: string | Uint8Array, most: number): string {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > most) throw new Refusal(`${size} bytes are more than ${most}`);
  if (typeof input === 'string') return input;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    throw new Refusal('it is not UTF-8');
  }
}

class Reader {
  private at = 0;
  private values = 0;
  private readonly text: string;
  private readonly limits: JsonLimits;

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  read(): unknown {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) this.fail('something follows the value');
    return value;
  }

  private fail(what: string): never {
    throw new Refusal(`${what} (at ${this.at})`);
  }

  private space(): void {
    this.take(SPACE);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private value(depth: number): unknown {
    if (++this.values > this.limits.values) this.fail(`more than ${this.limits.values} values`);
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.list(depth + 1);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('no value');
    this.at += word.length;
    return value;
  }

  private number(): number {
    const text = this.take(NUMBER);
    if (text === undefined || text === '') this.fail('no value');
    const value = Number(text);
    if (!Number.isFinite(value)) this.fail('a number is too large');
    return value;
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      this.take(PLAIN);
      if (this.at - start > this.limits.stringLength) this.fail(`a string is longer than ${this.limits.stringLength}`);
      const next = this.text[this.at];
      if (next === '"') break;
      if (next !== '\\' || this.take(ESCAPE) === undefined) this.fail('a string is not ended, or has what it may not');
    }
    const value = JSON.parse(this.text.slice(start, ++this.at)) as string;
    if (!value.isWellFormed()) this.fail('a string has half of a character');
    return value;
  }

  private open(depth: number): void {
    if (depth > this.limits.depth) this.fail(`more than ${this.limits.depth} levels`);
    this.at++;
    this.space();
  }

  /** After an element: true where another follows. */
  private more(end: ']' | '}'): boolean {
    this.space();
    const next = this.text[this.at++];
    if (next === ',') return true;
    if (next !== end) {
      this.at--;
      this.fail(`neither , nor ${end}`);
    }
    return false;
  }

  private list(depth: number): unknown[] {
    this.open(depth);
    const list: unknown[] = [];
    if (this.text[this.at] === ']') {
      this.at++;
      return list;
    }
    do list.push(this.value(depth));
    while (this.more(']'));
    return list;
  }

  private object(depth: number): Record<string, unknown> {
    this.open(depth);
    const object: Record<string, unknown> = {};
    if (this.text[this.at] === '}') {
      this.at++;
      return object;
    }
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail('no name');
      const name = this.string();
      if (Object.hasOwn(object, name)) this.fail('a name stands twice in an object');
      this.space();
      if (this.text[this.at++] !== ':') {
        this.at--;
        this.fail('no colon after a name');
      }
      const value = this.value(depth);
      if (name === '__proto__')
        Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      else object[name] = value;
    } while (this.more('}'));
    return object;
  }
}
