// SPDX-License-Identifier: Apache-2.0
import { medianOf, type TemplateFingerprint, type TemplateSketch } from './fingerprint.ts';

export interface FingerprintMatch {
  readonly isMatch: boolean;
  /** Share of the sketches that agree with the fingerprint. */
  readonly share: number;
  /** Samples in which the median sketch agrees, of those that the fingerprint has. */
  readonly agreeing: number;
  readonly of: number;
  readonly why: string;
}

/** Samples in which a request must agree. */
const LEAST_AGREEING = 3;
/** Share of a template's requests that must agree. */
const LEAST_SHARE = 0.5;
/** Bits by which SimHashes may differ where a fingerprint has too few samples. */
const MOST_BITS = 12;
/** How far apart two medians of length may be, as a factor. Texts in slots differ widely. */
const LENGTHS = 4;
/** A band stands for four samples. */
const ROWS = 4;

/**
 * Are a receiver's requests of the template that somebody shares?
 *
 * A request agrees when at least three of the fingerprint's samples are also its own; the requests are of the template when
 * half of them agree and their length is of the same order. Measured with `bench/fingerprint.ts`: 16 templates (fingerprints
 * of 30 requests, 6 to 14 recurring samples), 200 further requests of each, and 40,000 prompts of ordinary customers, templates
 * of applications among them.
 *
 *   agreeing in ≥   requests found   of the worst template   other templates (48,000)   ordinary (640,000 comparisons)
 *   1               99.97 %          99.5 %                  0.78 %                     0.04 %
 *   2               99.7 %           96.5 %                  0                          0
 *   3               98.7 %           87.5 %                  0                          0
 *   4               95.8 %           71.5 %                  0                          0
 *   5               89.2 %           37.0 %                  0                          0
 *
 * Three, because one sample agrees by chance and two are not far from it; half of the requests, because the worst template
 * has 87 % of them. The SimHash does not part them where slots are long (its distance is up to 23 bits within a template, and
 * from 17 bits to others), so it decides only for fingerprints with fewer than three samples, and then by 12 bits.
 */
export function matchFingerprint(
  fingerprint: TemplateFingerprint,
  own: { scheme: string; keyId: string | null; sketches: readonly (TemplateSketch & { readonly bands?: readonly bigint[] })[] },
): FingerprintMatch {
  const of = fingerprint.signature.filter((sample) => sample !== 0).length;
  const no = (why: string): FingerprintMatch => ({ isMatch: false, share: 0, agreeing: 0, of, why });
  if (fingerprint.scheme !== own.scheme || fingerprint.keyId !== own.keyId) return no('it was made under another scheme or key');
  if (own.sketches.length === 0) return no('there are no requests');
  const agreements = own.sketches.map((sketch) => agreementOf(fingerprint, sketch));
  const hasSamples = of >= LEAST_AGREEING || fingerprint.bands.some((band) => band !== 0n);
  const agrees = own.sketches.map((sketch, i) =>
    hasSamples ? agreements[i]! >= LEAST_AGREEING : distance(sketch.simhash, fingerprint.simhash) <= MOST_BITS,
  );
  const share = agrees.filter(Boolean).length / agrees.length;
  const found = { share, agreeing: medianOf(agreements), of };
  const percent = `${Math.round(share * 100)} % of ${agrees.length} requests agree`;
  if (share < LEAST_SHARE) return { ...found, isMatch: false, why: percent };
  const words = medianOf(own.sketches.map((sketch) => sketch.words));
  const lines = medianOf(own.sketches.map((sketch) => sketch.lines));
  if (!isSameOrder(words, fingerprint.words) || !isSameOrder(lines, fingerprint.lines)) {
    return { ...found, isMatch: false, why: `${percent}, but their length is of another order` };
  }
  return { ...found, isMatch: true, why: percent };
}

function agreementOf(fingerprint: TemplateFingerprint, sketch: TemplateSketch & { readonly bands?: readonly bigint[] }): number {
  const samples = fingerprint.signature.filter((sample, at) => sample !== 0 && sample === sketch.signature[at]).length;
  const bands = fingerprint.bands.filter((band, at) => band !== 0n && band === sketch.bands?.[at]).length;
  return Math.max(samples, bands * ROWS);
}

/** Not told (0) fits everything. */
function isSameOrder(a: number, b: number): boolean {
  return a === 0 || b === 0 || (a <= b * LENGTHS && b <= a * LENGTHS);
}

function distance(a: bigint, b: bigint): number {
  let bits = 0;
  for (let rest = BigInt.asUintN(64, a ^ b); rest !== 0n; rest &= rest - 1n) bits++;
  return bits;
}
