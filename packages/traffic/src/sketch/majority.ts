// SPDX-License-Identifier: Apache-2.0
/** The counters have eight binary digits. */
export const MAX_VOTES = 255;

/**
 * Bits that are set in more than half of some words, where word i is `(words[i] ^ salt) · factor`. 32 counters
 * side by side, bit-sliced: p0 holds the lowest digit of each, p7 the highest. Eight words at a time are added by
 * a tree of carry-save adders (Harley and Seal), about five steps a word, which makes SimHash affordable.
 * @param count at most {@link MAX_VOTES}.
 * @returns unsigned.
 */
export function majorityOf(words: Int32Array, count: number, salt: number, factor: number): number {
  let p0 = 0;
  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  let p4 = 0;
  let p5 = 0;
  let p6 = 0;
  let p7 = 0;
  let i = 0;
  let carry = 0;
  for (; i + 8 <= count; i += 8) {
    let a = Math.imul(words[i]! ^ salt, factor);
    let b = Math.imul(words[i + 1]! ^ salt, factor);
    let u = p0 ^ a;
    const twoA = (p0 & a) | (u & b);
    p0 = u ^ b;
    a = Math.imul(words[i + 2]! ^ salt, factor);
    b = Math.imul(words[i + 3]! ^ salt, factor);
    u = p0 ^ a;
    const twoB = (p0 & a) | (u & b);
    p0 = u ^ b;
    a = Math.imul(words[i + 4]! ^ salt, factor);
    b = Math.imul(words[i + 5]! ^ salt, factor);
    u = p0 ^ a;
    const twoC = (p0 & a) | (u & b);
    p0 = u ^ b;
    a = Math.imul(words[i + 6]! ^ salt, factor);
    b = Math.imul(words[i + 7]! ^ salt, factor);
    u = p0 ^ a;
    const twoD = (p0 & a) | (u & b);
    p0 = u ^ b;
    u = p1 ^ twoA;
    const fourA = (p1 & twoA) | (u & twoB);
    p1 = u ^ twoB;
    u = p1 ^ twoC;
    const fourB = (p1 & twoC) | (u & twoD);
    p1 = u ^ twoD;
    u = p2 ^ fourA;
    carry = (p2 & fourA) | (u & fourB);
    p2 = u ^ fourB;
    // Eights are few: they ripple up.
    u = p3 & carry;
    p3 ^= carry;
    carry = p4 & u;
    p4 ^= u;
    u = p5 & carry;
    p5 ^= carry;
    p7 ^= p6 & u;
    p6 ^= u;
  }
  for (; i < count; i++) {
    carry = Math.imul(words[i]! ^ salt, factor);
    let next = p0 & carry;
    p0 ^= carry;
    carry = p1 & next;
    p1 ^= next;
    next = p2 & carry;
    p2 ^= carry;
    carry = p3 & next;
    p3 ^= next;
    next = p4 & carry;
    p4 ^= carry;
    carry = p5 & next;
    p5 ^= next;
    p7 ^= p6 & carry;
    p6 ^= carry;
  }
  return above(count >>> 1, p7, p6, p5, p4, p3, p2, p1, p0);
}

/** Counters above a number, compared digit by digit from the highest down. */
function above(limit: number, ...digits: readonly [number, number, number, number, number, number, number, number]): number {
  let greater = 0;
  let equal = -1;
  for (let p = 0; p < digits.length; p++) {
    const wanted = (limit >>> (digits.length - 1 - p)) & 1 ? -1 : 0;
    greater |= equal & digits[p]! & ~wanted;
    equal &= ~(digits[p]! ^ wanted);
  }
  return greater >>> 0;
}
