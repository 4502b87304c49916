// SPDX-License-Identifier: Apache-2.0
/**
 * How well a shared fingerprint tells requests of its template from others: the simulator's templates and ordinary customers.
 * Run: node bench/fingerprint.ts. The figures stand beside the thresholds in packages/sharing/src/fingerprint.
 */
import { createNodeKey } from '@stillwatch/core';
import { fingerprintOf, type TemplateFingerprint, type TemplateSketch } from '../packages/sharing/src/fingerprint/index.ts';
import * as ofRecord from '../packages/simulator/src/adversary/wrappers-of-record.ts';
import { EVOLVE, REASONING, RUBRIC, TRAJECTORY } from '../packages/simulator/src/adversary/wrappers.ts';
import { createActors, SCENARIOS, simulate } from '../packages/simulator/src/index.ts';
import { createRandom } from '../packages/simulator/src/random.ts';
import { taskItem } from '../packages/simulator/src/text/items.ts';
import { emptySketch } from '../packages/traffic/src/sketch/sketch.ts';
import { createSketcher } from '../packages/traffic/src/sketch/sketcher.ts';

const LEARNT = 30;
const TRIED = 200;
const ORDINARY = 40_000;
const THRESHOLDS = [2, 3, 4, 5];

const sketcher = createSketcher(createNodeKey(new Uint8Array(32).fill(4)));
const random = createRandom('fingerprint/1');

function sketchOf(text: string): TemplateSketch {
  const made = emptySketch();
  sketcher.sketch(text, made);
  const simhash = (BigInt(made.simhashHigh >>> 0) << 32n) | BigInt(made.simhashLow >>> 0);
  return { signature: [...made.signature], simhash, words: made.words, lines: made.lines };
}

const templates = [...RUBRIC, ...TRAJECTORY, ...REASONING, ...EVOLVE, ...Object.values(ofRecord).flat()].map(({ text }) => text);
const requests = (template: string, count: number): TemplateSketch[] =>
  Array.from({ length: count }, () => sketchOf(template.replace('{slot}', taskItem(random))));
const fingerprints = templates.map((text) => fingerprintOf(requests(text, LEARNT), { scheme: 'sketch-v1', keyId: null }));

function agreement({ signature }: TemplateFingerprint, sketch: TemplateSketch): number {
  return signature.filter((sample, at) => sample !== 0 && sample === sketch.signature[at]).length;
}

const own: number[][] = [];
const others: number[] = [];
for (const [i, text] of templates.entries()) {
  const tried = requests(text, TRIED);
  own.push(tried.map((sketch) => agreement(fingerprints[i]!, sketch)));
  for (const fingerprint of fingerprints) {
    if (fingerprint !== fingerprints[i]) for (const sketch of tried) others.push(agreement(fingerprint, sketch));
  }
}
const ordinary: number[] = [];
let seen = 0;
for (const { said } of simulate(createActors(SCENARIOS.find(({ name }) => name === 'clean')!, { seed: 3, scale: 0.3 }))) {
  const sketch = sketchOf(said.user);
  for (const fingerprint of fingerprints) ordinary.push(agreement(fingerprint, sketch));
  if (++seen === ORDINARY) break;
}

const shareOf = (values: readonly number[], least: number): number =>
  values.filter((value) => value >= least).length / values.length;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const recurring = fingerprints.map(({ signature }) => signature.filter((sample) => sample !== 0).length);
console.log(
  `${templates.length} templates, recurring samples ${Math.min(...recurring)} to ${Math.max(...recurring)}; ${seen} ordinary prompts`,
);
for (const least of [1, ...THRESHOLDS]) {
  const worst = Math.min(...own.map((values) => shareOf(values, least)));
  console.log(
    `≥ ${least}: found ${percent(shareOf(own.flat(), least))}, worst template ${percent(worst)}; ` +
      `other templates ${percent(shareOf(others, least))} of ${others.length}, ordinary ${percent(shareOf(ordinary, least))} of ${ordinary.length}`,
  );
}
