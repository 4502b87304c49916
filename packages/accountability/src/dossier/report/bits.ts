// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import { formatBits, formatBitsSigned } from '@stillwatch/core/format';
import { type Drawing, type Shape, tenth } from './drawing.ts';

const WIDTH = 680;
const NAMES = 130;
const ROW = 19;
const TOP = 22;

interface Thresholds {
  readonly watch: number;
  readonly probable: number;
  readonly confirmed: number;
}

/** The sum of evidence as steps, each line from where the one before ended, against the thresholds of the tiers. */
export function drawBits({ evidence, benign }: Campaign, thresholds: Thresholds): Drawing {
  const lines = [
    ...evidence.map(({ family, bits }) => ({ name: family as string, bits })),
    ...benign.map(({ kind, bits }) => ({ name: `benign: ${kind}`, bits })),
  ];
  const ends: number[] = [];
  for (const { bits } of lines) ends.push((ends.at(-1) ?? 0) + bits);
  const sum = ends.at(-1) ?? 0;
  const low = Math.min(0, ...ends);
  const high = Math.max(thresholds.confirmed, ...ends) * 1.04;
  const xOf = (bits: number) => tenth(NAMES + ((WIDTH - NAMES - 44) * (bits - low)) / Math.max(1, high - low));
  const bottom = TOP + ROW * (lines.length + 1);
  const shapes: Shape[] = [];
  for (const [name, bits] of Object.entries(thresholds)) {
    shapes.push({ kind: 'line', x1: xOf(bits), x2: xOf(bits), y1: TOP - 6, y2: bottom, stroke: 'quiet', dash: true });
    shapes.push({ kind: 'text', x: xOf(bits), y: 11, text: `${name} ${bits}`, fill: 'quiet', anchor: 'middle', size: 10 });
  }
  shapes.push({ kind: 'line', x1: xOf(0), x2: xOf(0), y1: TOP - 6, y2: bottom, stroke: 'ink' });
  for (const [i, { name, bits }] of lines.entries()) {
    const y = TOP + i * ROW;
    const [from, to] = [xOf(ends[i]! - bits), xOf(ends[i]!)];
    const right = Math.max(from, to);
    shapes.push({
      kind: 'text',
      x: 0,
      y: y + 12,
      text: name.length > 24 ? `${name.slice(0, 23)}…` : name,
      fill: 'ink',
      size: 11,
    });
    shapes.push({
      kind: 'rect',
      x: Math.min(from, to),
      y: y + 2,
      width: tenth(Math.max(1, right - Math.min(from, to))),
      height: ROW - 7,
      fill: bits < 0 ? 'against' : 'campaign',
    });
    const label = formatBitsSigned(bits);
    // Keeps the lines of the thresholds out of the figure.
    shapes.push({ kind: 'rect', x: right + 2, y: y + 3, width: 4 + 5.4 * label.length, height: ROW - 8, fill: 'paper' });
    shapes.push({ kind: 'text', x: right + 4, y: y + 12, text: label, fill: bits < 0 ? 'against' : 'ink', size: 10 });
  }
  const y = TOP + lines.length * ROW;
  shapes.push({ kind: 'line', x1: 0, x2: WIDTH, y1: y, y2: y, stroke: 'rule' });
  shapes.push({ kind: 'text', x: 0, y: y + 13, text: 'sum', fill: 'ink', size: 11, bold: true });
  shapes.push({ kind: 'line', x1: xOf(sum), x2: xOf(sum), y1: y, y2: bottom, stroke: 'ink', width: 2 });
  shapes.push({ kind: 'text', x: xOf(sum) + 5, y: y + 13, text: formatBits(sum), fill: 'ink', size: 11, bold: true });
  return {
    width: WIDTH,
    height: bottom + 2,
    label: `Each line starts where the one before ended; the sum is ${formatBits(sum)}.`,
    shapes,
  };
}
