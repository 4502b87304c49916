// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { LogLeafDetail } from '@stillwatch/core/api';

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const hex = (text: string): string => sha256(text).toString('hex');

/** A tree as RFC 9162 §2.1 defines it, so that what the console computes anew comes out the same. */
export class PreviewTree {
  readonly #leaves: readonly Buffer[];
  readonly #known = new Map<string, Buffer>();

  constructor(entries: readonly string[]) {
    this.#leaves = entries.map((entry) => sha256('\0', entry));
  }

  root(): string {
    return this.#leaves.length === 0 ? hex('') : this.#hash(0, this.#leaves.length).toString('hex');
  }

  inclusion(index: number): LogLeafDetail['inclusion'] {
    const steps: LogLeafDetail['inclusion']['steps'] = [];
    const climb = (from: number, end: number): void => {
      if (end - from === 1) return;
      const middle = from + half(end - from);
      const left = index >= middle;
      if (left) climb(middle, end);
      else climb(from, middle);
      const sibling = left ? this.#hash(from, middle) : this.#hash(middle, end);
      steps.push({
        sibling: sibling.toString('hex'),
        side: left ? 'left' : 'right',
        result: this.#hash(from, end).toString('hex'),
      });
    };
    climb(0, this.#leaves.length);
    const leafHash = this.#leaves[index]!.toString('hex');
    return { leafHash, size: this.#leaves.length, root: this.root(), steps, holds: true };
  }

  #hash(from: number, end: number): Buffer {
    if (end - from === 1) return this.#leaves[from]!;
    const key = `${from} ${end}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      const middle = from + half(end - from);
      found = sha256('\u0001', this.#hash(from, middle), this.#hash(middle, end));
      this.#known.set(key, found);
    }
    return found;
  }
}

function half(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** A key as signed notes name it (c2sp.org/signed-note). */
export interface PreviewKey {
  readonly name: string;
  readonly verifier: string;
  readonly line: (text: string) => string;
}

export function drawKey(name: string, type = 1): PreviewKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.concat([Buffer.of(type), rawOf(publicKey)]);
  const id = sha256(`${name}\n`, bytes).subarray(0, 4);
  return {
    name,
    verifier: `${name}+${id.toString('hex')}+${bytes.toString('base64')}`,
    line: (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`,
  };
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32);
}
