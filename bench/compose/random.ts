// SPDX-License-Identifier: Apache-2.0
/** Seeded randomness of the composed benchmark: one generator per purpose, so that adding a draw moves nothing else. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly float: () => number;
  /** Uniform integer in [0, n). */
  readonly int: (n: number) => number;
  readonly between: (low: number, high: number) => number;
  /** Log-uniform in [low, high). */
  readonly logBetween: (low: number, high: number) => number;
  readonly chance: (p: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly normal: () => number;
  readonly lognormal: (median: number, sigma: number) => number;
  readonly exponential: (mean: number) => number;
  readonly poisson: (mean: number) => number;
  /** Index in [0, n) with weight (i + 1)^-exponent. */
  readonly zipf: (n: number, exponent: number) => number;
  readonly shuffle: <T>(list: T[]) => T[];
  readonly reseed: (seed: number) => void;
}

/** 32-bit hash of two numbers; the finaliser of SplitMix. */
export function mixSeeds(a: number, b: number): number {
  let h = Math.imul((a ^ 0x9e3779b9) | 0, 0x85ebca6b) ^ Math.imul((b + 0x7f4a7c15) | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** FNV-1a of a text, as a seed. */
export function seedOf(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mixSeeds(h, text.length);
}

/** sfc32 (Doty-Humphrey's small fast counter generator), warmed up from one 32-bit seed. */
export function createRandom(seed: number): Random {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const bits = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  const reseed = (next: number): void => {
    a = mixSeeds(next, 1) | 0;
    b = mixSeeds(next, 2) | 0;
    c = mixSeeds(next, 3) | 0;
    d = 1;
    for (let i = 0; i < 6; i++) bits();
  };
  reseed(seed);
  const float = (): number => bits() / 4_294_967_296;
  const int = (n: number): number => Math.floor(float() * n);
  const between = (low: number, high: number): number => low + float() * (high - low);
  const logBetween = (low: number, high: number): number => low * (high / low) ** float();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float());
  const poisson = (mean: number): number => {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let product = float();
    let count = 0;
    while (product > limit) {
      product *= float();
      count++;
    }
    return count;
  };
  const zipf = (n: number, exponent: number): number => {
    // Inverse of the continuous law: close enough for a popularity curve, and one draw.
    const u = float();
    const top = exponent === 1 ? (n + 1) ** u : (1 + u * ((n + 1) ** (1 - exponent) - 1)) ** (1 / (1 - exponent));
    return Math.min(n - 1, Math.floor(top) - 1);
  };
  const shuffle = <T>(list: T[]): T[] => {
    for (let i = list.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list;
  };
  return {
    float,
    int,
    between,
    logBetween,
    normal,
    poisson,
    zipf,
    shuffle,
    reseed,
    chance: (p) => float() < p,
    pick: (from) => from[int(from.length)]!,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - float()),
  };
}
