// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, type TemplateSketch } from './fingerprint.ts';
import { matchFingerprint } from './match-fingerprint.ts';

const MADE = { scheme: 'sketch-v1', keyId: 'aa' };
const WRAPPER = Array.from({ length: 16 }, (_, at) => 1_000 + at);

/** A request of the template: samples at `kept` come from its wrapper, the others from whatever is in its slot. */
function request(slot: number, kept: readonly number[], more: Partial<TemplateSketch> = {}): TemplateSketch {
  const signature = WRAPPER.map((sample, at) => (kept.includes(at) ? sample : 100_000 + slot * 16 + at));
  return { signature, simhash: 0xff00ff00n ^ BigInt(slot % 4), words: 60, lines: 3, ...more };
}
const KEPT = [0, 3, 8, 9, 12];
const theirs = Array.from({ length: 30 }, (_, slot) => request(slot, KEPT));
const shared = fingerprintOf(theirs, MADE);
const match = (sketches: readonly TemplateSketch[], made = MADE) => matchFingerprint(shared, { ...made, sketches });

describe('a fingerprint', () => {
  it('keeps what recurs and nothing of the slots', () => {
    expect(shared.signature).toEqual(WRAPPER.map((sample, at) => (KEPT.includes(at) ? sample : 0)));
    expect(shared).toMatchObject({ words: 60, lines: 3, bands: [] });
    expect(shared.simhash & 0xff00ff00n).toBe(0xff00ff00n);
    const empty = fingerprintOf([{ ...request(0, []), signature: WRAPPER.map(() => 0) }], MADE);
    expect(empty.signature).toEqual(WRAPPER.map(() => 0));
  });

  it('recognises other requests of the template by three samples, and not by two', () => {
    expect(match([request(99, [0, 3, 8])])).toEqual({
      isMatch: true,
      share: 1,
      agreeing: 3,
      of: 5,
      why: '100 % of 1 requests agree',
    });
    expect(match([request(99, [0, 3])])).toMatchObject({ isMatch: false, share: 0, agreeing: 2 });
    // The same samples in other places are others.
    expect(match([{ ...request(99, []), signature: WRAPPER.toReversed() }]).isMatch).toBe(false);
  });

  it('asks for half of the requests', () => {
    const some = (agreeing: number) => Array.from({ length: 10 }, (_, i) => request(200 + i, i < agreeing ? KEPT : []));
    expect(match(some(5)).isMatch).toBe(true);
    expect(match(some(4))).toMatchObject({ isMatch: false, share: 0.4 });
    expect(match([]).isMatch).toBe(false);
  });

  it('says nothing of what was made under another scheme or key', () => {
    expect(match(theirs, { scheme: 'sketch-v2', keyId: 'aa' })).toMatchObject({
      isMatch: false,
      why: 'it was made under another scheme or key',
    });
    expect(match(theirs, { scheme: 'sketch-v1', keyId: 'bb' }).isMatch).toBe(false);
  });

  it('does not fit requests of another order of length', () => {
    expect(match([request(99, KEPT, { words: 240 })]).isMatch).toBe(true);
    expect(match([request(99, KEPT, { words: 241 })])).toMatchObject({ isMatch: false, share: 1 });
    expect(match([request(99, KEPT, { lines: 0 })]).isMatch).toBe(true);
  });

  it('with too few samples goes by the SimHash, closely', () => {
    const few = { ...shared, signature: WRAPPER.map((sample, at) => (at < 2 ? sample : 0)) };
    const by = (simhash: bigint) => matchFingerprint(few, { ...MADE, sketches: [request(99, [0, 1], { simhash })] }).isMatch;
    expect(by(shared.simhash ^ 0xfffn)).toBe(true);
    expect(by(shared.simhash ^ 0x1fffn)).toBe(false);
  });

  it('takes a whole band for its samples', () => {
    const bands = [7n, 0n, 0n, 0n];
    const only = { ...shared, signature: WRAPPER.map(() => 0), bands };
    const by = (own: readonly bigint[]) =>
      matchFingerprint(only, { ...MADE, sketches: [{ ...request(99, []), bands: own }] }).isMatch;
    expect(by([7n, 1n, 1n, 1n])).toBe(true);
    expect(by([0n, 7n, 0n, 0n])).toBe(false);
    expect(by([])).toBe(false);
  });

  it('is never matched by samples that are all different, and always by its own requests', () => {
    const sketch = fc.record({
      signature: fc.array(fc.integer({ min: 200_000, max: 0xffff_ffff }), { minLength: 16, maxLength: 16 }),
      simhash: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      words: fc.constant(60),
      lines: fc.constant(3),
    });
    fc.assert(
      fc.property(fc.array(sketch), (sketches) => {
        expect(match(sketches).isMatch).toBe(false);
        if (sketches.length === 1)
          expect(matchFingerprint(fingerprintOf(sketches, MADE), { ...MADE, sketches }).isMatch).toBe(true);
      }),
    );
  });
});
