// SPDX-License-Identifier: Apache-2.0
import { mix } from '../sketch/tokens.ts';

/** Two seeded 32-bit hashes of a text; for ids and sessions, where a keyed MAC would cost more than parsing. */
export interface FastHash {
  low: number;
  high: number;
  /** Hashes `text` into `low` and `high`. */
  run(text: string): void;
}

export function createFastHash(seeds: Uint32Array): FastHash {
  const a = seeds[0]!;
  const b = seeds[1]!;
  return {
    low: 0,
    high: 0,
    run(text) {
      let low = a;
      let high = b;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x5bd1e995);
        high = (high << 13) | (high >>> 19);
      }
      this.low = mix(low ^ Math.imul(high, 0x9e3779b1));
      this.high = mix(high ^ text.length);
    },
  };
}
