// SPDX-License-Identifier: Apache-2.0
/**
 * CPU per 500-byte prompt of tokenising, sketching and signalling, on one core.
 * Run: node bench/sketch.ts. Marks: sketch with tokens 5 µs, signals 2.5 µs.
 */
import { createNodeKey } from '@stillwatch/core';
import { createSignaller } from '../packages/traffic/src/signals/index.ts';
import { emptySketch } from '../packages/traffic/src/sketch/sketch.ts';
import { createSketcher } from '../packages/traffic/src/sketch/sketcher.ts';
import { createTokeniser } from '../packages/traffic/src/sketch/tokens.ts';

const WORDS =
  'please compare the quarterly report with our plan and list every number that changed since last year because the board wants a short answer about costs staff rent energy travel and the new office in which we moved during spring while keeping names of all suppliers out of it'.split(
    ' ',
  );
const PROMPTS = 2_000;
const ROUNDS = 10;
const BATCHES = 12;

/** Prompts of about 500 bytes, all different, from a fixed linear congruential sequence. */
function makePrompts(): string[] {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  return Array.from({ length: PROMPTS }, () => {
    let text = '';
    while (text.length < 494) {
      const roll = next() % 20;
      text +=
        roll === 0
          ? `${next() % 10_000}, `
          : roll === 1
            ? `${WORDS[next() % WORDS.length]}. `
            : `${WORDS[next() % WORDS.length]} `;
    }
    // As it comes out of a log: one flat string, not a rope of pieces.
    return JSON.parse(JSON.stringify(text)) as string;
  });
}

function measure(name: string, mark: number, one: (text: string) => void): void {
  const prompts = makePrompts();
  let each = Infinity;
  // The best of several batches: the others measure what else the machine was doing.
  for (let batch = 0; batch < BATCHES; batch++) {
    const before = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++) for (const text of prompts) one(text);
    each = Math.min(each, process.cpuUsage(before).user / (PROMPTS * ROUNDS));
  }
  const limit = mark === 0 ? '' : `  mark ${mark} µs, ratio ${(each / mark).toFixed(2)}`;
  console.log(`${name.padEnd(28)} ${each.toFixed(2)} µs${limit}`);
}

const key = createNodeKey(new Uint8Array(32).fill(7));
const tokenise = createTokeniser();
const sketcher = createSketcher(key);
const signaller = createSignaller();
const sketch = emptySketch();
const fixed = tokenise(makePrompts()[0]!);

measure('tokenise', 0, (text) => void tokenise(text));
measure('tokenise + sketch', 5, (text) => void sketcher.sketch(text, sketch));
tokenise(makePrompts()[0]!);
measure('signals', 2.5, (text) => void signaller.signal(fixed, text));
