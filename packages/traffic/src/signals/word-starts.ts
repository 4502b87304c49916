// SPDX-License-Identifier: Apache-2.0
/**
 * Patterns tried only where they can begin. Nearly all begin with one of some words, so that the words of a text are
 * told apart by their first letters once, for all patterns: a search at every letter costs ten times as much.
 */
import type { Units } from '../sketch/units.ts';
import { beginningsOf, splitAlternatives } from './pattern-source.ts';

const ANY = 26;
const BASE = 27;
const NUMBERS = BASE ** 3;
/** Letters of a text for which there is room from the start. */
const ROOM = 8_192;

/** For each number of a word's first letters: can a match begin with it? Null where one can begin with something else. */
export type Heads = Uint8Array | null;

export interface Pattern {
  readonly anywhere: RegExp;
  /** The same, at one place. */
  readonly here: RegExp;
  readonly heads: Heads;
}

export function preparePattern(anywhere: RegExp): Pattern {
  return { anywhere, here: new RegExp(anywhere.source, `${anywhere.flags}y`), heads: headsOf(anywhere) };
}

/**
 * Reads from a pattern's source what it can begin with: print, repeat and show for `\b(print|repeat)…|\bshow…`.
 * It must be case-insensitive and without the flag u, so that `\b` stands between ASCII letters.
 */
export function headsOf({ source, flags }: RegExp): Heads {
  if (flags !== 'i') return null;
  const heads = new Uint8Array(NUMBERS);
  for (const way of splitAlternatives(source)) {
    if (!way.startsWith('\\b')) return null;
    for (const beginning of beginningsOf(way.slice(2))) {
      const letters = /^[a-z]{0,4}/i.exec(beginning)![0];
      // A letter that may be missing is none.
      const sure = /[?*{]/.test(beginning.charAt(letters.length)) ? letters.slice(0, -1) : letters;
      if (sure === '') return null;
      const [a, b, c] = Array.from(sure, (letter) => letterOf(letter.charCodeAt(0)));
      heads.fill(1, numberOf(a!, b ?? 0, c ?? 0), numberOf(a!, b ?? ANY, c ?? ANY) + 1);
    }
  }
  return heads;
}

/** The words of one text. Reused for the next text. */
export interface WordStarts {
  /**
   * @param units of the text.
   * @returns true when two blanks may stand side by side.
   */
  read(text: string, units: Units): boolean;
  /** Does the pattern match somewhere in the text that was read last? */
  matches(pattern: Pattern): boolean;
}

export function createWordStarts(): WordStarts {
  let places = new Int32Array(ROOM);
  let numbers = new Uint16Array(ROOM);
  let count = 0;
  let text = '';
  return {
    read(of, { units, length }) {
      text = of;
      if (places.length < length) {
        places = new Int32Array(length);
        numbers = new Uint16Array(length);
      }
      // Local ones are faster.
      const at = places;
      let found = 0;
      let before = OTHER;
      let twoBlanks = 0;
      for (let i = 0; i < length; i++) {
        const kind = CLASS[units[i]!]!;
        at[found] = i;
        // A letter behind what is of no word; by arithmetic, because neither can be foretold.
        found += ((kind - ANY) & (OF_WORD - before)) >>> 31;
        twoBlanks |= kind & before & BLANK;
        before = kind;
      }
      for (let i = 0; i < found; i++) {
        const place = at[i]!;
        numbers[i] = numberOf(letterOf(units[place]!), letterOf(units[place + 1]!), letterOf(units[place + 2]!));
      }
      count = found;
      return twoBlanks !== 0;
    },
    matches({ anywhere, here, heads }) {
      if (heads === null) return anywhere.test(text);
      for (let i = 0; i < count; i++) {
        if (heads[numbers[i]!] === 0) continue;
        here.lastIndex = places[i]!;
        if (here.test(text)) return true;
      }
      return false;
    },
  };
}

/** What else a unit can be: digit or underscore, then all that ends a word. */
const OF_WORD = 26;
const OTHER = 27;
const BLANK = 32;

/** Classes of UTF-16 units; 0 to 25 are the letters of ASCII, small and capital. */
const CLASS = Uint8Array.from({ length: 65_536 }, (_, unit) => {
  const letter = (unit | 32) - 97;
  if (letter >= 0 && letter < 26 && unit < 128) return letter;
  if ((unit >= 48 && unit <= 57) || unit === 95) return OF_WORD;
  // All that `\s` stands for but a line feed, and some that it does not.
  const isBlank = unit < 128 ? unit === 32 || (unit >= 9 && unit <= 13) : unit >= 0x2000 ? unit <= 0x205f : unit === 0xa0;
  const isRareBlank = unit === 0x1680 || unit === 0x3000 || unit === 0xfeff;
  return (isBlank || isRareBlank) && unit !== 10 ? BLANK : OTHER;
});

/** @returns ANY where there is no letter; three zeros follow a text. */
function letterOf(unit: number): number {
  return Math.min(ANY, CLASS[unit]!);
}

function numberOf(a: number, b: number, c: number): number {
  return (a * BASE + b) * BASE + c;
}
