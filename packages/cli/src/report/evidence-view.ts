// SPDX-License-Identifier: Apache-2.0
import type { Campaign, HuntReport } from '@stillwatch/core';
import { formatBitsSigned, formatBitsSum, formatKind } from './format.ts';
import { bindUnits, type Html, html } from './html.ts';
import { FAMILIES } from './palette.ts';
import { sumFamilies } from './summary.ts';

const BAR_TOP = 38;
const BAR = 34;
const HEIGHT = BAR_TOP + BAR + 30;

/** The sum that makes the verdict: one stacked bar, then every line that is in it. */
export function renderEvidence(campaign: Campaign, thresholds: HuntReport['thresholds']): Html {
  const families = sumFamilies(campaign);
  return html`
<h3>Evidence, in bits</h3>
${renderBar(campaign, families, thresholds)}
<div class="lines">
${families.map(
  ({ family, bits, lines }) => html`
<div class="family">
<p class="of" title="${FAMILIES[family].about}"><svg class="swatch" aria-hidden="true"><rect class="f-${family}" width="100%" height="100%"/></svg>${FAMILIES[family].label} <b>${formatBitsSigned(bits)}</b></p>
<ul>${lines.map((line) => renderLine(line.statement, lines.length === 1 ? null : line.bits))}</ul>
</div>`,
)}
</div>
<h3>Benign explanations considered</h3>
<div class="lines benign">
${
  campaign.benign.length === 0
    ? html`<p class="quiet">None applies to this kind of group.</p>`
    : html`<ul>${campaign.benign.map((line) => renderLine(line.statement, line.bits, formatKind(line.kind)))}</ul>`
}
</div>`;
}

/** @param bits null where the family's sum already says it. */
function renderLine(statement: string, bits: number | null, kind: string | null = null): Html {
  return html`<li><span class="bits${bits !== null && bits < 0 ? ' less' : ''}">${bits === null ? null : formatBitsSigned(bits)}</span><span>${kind === null ? null : html`<b>${kind}</b> `}${bindUnits(statement)}</span></li>`;
}

function renderBar(campaign: Campaign, families: ReturnType<typeof sumFamilies>, thresholds: HuntReport['thresholds']): Html {
  const excuse = campaign.benign.reduce((sum, line) => sum + line.bits, 0);
  const against = [
    ...families.filter((sum) => sum.bits < 0),
    ...(excuse < 0 ? [{ family: 'benign' as const, bits: excuse }] : []),
  ];
  const speaking = families.filter((sum) => sum.bits > 0);
  const least = against.reduce((sum, part) => sum + part.bits, 0);
  const most = speaking.reduce((sum, part) => sum + part.bits, 0);
  const high = Math.max(most, campaign.bits, thresholds.confirmed) * 1.02;
  const low = least * 1.02;
  const place = (bits: number) => Math.round(((bits - low) / (high - low)) * 10_000) / 100;
  const zero = place(0);

  const segments: Html[] = [];
  let at = 0;
  for (const { family, bits } of speaking) {
    segments.push(renderSegment(family, place(at), place(at + bits) - place(at), bits));
    at += bits;
  }
  at = 0;
  for (const { family, bits } of against) {
    segments.push(renderSegment(family, place(at + bits), place(at) - place(at + bits), bits));
    at += bits;
  }
  const spoken = [...speaking, ...against].map(({ family, bits }) => `${FAMILIES[family].label} ${formatBitsSigned(bits)}`);
  const sumAt = place(campaign.bits);
  const end = sumAt > 50;
  return html`
<svg class="bar" height="${HEIGHT}" role="img" aria-label="${`Sum ${formatBitsSum(campaign.bits)} bits: ${spoken.join(', ')}. Watch from ${thresholds.watch}, probable from ${thresholds.probable}, confirmed from ${thresholds.confirmed}.`}">
${segments}
${zero > 0 ? html`<line class="base" x1="${zero}%" x2="${zero}%" y1="${BAR_TOP - 4}" y2="${BAR_TOP + BAR + 4}"/>` : null}
${renderThreshold('watch', thresholds.watch, place(thresholds.watch), 'end', 28)}
${renderThreshold('probable', thresholds.probable, place(thresholds.probable), 'middle', 12)}
${renderThreshold('confirmed', thresholds.confirmed, place(thresholds.confirmed), 'start', 28)}
<g class="sum"><line x1="${sumAt}%" x2="${sumAt}%" y1="${BAR_TOP - 6}" y2="${HEIGHT - 4}"/><text x="${sumAt}%" dx="${end ? -6 : 6}" y="${HEIGHT - 8}" text-anchor="${end ? 'end' : 'start'}">sum ${formatBitsSum(campaign.bits)} bits</text></g>
</svg>`;
}

function renderSegment(family: keyof typeof FAMILIES, x: number, width: number, bits: number): Html {
  const { label } = FAMILIES[family];
  // About 10 px to a per cent on a wide screen; narrow screens hide the words by style.
  const fits = width * 9 > label.length * 7.2 + 14;
  return html`<svg class="segment" x="${x}%" y="${BAR_TOP}" width="${Math.round(width * 100) / 100}%" height="${BAR}"><title>${label} ${formatBitsSigned(bits)} bits</title><rect class="f-${family}" width="100%" height="100%"/>${
    fits ? html`<text class="on-${family}" x="8" y="22">${label}</text>` : null
  }<line class="gap" x1="100%" x2="100%" y1="0" y2="100%"/></svg>`;
}

function renderThreshold(label: string, bits: number, x: number, anchor: 'start' | 'middle' | 'end', y: number): Html {
  const nudge = { start: 4, middle: 0, end: -4 }[anchor];
  return html`<g class="threshold"><line x1="${x}%" x2="${x}%" y1="${anchor === 'middle' ? 17 : 20}" y2="${BAR_TOP}"/><line class="within" x1="${x}%" x2="${x}%" y1="${BAR_TOP}" y2="${BAR_TOP + BAR}"/><text x="${x}%" dx="${nudge}" y="${y}" text-anchor="${anchor}">${label} ${bits}</text></g>`;
}
