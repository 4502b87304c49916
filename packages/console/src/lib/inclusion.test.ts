// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCover, pathOf, recompute } from './inclusion.ts';

const digest = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);
const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Root of a stretch of leaves, by the definition (RFC 9162 §2.1.1), apart from what is tested. */
function rootOf(entries: readonly string[]): Buffer {
  if (entries.length === 1) return sha256('\0', entries[0]!);
  const half = 2 ** (Math.ceil(Math.log2(entries.length)) - 1);
  return sha256('\u0001', rootOf(entries.slice(0, half)), rootOf(entries.slice(half)));
}

function inclusionOf(entries: readonly string[], index: number) {
  let reached = sha256('\0', entries[index]!);
  const steps = pathOf(index, entries.length).map(({ side, sibling }) => {
    const other = rootOf(entries.slice(sibling.from, sibling.to + 1));
    reached = side === 'left' ? sha256('\u0001', other, reached) : sha256('\u0001', reached, other);
    return { sibling: other.toString('hex'), side, result: reached.toString('hex') };
  });
  const leafHash = sha256('\0', entries[index]!).toString('hex');
  return { leafHash, size: entries.length, root: rootOf(entries).toString('hex'), steps, holds: true };
}

const LOG = Array.from({ length: 11 }, (_, i) => `{"entry":${i},"note":"é"}`);

describe('pathOf', () => {
  it('names the leaves that each sibling stands for', () => {
    expect(pathOf(2, 5).map(({ side, sibling }) => `${side} ${formatCover(sibling)}`)).toEqual([
      'right leaf 3',
      'left leaves 0–1',
      'right leaf 4',
    ]);
  });

  it('has nothing to say in a log of one', () => {
    expect(pathOf(0, 1)).toEqual([]);
  });

  it('adds up: sibling and reached fill what both cover, up to the whole log', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 45 }), fc.nat(), (size, nat) => {
        const index = nat % size;
        let reached = { from: index, to: index };
        for (const { side, sibling, result } of pathOf(index, size)) {
          const [left, right] = side === 'left' ? [sibling, reached] : [reached, sibling];
          expect([left.to + 1, left.from, right.to]).toEqual([right.from, result.from, result.to]);
          reached = result;
        }
        expect(reached).toEqual({ from: 0, to: size - 1 });
      }),
    );
  });

  it.each([
    [5, 5],
    [-1, 5],
    [0.5, 5],
  ])('knows no leaf %d of %d', (index, size) => {
    expect(() => pathOf(index, size)).toThrow(RangeError);
  });
});

describe('recompute', () => {
  it('reaches the root from every leaf', async () => {
    for (const [index, entry] of LOG.entries()) {
      expect(await recompute(index, entry, inclusionOf(LOG, index), digest)).toEqual({ holds: true, wrongAt: null });
    }
  });

  it('says where a way is wrong', async () => {
    const good = inclusionOf(LOG, 4);
    const broken = (at: number, change: object) => ({
      ...good,
      steps: good.steps.map((step, i) => (i === at ? { ...step, ...change } : step)),
    });
    const wrongAt = async (entry: string, inclusion: typeof good, index = 4) =>
      (await recompute(index, entry, inclusion, digest)).wrongAt;
    expect(await wrongAt(LOG[5]!, good)).toBe(-1);
    expect(await wrongAt(LOG[4]!, broken(1, { sibling: '00'.repeat(32) }))).toBe(1);
    expect(await wrongAt(LOG[4]!, broken(2, { side: 'right' }))).toBe(2);
    expect(await wrongAt(LOG[4]!, { ...good, root: '00'.repeat(32) })).toBe(4);
    expect(await wrongAt(LOG[4]!, { ...good, steps: good.steps.slice(0, -1) })).toBe(3);
    // The same hashes do not prove it to be another leaf.
    expect(await wrongAt(LOG[4]!, good, 6)).not.toBeNull();
  });
});
