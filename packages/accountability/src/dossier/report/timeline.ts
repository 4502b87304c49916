// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import { formatCount } from '@stillwatch/core/format';
import { type Drawing, type Shape, tenth } from './drawing.ts';
import { formatDate, formatMoment } from './text.ts';

const WIDTH = 680;
const TOP = 24;
const PLOT = 130;
const HEIGHT = TOP + PLOT + 22;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Exchanges per slot of the campaign in front of everyone else's; null where there is nothing to draw. */
export function drawTimeline({ timeline, detectedAt }: Campaign): Drawing | null {
  if (timeline.length === 0) return null;
  const from = Date.parse(timeline[0]!.hour);
  const step = timeline.length < 2 ? HOUR_MS : Date.parse(timeline[1]!.hour) - from;
  const until = from + step * timeline.length;
  const shrink = chooseShrink(timeline);
  const top = chooseTop(Math.max(...timeline.map((slot) => Math.max(slot.campaign, slot.background / shrink))));
  const xOf = (at: number) => tenth((WIDTH * (at - from)) / (until - from));
  const yOf = (value: number) => tenth(TOP + PLOT - (PLOT * value) / top);
  const area = (values: readonly number[]): [number, number][] => {
    const points: [number, number][] = [[0, yOf(0)]];
    for (const [i, value] of values.entries())
      points.push([xOf(from + i * step), yOf(value)], [xOf(from + (i + 1) * step), yOf(value)]);
    return [...points, [WIDTH, yOf(0)]];
  };
  const shapes: Shape[] = [];
  for (const value of top < 2 ? [top] : [top / 2, top]) {
    shapes.push({ kind: 'line', x1: 0, x2: WIDTH, y1: yOf(value), y2: yOf(value), stroke: 'rule' });
  }
  shapes.push({ kind: 'area', points: area(timeline.map((slot) => slot.background / shrink)), fill: 'pale' });
  shapes.push({ kind: 'area', points: area(timeline.map((slot) => slot.campaign)), fill: 'campaign' });
  for (const value of top < 2 ? [top] : [top / 2, top]) {
    const width = 4 + 5.2 * formatCount(value).length;
    shapes.push({ kind: 'rect', x: tenth(WIDTH - width), y: yOf(value) - 13, width, height: 12, fill: 'paper' });
    shapes.push({ kind: 'text', x: WIDTH, y: yOf(value) - 3, text: formatCount(value), fill: 'quiet', anchor: 'end', size: 10 });
  }
  shapes.push({ kind: 'line', x1: 0, x2: WIDTH, y1: TOP + PLOT, y2: TOP + PLOT, stroke: 'ink' });
  shapes.push(...drawDays(from, until, xOf));
  const detected = Date.parse(detectedAt);
  if (detected > from && detected < until) {
    const x = xOf(detected);
    const left = x < WIDTH * 0.6;
    shapes.push({ kind: 'line', x1: x, x2: x, y1: 4, y2: TOP + PLOT, stroke: 'against', width: 1.5, dash: true });
    shapes.push({
      kind: 'text',
      x: left ? x + 5 : x - 5,
      y: 13,
      text: `detected ${formatMoment(detectedAt)}`,
      fill: 'against',
      anchor: left ? 'start' : 'end',
      size: 11,
    });
  }
  const per = step === HOUR_MS ? 'hour' : `${formatCount(step / HOUR_MS)} hours`;
  const aside = shrink === 1 ? '' : `, drawn at 1/${formatCount(shrink)} of its height`;
  const label = `Exchanges per ${per}: dark, the campaign; grey, everyone else${aside}. Times are UTC.`;
  return { width: WIDTH, height: HEIGHT, label, shapes };
}

function drawDays(from: number, until: number, xOf: (at: number) => number): Shape[] {
  const days = Math.max(1, Math.ceil((until - from) / DAY_MS / 6));
  const short = until - from < 2 * DAY_MS;
  const step = short ? 6 * HOUR_MS : days * DAY_MS;
  const shapes: Shape[] = [];
  for (let at = Math.ceil(from / step) * step; at < until; at += step) {
    const x = xOf(at);
    shapes.push({ kind: 'line', x1: x, x2: x, y1: TOP + PLOT, y2: HEIGHT - 12, stroke: 'ink' });
    // A label that would be cut off at the edge is left out; its mark stays.
    if (x > WIDTH * 0.9) continue;
    const iso = new Date(at).toISOString();
    const text = short && at % DAY_MS !== 0 ? iso.slice(11, 16) : formatDate(iso).replace(/ \d{4}$/, '');
    shapes.push({ kind: 'text', x: x + 4, y: HEIGHT - 6, text, fill: 'quiet', size: 10 });
  }
  return shapes;
}

/** Background far above the campaign is drawn at a round fraction of its height, and the label says so. */
function chooseShrink(timeline: Campaign['timeline']): number {
  const front = Math.max(1, ...timeline.map((slot) => slot.campaign));
  const behind = Math.max(...timeline.map((slot) => slot.background));
  for (let size = 1; ; size *= 10) for (const step of [1, 2, 5]) if (behind / (size * step) <= 1.6 * front) return size * step;
}

/** The next round number above. */
function chooseTop(value: number): number {
  for (let size = 1; ; size *= 10) for (const step of [1, 2, 3, 4, 6, 8]) if (size * step >= value) return size * step;
}
