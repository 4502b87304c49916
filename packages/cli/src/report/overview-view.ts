// SPDX-License-Identifier: Apache-2.0
import type { Campaign, HuntReport } from '@stillwatch/core';
import { renderTier } from './campaign-view.ts';
import { formatBitsSum, formatCount, formatDuration, formatPlural, formatTime, formatUsd } from './format.ts';
import { bindUnits, type Html, html } from './html.ts';
import { describeErrorRate, describeReading, measureDelay, summariseFindings } from './summary.ts';
import { renderSparkline } from './timeline-view.ts';

export function renderMasthead(report: HuntReport, notice: string | null): Html {
  const findings = summariseFindings(report);
  const { window } = report;
  return html`
<header class="masthead">
<p class="brand"><b>Stillwatch</b> hunt report<span class="quiet">${window === null ? null : `${formatTime(window.from)} to ${formatTime(window.to)} · all times UTC`}</span></p>
${notice === null ? null : html`<p class="notice">${notice}</p>`}
<h1>${findings.map((part, i) => html`<span class="part">${i === 0 ? null : html`<span class="spoken">, </span>`}${part}</span>`)}</h1>
<p class="lead">${bindUnits(describeErrorRate(report))} ${report.campaigns.length === 0 ? null : html`<span class="quiet">${bindUnits(report.calibration.note)}</span>`}</p>
<p class="quiet">${describeReading(report)}</p>
</header>`;
}

/** One row per campaign; two or more are worth comparing. */
export function renderOverview(campaigns: readonly Campaign[]): Html | null {
  if (campaigns.length < 2) return null;
  const most = Math.max(...campaigns.map((campaign) => campaign.bits));
  return html`
<section aria-label="Overview">
<table class="overview">
<thead><tr><th scope="col">campaign</th><th scope="col" class="n">accounts</th><th scope="col" class="n">exchanges</th><th scope="col" class="n wide">list price</th><th scope="col" class="n wide">detected after</th><th scope="col" class="wide time">exchanges over the window, each to its own height</th><th scope="col" class="n">bits</th></tr></thead>
<tbody>${campaigns.map((campaign) => renderRow(campaign, most))}</tbody>
</table>
</section>`;
}

function renderRow(campaign: Campaign, most: number): Html {
  const delay = measureDelay(campaign);
  const usd = campaign.harvest.listPriceUsd;
  const width = Math.max(1, Math.round((campaign.bits / Math.max(1, most)) * 100));
  return html`<tr>
<th scope="row"><a href="#${campaign.id}">${campaign.name}</a> ${renderTier(campaign.tier)}</th>
<td class="n">${formatCount(campaign.accounts.length)}</td><td class="n">${formatCount(campaign.exchanges)}</td>
<td class="n wide">${usd === null ? 'unknown' : formatUsd(usd, false)}</td><td class="n wide">${delay === null ? '–' : formatDuration(delay)}</td>
<td class="wide time">${renderSparkline(campaign)}</td>
<td class="n"><span class="bitbar"><svg aria-hidden="true"><rect class="fill" width="${width}%" height="100%"/></svg>${formatBitsSum(campaign.bits)}</span></td>
</tr>`;
}

/** What stands in place of campaigns when there are none. */
export function renderNothingFound(report: HuntReport): Html {
  const { thresholds, explained } = report;
  const groups = explained.length;
  return html`
<section class="nothing">
<h2>No group of accounts qualifies</h2>
<p>None reached ${thresholds.watch} bits with two kinds of links, a sign of extraction and no benign explanation.${
    groups === 0
      ? null
      : ` ${formatPlural(groups, 'group')} acted together and ${groups === 1 ? 'is' : 'are'} explained as benign; see below.`
  }</p>
<p class="quiet">That is not proof of absence: a campaign of fewer than four owners, or one that paraphrases every prompt and shares nothing, would not be seen. Where identity fields are absent (below), linking is weaker.</p>
</section>`;
}
