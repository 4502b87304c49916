// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createTokeniser, mix } from '../../sketch/tokens.ts';
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
/** First tokens of phrases, so that nearly every other token is passed over at one look. */
const FIRST = 1 << 16;
/** Most concepts of one phrase. */
const MEANINGS = 4;

/** Finds what the words of a text mean, whatever the language and the choice among synonyms. */
export interface ConceptTable {
  /**
   * Longest phrase at token `at`: its concepts are put into `found`.
   * @returns how many concepts there are; `length` then says how many tokens the phrase covers.
   */
  read(hash: Uint32Array, count: number, at: number): number;
  readonly found: Uint8Array;
  length: number;
}

interface Phrase {
  readonly key: number;
  readonly tokens: number;
  readonly concepts: number[];
}

export function createConceptTable(): ConceptTable {
  const phrases = listPhrases();
  const size = 1 << TABLE_BITS;
  const keys = new Int32Array(size);
  const lengths = new Uint8Array(size);
  const meanings = new Uint8Array(size * MEANINGS).fill(255);
  const longest = new Uint8Array(FIRST);
  for (const { first, phrase } of phrases) {
    const mark = first & (FIRST - 1);
    longest[mark] = Math.max(longest[mark]!, phrase.tokens);
    let slot = phrase.key & (size - 1);
    while (lengths[slot] !== 0) slot = (slot + 1) & (size - 1);
    keys[slot] = phrase.key;
    lengths[slot] = phrase.tokens;
    meanings.set(phrase.concepts.slice(0, MEANINGS), slot * MEANINGS);
  }
  const found = new Uint8Array(MEANINGS);
  const table: ConceptTable = {
    found,
    length: 1,
    read(hash, count, at) {
      const most = Math.min(longest[hash[at]! & (FIRST - 1)]!, count - at);
      table.length = 1;
      if (most === 0) return 0;
      let best = -1;
      let key = hash[at]! | 0;
      for (let n = 1; ; n++) {
        for (let slot = key & (size - 1); lengths[slot] !== 0; slot = (slot + 1) & (size - 1)) {
          if (keys[slot] === key && lengths[slot] === n) best = slot;
        }
        if (n >= most) break;
        key = extend(key, hash[at + n]!);
      }
      if (best === -1) return 0;
      table.length = lengths[best]!;
      let concepts = 0;
      for (let k = 0; k < MEANINGS; k++) {
        const concept = meanings[best * MEANINGS + k]!;
        if (concept !== 255) found[concepts++] = concept;
      }
      return concepts;
    },
  };
  return table;
}

function listPhrases(): { first: number; phrase: Phrase }[] {
  const tokenise = createTokeniser();
  const phrases = new Map<string, { first: number; phrase: Phrase }>();
  for (const lexicon of LEXICONS) {
    for (const [name, words] of Object.entries(lexicon)) {
      for (const word of words.split(', ')) {
        const { hash, count } = tokenise(word);
        const first = hash[0]!;
        let key = first | 0;
        for (let i = 1; i < count; i++) key = extend(key, hash[i]!);
        const concept = CONCEPTS.indexOf(name as ConceptName);
        const known = phrases.get(`${key}/${count}`);
        if (known === undefined) phrases.set(`${key}/${count}`, { first, phrase: { key, tokens: count, concepts: [concept] } });
        else if (!known.phrase.concepts.includes(concept)) known.phrase.concepts.push(concept);
      }
    }
  }
  return [...phrases.values()];
}

const extend = (key: number, token: number): number => mix(Math.imul(key, 31) ^ token) | 0;
