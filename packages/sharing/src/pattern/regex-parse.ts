// SPDX-License-Identifier: Apache-2.0
/** One code point against a set; `assert` looks at a position instead. */
export type Atom =
  | { readonly kind: 'one'; matches(point: number): boolean }
  | { readonly kind: 'assert'; readonly at: 'start' | 'end' | 'very-end' | 'line-start' | 'line-end' | 'word' | 'no-word' };

export type Node =
  | Atom
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

const MAX_REPEAT = 1_000;
const MAX_DEPTH = 50;

/**
 * Reads the part of PCRE that can be matched in linear time: no back references, no looking around.
 * @throws SyntaxError for everything else
 */
export function parseRegex(source: string): Node {
  return new Reader(source).read();
}

export function isWordPoint(point: number): boolean {
  return (point >= 48 && point <= 57) || (point >= 65 && point <= 90) || point === 95 || (point >= 97 && point <= 122);
}

const isDigit = (point: number) => point >= 48 && point <= 57;
const isSpace = (point: number) => (point >= 9 && point <= 13) || point === 32;
const CLASSES: Readonly<Record<string, (point: number) => boolean>> = {
  d: isDigit,
  w: isWordPoint,
  s: isSpace,
  D: (point) => !isDigit(point),
  W: (point) => !isWordPoint(point),
  S: (point) => !isSpace(point),
};
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27, '0': 0 };

class Reader {
  readonly #points: readonly string[];
  #at = 0;
  #depth = 0;
  #ignoreCase = false;
  #multiline = false;
  #dotAll = false;

  constructor(source: string) {
    this.#points = [...source];
  }

  read(): Node {
    const node = this.#choice();
    if (this.#at < this.#points.length) throw new SyntaxError('a closing parenthesis too many');
    return node;
  }

  #peek(text: string): boolean {
    return [...text].every((point, i) => this.#points[this.#at + i] === point);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += [...text].length;
    return true;
  }

  #choice(): Node {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxError('groups nested too deeply');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#points.length && !this.#peek('|') && !this.#peek(')')) parts.push(this.#quantified());
    return { kind: 'sequence', parts };
  }

  #quantified(): Node {
    let node = this.#atom();
    for (;;) {
      const bounds = this.#quantifier();
      if (bounds === null) return node;
      // Lazy or not, what matches is the same.
      if (!this.#take('?') && this.#peek('+')) throw new SyntaxError('possessive quantifiers are not supported');
      node = { kind: 'repeat', part: node, min: bounds[0], max: bounds[1] };
    }
  }

  #quantifier(): [number, number] | null {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const match = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(this.#points.slice(this.#at, this.#at + 16).join(''));
    if (match === null) return null;
    this.#at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (max < min || min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT))
      throw new SyntaxError(`a repetition beyond ${MAX_REPEAT}`);
    return [min, max];
  }

  #atom(): Node {
    const point = this.#points[this.#at++]!;
    switch (point) {
      case '(':
        return this.#group();
      case '[':
        return this.#set();
      case '.':
        return this.#dotAll ? one(() => true) : one((other) => other !== 10);
      case '^':
        return { kind: 'assert', at: this.#multiline ? 'line-start' : 'start' };
      case '$':
        return { kind: 'assert', at: this.#multiline ? 'line-end' : 'end' };
      case '*':
      case '+':
      case '?':
        throw new SyntaxError(`nothing for ${point} to repeat`);
      case '\\':
        return this.#escape();
      default:
        return this.#literal(point.codePointAt(0)!);
    }
  }

  #group(): Node {
    const flags = /^\?([ims]+)\)/.exec(this.#points.slice(this.#at, this.#at + 6).join(''));
    if (flags !== null) {
      this.#at += flags[0].length;
      this.#ignoreCase ||= flags[1]!.includes('i');
      this.#multiline ||= flags[1]!.includes('m');
      this.#dotAll ||= flags[1]!.includes('s');
      return { kind: 'sequence', parts: [] };
    }
    const name = /^\?P?<[A-Za-z_]\w{0,30}>/.exec(this.#points.slice(this.#at, this.#at + 40).join(''));
    if (name !== null) this.#at += name[0].length;
    else if (!this.#take('?:') && this.#peek('?')) throw new SyntaxError('looking around and conditions are not supported');
    const node = this.#choice();
    if (!this.#take(')')) throw new SyntaxError('a group does not end');
    return node;
  }

  #literal(point: number): Atom {
    if (!this.#ignoreCase) return one((other) => other === point);
    const folded = foldCase(point);
    return one((other) => foldCase(other) === folded);
  }

  #escape(): Node {
    const letter = this.#points[this.#at++];
    if (letter === undefined) throw new SyntaxError('a backslash at the end');
    if (Object.hasOwn(CLASSES, letter)) return one(CLASSES[letter]!);
    if (letter === 'b' || letter === 'B') return { kind: 'assert', at: letter === 'b' ? 'word' : 'no-word' };
    if (letter === 'A') return { kind: 'assert', at: 'start' };
    if (letter === 'Z' || letter === 'z') return { kind: 'assert', at: letter === 'Z' ? 'end' : 'very-end' };
    return this.#literal(this.#escapedPoint(letter));
  }

  #escapedPoint(letter: string): number {
    if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter]!;
    if (letter === 'x' || letter === 'u') {
      const match = /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{2})([0-9a-f]{2})?)/i.exec(
        this.#points.slice(this.#at, this.#at + 8).join(''),
      );
      const short = letter === 'x' ? match?.[2] : match?.[3] === undefined ? undefined : match[2]! + match[3];
      const digits = match?.[1] ?? short;
      if (digits === undefined) throw new SyntaxError(`\\${letter} without hexadecimal digits`);
      this.#at += match?.[1] === undefined ? digits.length : match[0].length;
      return Number.parseInt(digits, 16);
    }
    if (/[A-Za-z1-9]/.test(letter)) throw new SyntaxError(`\\${letter} is not supported`);
    return letter.codePointAt(0)!;
  }

  #set(): Node {
    const negated = this.#take('^');
    const tests: ((point: number) => boolean)[] = [];
    for (let first = true; first || !this.#peek(']'); first = false) {
      const low = this.#setItem();
      if (typeof low === 'function') tests.push(low);
      else if (this.#peek('-') && this.#points[this.#at + 1] !== ']') {
        this.#at++;
        const high = this.#setItem();
        if (typeof high === 'function' || high < low) throw new SyntaxError('a range whose end is before its start');
        tests.push((point) => point >= low && point <= high);
      } else tests.push((point) => point === low);
    }
    this.#at++;
    const ignoreCase = this.#ignoreCase;
    const holds = (point: number) =>
      tests.some((test) => test(point) || (ignoreCase && (test(foldCase(point)) || test(upperCase(point)))));
    return one((point) => holds(point) !== negated);
  }

  #setItem(): number | ((point: number) => boolean) {
    const point = this.#points[this.#at++];
    if (point === undefined) throw new SyntaxError('a set does not end');
    if (point === '[' && this.#peek(':')) throw new SyntaxError('POSIX classes are not supported');
    if (point !== '\\') return point.codePointAt(0)!;
    const letter = this.#points[this.#at++];
    if (letter === undefined) throw new SyntaxError('a backslash at the end');
    if (Object.hasOwn(CLASSES, letter)) return CLASSES[letter]!;
    return letter === 'b' ? 8 : this.#escapedPoint(letter);
  }
}

function one(matches: (point: number) => boolean): Atom {
  return { kind: 'one', matches };
}

function foldCase(point: number): number {
  return String.fromCodePoint(point).toLowerCase().codePointAt(0)!;
}

function upperCase(point: number): number {
  return String.fromCodePoint(point).toUpperCase().codePointAt(0)!;
}
