// SPDX-License-Identifier: Apache-2.0
/** Seeded random numbers (sfc32): the same seed gives the same world. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Integer in [0, n). */
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
  chance(p: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** Poisson count; exact below 30, rounded normal above. */
  poisson(mean: number): number;
  /** Heavy-tailed positive number with this median. */
  heavy(median: number, sigma: number): number;
  /** Text of random characters. */
  token(length: number, alphabet?: string): string;
  /** An independent generator named after what it is for. */
  fork(name: string): Random;
}

export function createRandom(seed: string | number): Random {
  let [a, b, c, d] = hashSeed(String(seed));
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();
  const random: Random = {
    next,
    below: (n) => Math.floor(next() * n),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    chance: (p) => next() < p,
    normal() {
      return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    },
    poisson(mean) {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
      let count = 0;
      for (let p = next(); p > Math.exp(-mean); p *= next()) count++;
      return count;
    },
    heavy: (median, sigma) => median * Math.exp(sigma * random.normal()),
    token(length, alphabet = '0123456789abcdef') {
      let text = '';
      for (let i = 0; i < length; i++) text += alphabet[Math.floor(next() * alphabet.length)];
      return text;
    },
    fork: (name) => createRandom(`${String(seed)}/${name}`),
  };
  return random;
}

function hashSeed(text: string): [number, number, number, number] {
  const words: number[] = [];
  for (let k = 0; k < 4; k++) {
    let h = 0x811c9dc5 ^ (k * 0x9e3779b1);
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    words.push(h ^ (h >>> 13));
  }
  return words as [number, number, number, number];
}
