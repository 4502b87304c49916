// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError, type NodeKey } from '@stillwatch/core';
import { type Assertion, createCanaryTest, type TemplateSketch } from '@stillwatch/sharing';
import { createSketcher, emptySketch } from '@stillwatch/traffic';
import { SKETCH_SCHEME } from './templates.ts';

/** Something that surely is no abuse: a wording, the file of one, or a value. Exactly one of them. */
export interface CanarySetting {
  readonly prompt?: string | undefined;
  readonly file?: string | undefined;
  readonly value?: string | undefined;
}

export interface Canaries {
  /** Names the canary that an object is a report of, by a hash that only this node can make. */
  readonly of: (object: Assertion['object']) => string | null;
  /** Names of those that are configured now. */
  readonly names: ReadonlySet<string>;
}

/** Samples that a wording must give: with fewer it is not told from others. */
const LEAST_SAMPLES = 8;

/**
 * The canaries of the configuration, as they are looked for: wordings as sketches under the group's key, which is all that is
 * kept of them.
 * @throws AppError CONFIG_INVALID by their place in the list only: what they are is told nowhere.
 */
export function readCanaries(settings: readonly CanarySetting[], nodeKey: NodeKey): Canaries {
  const sketcher = createSketcher(nodeKey);
  const names = new Set<string>();
  const nameOf = (kind: string, text: string): string => {
    const name = nodeKey.pseudonym(`canary/${kind}`, text).toString(36);
    names.add(name);
    return name;
  };
  const prompts: { name: string; sketch: TemplateSketch }[] = [];
  const values: { name: string; value: string }[] = [];
  for (const [i, { prompt, file, value }] of settings.entries()) {
    if (value !== undefined) values.push({ name: nameOf('value', value.trim().toLowerCase()), value: value.trim() });
    const text = prompt ?? (file === undefined ? undefined : readWording(file, i));
    if (text === undefined) continue;
    const into = emptySketch();
    sketcher.sketch(text, into);
    const { signature, simhashHigh: high, simhashLow: low, words } = into;
    if (signature.filter((sample) => sample !== 0).length < LEAST_SAMPLES) {
      throw new AppError('CONFIG_INVALID', `sharing.canaries.${i} has too few words to be told from others`, {
        hint: 'Give a request of the decoy as it is sent, whole.',
      });
    }
    const simhash = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    // As stored requests are compared: without lines, which are not stored.
    prompts.push({ name: nameOf('prompt', text), sketch: { signature: [...signature], simhash, words, lines: 0 } });
  }
  const of = createCanaryTest({ scheme: SKETCH_SCHEME, keyId: nodeKey.sketchKeyId, prompts, values });
  // Assertions are read once and asked about often.
  const known = new WeakMap<Assertion['object'], string | null>();
  return {
    names,
    of(object) {
      const before = known.get(object);
      if (before !== undefined) return before;
      const found = of(object);
      known.set(object, found);
      return found;
    },
  };
}

/** The cause is left out: it has the path. */
function readWording(file: string, i: number): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new AppError('CONFIG_INVALID', `the file of sharing.canaries.${i} cannot be read`);
  }
}
