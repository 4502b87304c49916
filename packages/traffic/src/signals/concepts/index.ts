// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createTokeniser, mixSigned } from '../../sketch/tokens.ts';
import { CHINESE_CONCEPTS } from './chinese.ts';
import { type ConceptName, ENGLISH_CONCEPTS } from './english.ts';
import { GERMAN_CONCEPTS } from './german.ts';
import { JAPANESE_CONCEPTS } from './japanese.ts';
import { RUSSIAN_CONCEPTS } from './russian.ts';
import { SPANISH_CONCEPTS } from './spanish.ts';

/** Names of the concepts; a feature names them by their place here. */
export const CONCEPTS = Object.keys(ENGLISH_CONCEPTS) as readonly ConceptName[];

const LEXICONS: readonly Partial<Record<ConceptName, string>>[] = [
  ENGLISH_CONCEPTS,
  CHINESE_CONCEPTS,
  JAPANESE_CONCEPTS,
  SPANISH_CONCEPTS,
  GERMAN_CONCEPTS,
  RUSSIAN_CONCEPTS,
];
/** Changes with every word: a model belongs to the lexicon that it was trained with. */
export const LEXICON_HASH = createHash('sha256').update(JSON.stringify(LEXICONS)).digest('hex').slice(0, 16);

/** Phrases are looked up by hash, in a table at most half full. */
const TABLE_BITS = 14;
const SIZE = 1 << TABLE_BITS;
/** Marks of first tokens and of first pairs, so that most tokens are passed over at one look. */
const MARKS = 1 << 16;
const ENDS = 1;
const GOES_ON = 2;
/** Most concepts of one phrase. */
const MEANINGS = 4;

/** Finds what the words of a text mean, whatever the language and the choice among synonyms. */
export interface ConceptTable {
  /** 1 when a phrase may begin with a token that `next` follows, else 0. */
  mayBegin(token: number, next: number): number;
  /**
   * Longest phrase at token `at`.
   * @returns its place for {@link meaning} and {@link tokensOf}, or -1.
   */
  find(hash: Uint32Array, count: number, at: number): number;
  tokensOf(place: number): number;
  /** k-th concept of a phrase, 0 ≤ k < 4; 255 = no more. */
  meaning(place: number, k: number): number;
}

/** 32-bit key of two things in a row; signed. */
function hashPair(first: number, next: number): number {
  return mixSigned(Math.imul(first, 31) ^ next);
}

export function createConceptTable(): ConceptTable {
  const keys = new Int32Array(SIZE);
  const lengths = new Uint8Array(SIZE);
  const meanings = new Uint8Array(SIZE * MEANINGS).fill(255);
  const firsts = new Uint8Array(MARKS);
  const pairs = new Uint8Array(MARKS);
  for (const { tokens, concepts } of listPhrases()) {
    let key = tokens[0]! | 0;
    firsts[key & (MARKS - 1)]! |= tokens.length === 1 ? ENDS : GOES_ON;
    for (let i = 1; i < tokens.length; i++) {
      key = hashPair(key, tokens[i]!);
      if (i === 1) pairs[key & (MARKS - 1)]! |= tokens.length === 2 ? ENDS : GOES_ON;
    }
    let slot = key & (SIZE - 1);
    while (lengths[slot] !== 0) slot = (slot + 1) & (SIZE - 1);
    keys[slot] = key;
    lengths[slot] = tokens.length;
    meanings.set(concepts.slice(0, MEANINGS), slot * MEANINGS);
  }
  const longest = Math.max(...lengths);

  const lookUp = (key: number, length: number): number => {
    for (let slot = key & (SIZE - 1); lengths[slot] !== 0; slot = (slot + 1) & (SIZE - 1)) {
      if (keys[slot] === key && lengths[slot] === length) return slot;
    }
    return -1;
  };
  return {
    mayBegin(token, next) {
      const mark = firsts[token & (MARKS - 1)]!;
      const pairMark = pairs[hashPair(token, next) & (MARKS - 1)]!;
      // By arithmetic: which it is cannot be foretold, and a wrong guess costs the processor more than the look-up.
      return (mark & ENDS) | ((mark >>> 1) & ((pairMark + 3) >>> 2));
    },
    find(hash, count, at) {
      const first = hash[at]!;
      const mark = firsts[first & (MARKS - 1)]!;
      if (mark === 0) return -1;
      if ((mark & GOES_ON) !== 0 && at + 1 < count) {
        const pair = hashPair(first, hash[at + 1]!);
        const pairMark = pairs[pair & (MARKS - 1)]!;
        if (pairMark !== 0) {
          let best = (pairMark & ENDS) === 0 ? -1 : lookUp(pair, 2);
          if ((pairMark & GOES_ON) !== 0) {
            const end = Math.min(longest, count - at);
            let key = pair;
            for (let n = 2; n < end; n++) {
              key = hashPair(key, hash[at + n]!);
              const longer = lookUp(key, n + 1);
              if (longer !== -1) best = longer;
            }
          }
          if (best !== -1) return best;
        }
      }
      return (mark & ENDS) === 0 ? -1 : lookUp(first | 0, 1);
    },
    tokensOf: (place) => lengths[place]!,
    meaning: (place, k) => meanings[place * MEANINGS + k]!,
  };
}

function listPhrases(): { tokens: number[]; concepts: number[] }[] {
  const tokenise = createTokeniser();
  const phrases = new Map<string, { tokens: number[]; concepts: number[] }>();
  for (const lexicon of LEXICONS) {
    for (const [name, words] of Object.entries(lexicon)) {
      for (const word of words.split(', ')) {
        const { hash, count } = tokenise(word);
        const tokens = [...hash.subarray(0, count)];
        const concept = CONCEPTS.indexOf(name as ConceptName);
        const known = phrases.get(tokens.join());
        if (known === undefined) phrases.set(tokens.join(), { tokens, concepts: [concept] });
        else if (!known.concepts.includes(concept)) known.concepts.push(concept);
      }
    }
  }
  if (phrases.size * 2 > SIZE) throw new RangeError(`${phrases.size} phrases are too many for the table`);
  return [...phrases.values()];
}
