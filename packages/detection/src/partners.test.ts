// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Partners } from './partners.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function pairsOf(owners: number, limit: number, added: Iterable<readonly [number, number]>): (readonly [number, number])[] {
  const partners = new Partners(owners, limit);
  for (const [a, b] of added) partners.add(a, b);
  return [...partners.pairs()];
}

/** All pairs of a group. */
function among(group: readonly number[]): [number, number][] {
  return group.flatMap((a, i) => group.slice(i + 1).map((b): [number, number] => [a, b]));
}

const someOwners = 40;
const pair = fc.tuple(fc.nat({ max: someOwners - 1 }), fc.nat({ max: someOwners - 1 })).filter(([a, b]) => a !== b);

describe('Partners', () => {
  it('keeps every pair once while there are few, the smaller number first, in ascending order', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), (added) => {
        const known = new Map(added.map(([a, b]) => [`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]]));
        const expected = [...known.values()].toSorted((x, y) => x[0]! - y[0]! || x[1]! - y[1]!);
        const found = pairsOf(someOwners, 1_000, added).toSorted((x, y) => x[0] - y[0] || x[1] - y[1]);
        expect(found).toEqual(expected);
      }),
    );
  });

  it('keeps the same, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), fc.integer({ min: 20, max: 60 }), (added, limit) => {
        const [one, other] = [pairsOf(someOwners, limit, added), pairsOf(someOwners, limit, added.toReversed())];
        expect(one.length).toBeLessThanOrEqual(2 * limit);
        expect(new Set(one.map(String))).toEqual(new Set(other.map(String)));
      }),
    );
  });

  it('ties a large group together through the same few, and leaves a small one whole', () => {
    const large = range(300);
    const small = range(8).map((i) => 300 + i);
    const kept = pairsOf(308, 5_000, [...among(large), ...among(small)]);
    expect(kept.length).toBeLessThan(10_000);
    expect(kept.filter(([a, b]) => a >= 300 && b >= 300)).toHaveLength(28);
    const partners = new Map(large.map((owner) => [owner, new Set<number>()]));
    for (const [a, b] of kept) {
      partners.get(a)?.add(b);
      partners.get(b)?.add(a);
    }
    // Any two have a partner in common.
    const [first, second] = [partners.get(17)!, partners.get(251)!];
    expect(first.size).toBeGreaterThan(5);
    expect([...first].some((owner) => second.has(owner))).toBe(true);
  });
});
