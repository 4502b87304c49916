// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Golden angle: points laid out with it fill a disc evenly (Vogel 1979). */
export const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const ROUNDS = 240;

/**
 * Spring embedding after Fruchterman and Reingold (1991), from a fixed start: the same links give the same picture.
 * @returns places around the origin, in units of the ideal distance of two linked accounts
 */
export function layoutAccounts(count: number, links: Campaign['links']): Place[] {
  const x = Float64Array.from({ length: count }, (_, i) => Math.sqrt(i + 0.5) * Math.cos(i * GOLDEN));
  const y = Float64Array.from({ length: count }, (_, i) => Math.sqrt(i + 0.5) * Math.sin(i * GOLDEN));
  const fx = new Float64Array(count);
  const fy = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    fx.fill(0);
    fy.fill(0);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i]! - x[j]!;
        const dy = y[i]! - y[j]!;
        const push = 1 / Math.max(0.01, dx * dx + dy * dy);
        fx[i]! += dx * push;
        fy[i]! += dy * push;
        fx[j]! -= dx * push;
        fy[j]! -= dy * push;
      }
      // A weak pull to the middle keeps what has no link in the picture.
      fx[i]! -= 0.12 * x[i]!;
      fy[i]! -= 0.16 * y[i]!;
    }
    for (const { a, b, bits } of links) {
      const dx = x[b]! - x[a]!;
      const dy = y[b]! - y[a]!;
      const pull = Math.hypot(dx, dy) * Math.min(1, 0.2 + Math.max(0, bits) / 20);
      fx[a]! += dx * pull;
      fy[a]! += dy * pull;
      fx[b]! -= dx * pull;
      fy[b]! -= dy * pull;
    }
    const most = 0.6 * (1 - round / ROUNDS) + 0.005;
    for (let i = 0; i < count; i++) {
      const force = Math.hypot(fx[i]!, fy[i]!);
      const step = Math.min(most, 0.1 * force) / Math.max(1e-9, force);
      x[i]! += fx[i]! * step;
      y[i]! += fy[i]! * step;
    }
  }
  return Array.from({ length: count }, (_, i) => ({ x: x[i]!, y: y[i]! }));
}

/** Members of each group that links hold together, largest first; those without a link are the last group. */
export function findGroups(count: number, links: Campaign['links']): { groups: number[][]; loose: number[] } {
  const head = Int32Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    while (head[i] !== i) i = head[i] = head[head[i]!]!;
    return i;
  };
  for (const { a, b } of links) head[find(a)] = find(b);
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const root = find(i);
    const group = members.get(root);
    if (group === undefined) members.set(root, [i]);
    else group.push(i);
  }
  const all = [...members.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  return { groups: all.filter(({ length }) => length > 1), loose: all.filter(({ length }) => length === 1).flat() };
}

/** Discs in rows, as lines of text are set: in a picture about twice as wide as high. */
export function packDiscs(radii: readonly number[], gap: number): Place[] {
  const area = radii.reduce((sum, r) => sum + (2 * r + gap) ** 2, 0);
  const width = Math.max(Math.sqrt(2 * area), ...radii.map((r) => 2 * r + gap));
  const placed: Place[] = [];
  let [x, y, height] = [0, 0, 0];
  for (const r of radii) {
    const size = 2 * r + gap;
    if (x + size > width * 1.001) [x, y, height] = [0, y + height, 0];
    placed.push({ x: x + size / 2, y: y + size / 2 });
    x += size;
    height = Math.max(height, size);
  }
  return placed;
}
