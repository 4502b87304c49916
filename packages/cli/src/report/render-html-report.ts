// SPDX-License-Identifier: Apache-2.0
import type { HuntReport } from '@stillwatch/core';
import { renderCampaign } from './campaign-view.ts';
import { CLIENT_SCRIPT } from './client-script.ts';
import { hashSource, html, trustMarkup } from './html.ts';
import { renderMasthead, renderNothingFound, renderOverview } from './overview-view.ts';
import { renderExplained, renderGuide, renderReading } from './reading-view.ts';
import { buildStyle } from './style.ts';
import { summariseFindings } from './summary.ts';

export interface HtmlReportOptions {
  /** A line that stands above everything, such as "simulated data". */
  readonly notice?: string | undefined;
}

/**
 * One HTML file that needs nothing else: style and script are inside and named by hash in its
 * Content-Security-Policy, so nothing that was read from logs can run or load anything.
 * The same report gives the same bytes.
 */
export function renderHtmlReport(report: HuntReport, options: HtmlReportOptions = {}): string {
  const style = buildStyle();
  const policy = `default-src 'none'; style-src '${hashSource(style)}'; script-src '${hashSource(CLIENT_SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const { campaigns } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="Stillwatch">
<meta http-equiv="Content-Security-Policy" content="${trustMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${summariseFindings(report).join(' · ')} – Stillwatch hunt report</title>
<style>${trustMarkup(style)}</style>
</head>
<body>
<a class="skip" href="#found">Skip to the findings</a>
<main>
${renderMasthead(report, options.notice ?? null)}
<div id="found" tabindex="-1">
${renderOverview(campaigns)}
${campaigns.length === 0 ? renderNothingFound(report) : campaigns.map((campaign) => renderCampaign(campaign, report.thresholds))}
</div>
${renderExplained(report)}
${renderGuide(report)}
${renderReading(report)}
<footer class="quiet"><p>Written by <code>stillwatch hunt</code>. This file holds all it shows and loads nothing from anywhere. Unseen characters in names are written as \\u{…}; the JSON report has them as they were.</p></footer>
</main>
<script>${trustMarkup(CLIENT_SCRIPT)}</script>
</body>
</html>
`.markup;
}
