// SPDX-License-Identifier: Apache-2.0
/**
 * Evidence in bits: a log-likelihood ratio to the base 2, positive for "one operator extracts",
 * negative for "ordinary customers". Independent evidence adds.
 */

/** log2(pUnderCampaign / pUnderBenign), both probabilities floored so that a single fact cannot decide. */
export function bitsOf(pUnderCampaign: number, pUnderBenign: number, floor = 1e-6): number {
  return Math.log2(Math.max(floor, pUnderCampaign) / Math.max(floor, pUnderBenign));
}

/** Limits evidence from one source to ±`most` bits. */
export function capBits(bits: number, most: number): number {
  return Math.max(-most, Math.min(most, bits));
}

/** Writes bits with a sign and one decimal: `+14.2 bits`. */
export function formatBits(bits: number): string {
  const size = Math.abs(bits).toFixed(1);
  // What rounds to nothing speaks for neither side.
  return `${bits < 0 && size !== '0.0' ? '−' : '+'}${size} bits`;
}
