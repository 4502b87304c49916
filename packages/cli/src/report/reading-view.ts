// SPDX-License-Identifier: Apache-2.0
import { ERROR_CODES, type HuntReport } from '@stillwatch/core';
import { renderShare } from './campaign-view.ts';
import { formatCount, formatDuration, formatKind, formatPercent, formatPlural } from './format.ts';
import { bindUnits, type Html, html } from './html.ts';
import { sumExplained } from './summary.ts';
import { showUnseen } from './visible.ts';

const MOST_SAMPLE = 400;
/** More groups of a kind than this are folded away. */
const FOLD_ABOVE = 4;

export function renderExplained(report: HuntReport): Html | null {
  const kinds = sumExplained(report);
  if (kinds.length === 0) return null;
  return html`
<section>
<h2>Groups explained as benign</h2>
<p class="quiet">They act together, and something ordinary explains it: nothing is held against them.</p>
<ul class="explained">${kinds.map(
    (
      kind,
    ) => html`<li><p><b>${formatKind(kind.kind)}</b>: ${formatPlural(kind.groups, 'group')}, ${formatPlural(kind.accounts, 'account')}</p>
${
  kind.groups <= FOLD_ABOVE
    ? renderStatements(kind.statements)
    : html`<details><summary>what was seen</summary>${renderStatements(kind.statements)}</details>`
}</li>`,
  )}</ul>
</section>`;
}

function renderStatements(statements: readonly { accounts: number; statement: string }[]): Html {
  return html`<ul>${statements.map((group) => html`<li><span class="n">${formatCount(group.accounts)}</span><span>${bindUnits(group.statement)}</span></li>`)}</ul>`;
}

export function renderGuide(report: HuntReport): Html {
  const { watch, probable, confirmed } = report.thresholds;
  return html`
<section>
<h2>How to read this</h2>
<ol class="guide">
<li>Evidence is counted in <b>bits</b>: how much likelier an observation is if one operator runs these accounts than if ordinary customers do; ten bits are a factor of a thousand, and bits add up.</li>
<li>A <b>benign explanation</b> takes bits off, and where one holds the group is no campaign.</li>
<li>A campaign is on <b>watch</b> from ${watch} bits, <b>probable</b> from ${probable} and <b>confirmed</b> from ${confirmed}, and only if two kinds of links and a sign of extraction are there.</li>
<li>The <b>p-value</b> is the share of all other accounts that score as high as the campaign’s median member.</li>
<li>All of this is about traffic, not about who is behind it: coordination is not guilt, the stated error rate applies, and a person decides what follows.</li>
</ol>
</section>`;
}

export function renderReading(report: HuntReport): Html {
  const { read, calibration, timings } = report;
  const seconds = Object.values(timings).reduce((sum, value) => sum + value, 0);
  const absent = Object.entries(read.absent).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return html`
<section>
<h2>What was read</h2>
<dl class="facts">
<div><dt>exchanges</dt><dd>${formatCount(read.exchanges)}</dd></div>
<div><dt>accounts</dt><dd>${formatCount(report.accounts)}</dd></div>
<div><dt>files</dt><dd>${formatCount(read.files)}${Object.entries(read.formats).map(([format, files]) => html` <span class="chip">${format} ${formatCount(files)}</span>`)}</dd></div>
<div><dt>rejected</dt><dd>${formatCount(read.rejected)}</dd></div>
<div><dt>duplicates</dt><dd>${formatCount(read.duplicates)}</dd></div>
<div><dt>time taken</dt><dd>${formatDuration(seconds * 1000)}</dd></div>
</dl>
${renderProblems(report)}
<div class="pair">
<div>
<h3>Identity fields that were absent</h3>
<p class="quiet small">Links by identity are weaker where a field is missing.</p>
<ul class="bars compact">${absent.map(([field, share]) => html`<li>${renderShare(formatKind(field), share, 1, formatPercent(share))}</li>`)}</ul>
</div>
<div>
<h3>Calibration</h3>
<p>${capitalise(calibration.method)}; ${formatPlural(calibration.units, 'account')}, threshold ${calibration.threshold} bits. Measured rate ${formatPercent(calibration.falsePositiveRate)}, 95 % interval ${formatPercent(calibration.interval[0])} to ${formatPercent(calibration.interval[1])}.</p>
</div>
</div>
</section>`;
}

function renderProblems(report: HuntReport): Html | null {
  const { problems } = report.read;
  if (problems.length === 0) return null;
  return html`
<h3>Problems while reading</h3>
<ul class="problems">${problems.map(
    ({
      code,
      count,
      samples,
    }) => html`<li><code>${code}</code> <b>${formatCount(count)}</b> <span class="quiet">${(ERROR_CODES as Record<string, string>)[code] ?? null}</span>
<pre>${samples.map((sample, i) => html`${i === 0 ? null : NEWLINE}${showUnseen(sample, MOST_SAMPLE)}`)}</pre></li>`,
  )}</ul>`;
}

const NEWLINE: Html = { markup: '\n' };

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
