// SPDX-License-Identifier: Apache-2.0

export type JsonFault = 'syntax' | 'depth' | 'duplicate' | 'surrogate' | 'number' | 'size' | 'encoding';

/** What a text may be; left out: no limit. */
export interface JsonLimits {
  /** Levels of objects and lists inside one another. */
  readonly maxDepth: number;
  /** Objects, lists and single values in all. */
  readonly maxValues?: number;
  /** UTF-16 units of one string or name as it is written. */
  readonly maxString?: number;
}

export class JsonRefused extends Error {
  override readonly name = 'JsonRefused';
  readonly fault: JsonFault;
  /** UTF-16 code units from the beginning. */
  readonly position: number;

  constructor(fault: JsonFault, position: number, message: string) {
    super(`${message} at position ${position}`);
    this.fault = fault;
    this.position = position;
  }
}

const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const HEX = /[0-9a-fA-F]{4}/y;
/** Fewer names than this are looked through, more are hashed. */
const FEW = 12;

/** Walks over a JSON text once and refuses what is wrong with it. Depth is limited, so that the stack is. */
export class JsonScanner {
  readonly #text: string;
  readonly #limits: Required<JsonLimits>;
  readonly #array: string | null;
  #at = 0;
  #depth = 0;
  #values = 0;
  elements: [number, number][] | null = null;

  constructor(text: string, { maxDepth, maxValues = Infinity, maxString = Infinity }: JsonLimits, array: string | null) {
    this.#text = text;
    this.#limits = { maxDepth, maxValues, maxString };
    this.#array = array;
  }

  document(): void {
    this.#space();
    this.#value(null);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('syntax', 'something follows the value');
  }

  #fail(fault: JsonFault, message: string): never {
    throw new JsonRefused(fault, this.#at, message);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #space(): void {
    if (this.#text.charCodeAt(this.#at) <= 0x20) this.#skip(SPACE);
  }

  #value(name: string | null): void {
    if (++this.#values > this.#limits.maxValues) this.#fail('size', `more than ${this.#limits.maxValues} values`);
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x22) this.#string();
    else if (code === 0x7b) this.#object();
    else if (code === 0x5b) this.#list(this.#depth === 1 && name !== null && name === this.#array);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) this.#number();
    else if (!this.#skip(WORD)) this.#fail('syntax', Number.isNaN(code) ? 'the text ends too early' : 'not JSON');
  }

  #enter(): void {
    if (++this.#depth > this.#limits.maxDepth) this.#fail('depth', `more than ${this.#limits.maxDepth} levels`);
    this.#at++;
    this.#space();
  }

  #object(): void {
    this.#enter();
    const names: string[] = [];
    let many: Set<string> | null = null;
    let first = true;
    while (this.#text.charCodeAt(this.#at) !== 0x7d) {
      if (!first) this.#expect(0x2c);
      first = false;
      const name = this.#string();
      if (many === null ? names.includes(name) : many.has(name)) this.#fail('duplicate', 'a name stands twice in an object');
      if (many === null) names.push(name);
      else many.add(name);
      if (many === null && names.length > FEW) many = new Set(names);
      this.#space();
      this.#expect(0x3a);
      this.#value(name);
      this.#space();
    }
    this.#at++;
    this.#depth--;
  }

  #list(wanted: boolean): void {
    this.#enter();
    const places: [number, number][] = [];
    let first = true;
    while (this.#text.charCodeAt(this.#at) !== 0x5d) {
      if (!first) this.#expect(0x2c);
      first = false;
      const start = this.#at;
      this.#value(null);
      if (wanted) places.push([start, this.#at]);
      this.#space();
    }
    if (wanted) this.elements = places;
    this.#at++;
    this.#depth--;
  }

  /** The character, and white space after it. */
  #expect(code: number): void {
    if (this.#text.charCodeAt(this.#at) !== code) this.#fail('syntax', `no ${String.fromCharCode(code)}`);
    this.#at++;
    this.#space();
  }

  #number(): void {
    const start = this.#at;
    if (!this.#skip(NUMBER)) this.#fail('syntax', 'not a number');
    // The shortest number that is infinite has five characters: 9e308 is finite, 9e309 is not.
    if (this.#at - start > 4 && !Number.isFinite(Number(this.#text.slice(start, this.#at)))) this.#fail('number', 'too large');
  }

  #string(): string {
    if (this.#text.charCodeAt(this.#at) !== 0x22) this.#fail('syntax', 'no string');
    const start = this.#at++;
    let escaped = false;
    for (;;) {
      this.#skip(PLAIN);
      const { maxString } = this.#limits;
      if (this.#at - start > maxString) this.#fail('size', `a string is longer than ${maxString}`);
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code !== 0x5c) this.#fail('syntax', 'a string does not end');
      escaped = true;
      this.#escape();
    }
    this.#at++;
    const literal = this.#text.slice(start, this.#at);
    return escaped ? (JSON.parse(literal) as string) : literal.slice(1, -1);
  }

  #escape(): void {
    const kind = this.#text[this.#at + 1];
    if (kind !== 'u') {
      if (kind === undefined || !'"\\/bfnrt'.includes(kind)) this.#fail('syntax', 'an unknown escape');
      this.#at += 2;
      return;
    }
    const unit = this.#unit();
    if (unit >= 0xdc00 && unit <= 0xdfff) this.#fail('surrogate', 'a lone surrogate');
    if (unit < 0xd800 || unit > 0xdbff) return;
    if (!this.#text.startsWith('\\u', this.#at)) this.#fail('surrogate', 'a lone surrogate');
    const low = this.#unit();
    if (low < 0xdc00 || low > 0xdfff) this.#fail('surrogate', 'a lone surrogate');
  }

  /** The code unit of `\uXXXX`. */
  #unit(): number {
    this.#at += 2;
    const start = this.#at;
    if (!this.#skip(HEX)) this.#fail('syntax', 'an unknown escape');
    return Number.parseInt(this.#text.slice(start, this.#at), 16);
  }
}
