// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import { formatClock, formatCount, formatDay, formatDuration, formatTime } from './format.ts';
import { type Html, html } from './html.ts';
import { measureDelay } from './summary.ts';

const HOUR_MS = 3_600_000;
/** Pixels from the top: room for the detection flag, then the plot, then the days. */
const TOP = 26;
const PLOT = 150;
const HEIGHT = TOP + PLOT + 24;
const MOST_DAYS = 7;

type Timeline = Campaign['timeline'];

/** The campaign in front of everyone else's traffic; an operator's eye sees the shape before any number. */
export function renderTimeline(campaign: Campaign): Html | null {
  const { timeline } = campaign;
  if (timeline.length === 0) return null;
  const stepMs = measureStep(timeline);
  const from = Date.parse(timeline[0]!.hour);
  const until = from + stepMs * timeline.length;
  const peak = timeline.reduce((best, slot) => (slot.campaign > best.campaign ? slot : best));
  const factor = chooseShrink(timeline);
  const top = chooseTop(Math.max(peak.campaign, Math.max(...timeline.map((slot) => slot.background)) / factor));
  const per = stepMs === HOUR_MS ? 'hour' : formatDuration(stepMs);
  const summary =
    `Exchanges per ${per} of ${campaign.name} and of everyone else. Peak ${formatCount(peak.campaign)} at ${formatTime(peak.hour)} UTC` +
    (measureDelay(campaign) === null ? '' : `; detected ${formatTime(campaign.detectedAt)} UTC`);
  return html`
<figure class="timeline">
<figcaption>Exchanges per ${per}
<span class="key"><svg class="swatch" aria-hidden="true"><rect class="front" width="100%" height="100%"/></svg>campaign</span>
<span class="key"><svg class="swatch" aria-hidden="true"><rect class="behind" width="100%" height="100%"/></svg>everyone else${factor === 1 ? '' : `, drawn at 1/${formatCount(factor)} of its height`}</span>
</figcaption>
<svg class="plot" height="${HEIGHT}" tabindex="0" role="slider" aria-orientation="horizontal" aria-label="${summary}" aria-valuemin="0" aria-valuemax="${timeline.length - 1}" aria-valuenow="0" aria-valuetext="use the arrow keys"
 data-from="${from}" data-step="${stepMs}" data-front="${timeline.map((slot) => slot.campaign).join(' ')}" data-behind="${timeline.map((slot) => slot.background).join(' ')}">
${renderGrid(top)}
<svg y="${TOP}" width="100%" height="${PLOT}" viewBox="0 0 ${timeline.length} ${PLOT}" preserveAspectRatio="none">
<path class="behind" d="${drawSteps(
    timeline.map((slot) => slot.background / factor),
    top,
  )}"/>
<path class="front" d="${drawSteps(
    timeline.map((slot) => slot.campaign),
    top,
  )}"/>
</svg>
${renderGridLabels(top)}
<line class="base" x1="0" x2="100%" y1="${TOP + PLOT}" y2="${TOP + PLOT}"/>
${renderDays(from, until)}
${renderDetection(campaign, from, until)}
<g class="cursor" visibility="hidden"><line y1="${TOP}" y2="${TOP + PLOT}"/><text y="${TOP + 12}"></text></g>
</svg>
</figure>`;
}

/** The shape alone, for the overview; all campaigns share the hunt's time axis. */
export function renderSparkline({ timeline }: Campaign): Html {
  const top = Math.max(1, ...timeline.map((slot) => slot.campaign));
  return html`<svg class="spark" viewBox="0 0 ${Math.max(1, timeline.length)} ${PLOT}" preserveAspectRatio="none" aria-hidden="true"><path class="front" d="${drawSteps(
    timeline.map((slot) => slot.campaign),
    top,
  )}"/></svg>`;
}

function measureStep(timeline: Timeline): number {
  return timeline.length < 2 ? HOUR_MS : Date.parse(timeline[1]!.hour) - Date.parse(timeline[0]!.hour);
}

/** A step area from the base line; relative path commands keep it small. */
function drawSteps(values: readonly number[], top: number): string {
  let path = `M0 ${PLOT}`;
  let y = PLOT;
  let run = 0;
  for (const value of values) {
    const next = Math.round((PLOT - (PLOT * value) / top) * 10) / 10;
    if (next !== y) {
      path += `${run === 0 ? '' : `h${run}`}V${next}`;
      y = next;
      run = 0;
    }
    run++;
  }
  return `${path}h${run}V${PLOT}Z`;
}

/** Background far above the campaign is drawn at a round fraction of its height, and the key says so. */
function chooseShrink(timeline: Timeline): number {
  const front = Math.max(1, ...timeline.map((slot) => slot.campaign));
  const behind = Math.max(...timeline.map((slot) => slot.background));
  for (let size = 1; ; size *= 10) for (const step of [1, 2, 5]) if (behind / (size * step) <= 2.2 * front) return size * step;
}

/** The next round number above. */
function chooseTop(value: number): number {
  for (let size = 1; ; size *= 10) for (const step of [1, 2, 3, 4, 6, 8]) if (size * step >= value) return size * step;
}

function gridValues(top: number): number[] {
  return top < 2 ? [top] : [top / 2, top];
}

function renderGrid(top: number): Html[] {
  return gridValues(top).map((value) => {
    const y = TOP + PLOT - (PLOT * value) / top;
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/>`;
  });
}

function renderGridLabels(top: number): Html[] {
  return gridValues(top).map(
    (value) =>
      html`<text class="tick halo" x="100%" dx="-2" text-anchor="end" y="${TOP + PLOT - (PLOT * value) / top - 4}">${formatCount(value)}</text>`,
  );
}

function renderDays(from: number, until: number): Html[] {
  const dayMs = 24 * HOUR_MS;
  const first = Math.ceil(from / dayMs) * dayMs;
  const days = Math.floor((until - first) / dayMs) + 1;
  if (days < 2) {
    const stepMs = Math.max(1, Math.ceil((until - from) / HOUR_MS / 6)) * HOUR_MS;
    return renderMarks(from, until, Math.ceil(from / stepMs) * stepMs, stepMs, formatClock);
  }
  return renderMarks(from, until, first, Math.ceil(days / MOST_DAYS) * dayMs, formatDay);
}

function renderMarks(from: number, until: number, first: number, stepMs: number, format: (iso: string) => string): Html[] {
  const marks: Html[] = [];
  for (let at = first; at < until; at += stepMs) {
    const x = percentOf(at, from, until);
    // A label that would be cut off at the right edge is left out; its mark stays.
    const label =
      x > 93 ? null : html`<text class="tick" x="${x}%" dx="4" y="${HEIGHT - 8}">${format(new Date(at).toISOString())}</text>`;
    marks.push(html`<line class="mark" x1="${x}%" x2="${x}%" y1="${TOP + PLOT}" y2="${HEIGHT - 6}"/>${label}`);
  }
  return marks;
}

function renderDetection(campaign: Campaign, from: number, until: number): Html | null {
  const delay = measureDelay(campaign);
  if (delay === null) return null;
  const x = percentOf(Date.parse(campaign.detectedAt), from, until);
  const left = x < 55;
  return html`<g class="detected"><line x1="${x}%" x2="${x}%" y1="${4}" y2="${TOP + PLOT}"/><text x="${x}%" dx="${left ? 7 : -7}" y="14" text-anchor="${left ? 'start' : 'end'}">detected after ${formatDuration(delay)}</text></g>`;
}

function percentOf(at: number, from: number, until: number): number {
  return Math.round(((at - from) / (until - from)) * 10_000) / 100;
}
