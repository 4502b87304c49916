// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';

/**
 * Fresh text in the register of a corpus: a word chain of order two that falls back to order one, so that
 * common phrases recur as they do in speech and long passages are not copied.
 */
export interface Chain {
  /** One sentence of about `words` words; `topic` in [0, 1) keeps to one region of the corpus. */
  readonly sentence: (r: Random, words: number, topic: number, spread?: number) => string;
  readonly passage: (r: Random, words: number, topic: number) => string;
}

/** Chance of forgetting the last word but one: what breaks long copies. */
const FORGET = 0.3;
const MOST_TOKENS = 400_000;

export function createChain(texts: readonly string[]): Chain {
  const words: string[] = [];
  const ids = new Map<string, number>();
  const tokens: number[] = [];
  const starts: number[] = [];
  for (const text of texts) {
    if (tokens.length > MOST_TOKENS) break;
    let fresh = true;
    for (const word of text.split(/\s+/u)) {
      if (word === '' || word.length > 24 || word.includes('${')) continue;
      let id = ids.get(word);
      if (id === undefined) {
        id = words.length;
        ids.set(word, id);
        words.push(word);
      }
      if (fresh) starts.push(tokens.length);
      fresh = /[.!?:]$/u.test(word);
      tokens.push(id);
    }
    // The end of a text, which no word continues.
    tokens.push(-1);
  }
  const stream = Int32Array.from(tokens);
  const spaced = words.map((word) => ` ${word}`);
  const ends = Uint8Array.from(words, (word) => (/[.!?]$/u.test(word) ? 1 : 0));
  const pairs = groupPositions(stream, true);
  const singles = groupPositions(stream, false);

  const sentence = (r: Random, wanted: number, topic: number, spread = 0.03): string => {
    const place = topic * starts.length + r.normal() * spread * starts.length;
    let at = starts[((Math.floor(place) % starts.length) + starts.length) % starts.length]!;
    let out = words[stream[at]!]!;
    for (let n = 1; n < wanted + 12; n++) {
      // One draw serves both choices: this is where composing spends its time.
      let u = r.float();
      const forgets = n === 1 || u < FORGET;
      u = u < FORGET ? u / FORGET : (u - FORGET) / (1 - FORGET);
      const { members, span } = forgets ? singles : pairs;
      const size = span[2 * at + 1]!;
      if (size > 1) at = members[span[2 * at]! + Math.floor(u * size)]!;
      const next = stream[++at];
      if (next === undefined || next < 0) break;
      out += spaced[next]!;
      if (n >= wanted * 0.6 && ends[next] === 1) break;
    }
    return out;
  };
  return {
    sentence,
    passage: (r, wanted, topic) => {
      let out = '';
      let said = 0;
      while (said < wanted) {
        const next = sentence(r, r.int(18) + 6, topic);
        said += next.length / 6;
        out = out === '' ? next : `${out} ${next}`;
      }
      return out;
    },
  };
}

/** Positions of the stream grouped by their word (and the word before it). */
interface Groups {
  /** All positions, group after group. */
  readonly members: Int32Array;
  /** For each position two numbers: where its group begins in `members`, and how long it is. */
  readonly span: Int32Array;
}

function groupPositions(stream: Int32Array, withPrevious: boolean): Groups {
  const groupOf = new Int32Array(stream.length);
  const groups = new Map<number, number>();
  const counts: number[] = [];
  for (let i = 0; i < stream.length; i++) {
    const key = (withPrevious && i > 0 ? stream[i - 1]! + 2 : 1) * 1_000_003 + stream[i]!;
    let group = groups.get(key);
    if (group === undefined) {
      group = counts.length;
      groups.set(key, group);
      counts.push(0);
    }
    groupOf[i] = group;
    counts[group]!++;
  }
  const from = new Int32Array(counts.length + 1);
  for (let g = 0; g < counts.length; g++) from[g + 1] = from[g]! + counts[g]!;
  const fill = from.slice();
  const members = new Int32Array(stream.length);
  const span = new Int32Array(2 * stream.length);
  for (let i = 0; i < stream.length; i++) {
    const group = groupOf[i]!;
    members[fill[group]!++] = i;
    span[2 * i] = from[group]!;
    span[2 * i + 1] = counts[group]!;
  }
  return { members, span };
}
