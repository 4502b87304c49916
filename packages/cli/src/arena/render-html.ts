// SPDX-License-Identifier: Apache-2.0
import type { ArenaResult, Totals } from '@stillwatch/arena';
import { formatCount, formatPercent, formatPlural } from '../report/format.ts';
import { bindUnits, hashSource, type Html, html, trustMarkup } from '../report/html.ts';
import { buildStyle } from '../report/style.ts';
import {
  ABOUT_FAIRNESS,
  ABOUT_INTERVALS,
  CAVEAT,
  listAccusedKinds,
  listFailures,
  orDash,
  outOf,
  writeFairness,
  writeHours,
  writeLeak,
  writeRate,
} from './words.ts';

const EXTRA = '.wide-table{overflow-x:auto}.wide-table .overview{font-size:.86rem}.failures li{padding:2px 0}';

/** One HTML file that needs nothing else and runs nothing. The same result gives the same bytes. */
export function renderArenaReport(result: ArenaResult): string {
  const style = `${buildStyle()}\n${EXTRA}`;
  const policy = `default-src 'none'; style-src '${hashSource(style)}'; base-uri 'none'; form-action 'none'`;
  const own = result.totals[0]!;
  const title = `${own.name}: ${outOf(own.found, own.campaigns)} campaigns found, ${outOf(own.accountFpr.accused, own.accountFpr.accounts)} benign accounts accused`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="Stillwatch">
<meta http-equiv="Content-Security-Policy" content="${trustMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Stillwatch arena</title>
<style>${trustMarkup(style)}</style>
</head>
<body>
<main>
<header class="masthead">
<p class="brand"><b>Stillwatch</b> arena<span class="quiet">${formatPlural(result.scenarios.length, 'scenario')} · seeds ${result.seeds.join(', ')} · scale ${result.scale}</span></p>
<p class="notice">${CAVEAT}</p>
<h1>${title}</h1>
<p class="lead">${bindUnits(ABOUT_INTERVALS)} <span class="quiet">${ABOUT_FAIRNESS}</span></p>
</header>
${renderFailures(result)}
${result.scenarios.length > 1 ? renderTable('All scenarios', null, result.totals) : null}
${result.scenarios.map(({ name, about, days, heldOut, totals }) => renderTable(name, `${about} ${formatPlural(days, 'day')}.${heldOut ? ' Held out: nothing was tuned on this family.' : ''}`, totals))}
${renderLevels(result.totals)}
${renderRates(result.totals)}
<footer class="quiet"><p>Written by <code>stillwatch arena</code>. This file holds all it shows and loads nothing from anywhere.</p></footer>
</main>
</body>
</html>
`.markup;
}

function renderTable(title: string, about: string | null, totals: readonly Totals[]): Html {
  return html`
<section>
<h2>${title}</h2>
${about === null ? null : html`<p class="quiet">${about}</p>`}
<div class="wide-table"><table class="overview">
<thead><tr><th scope="col">detector</th><th scope="col">campaigns found</th><th scope="col" class="n">accounts</th><th scope="col" class="n">false groups</th><th scope="col" class="n">benign accused</th><th scope="col" class="n">ever</th><th scope="col" class="n">B³ F</th><th scope="col" class="n">leaked</th><th scope="col" class="n">hours</th><th scope="col" class="n">µs/exchange</th></tr></thead>
<tbody>${totals.map(
    (of) => html`<tr>
<th scope="row">${of.name}</th><td>${renderBar(of.recall ?? 0)} ${outOf(of.found, of.campaigns)}</td><td class="n">${orDash(of.accountRecall, formatPercent)}</td>
<td class="n">${outOf(of.falseGroups, of.groups)}</td><td class="n">${outOf(of.accountFpr.accused, of.accountFpr.accounts)}<br><small class="quiet">${writeRate(of.accountFpr)}</small></td><td class="n">${formatCount(of.everAccused.accused)}</td>
<td class="n">${orDash(of.bCubed, ({ f }) => f.toFixed(2))}</td><td class="n">${orDash(of.leakedShare, formatPercent)}</td><td class="n">${orDash(of.hours, writeHours)}</td><td class="n">${of.microsPerExchange.toFixed(1)}</td>
</tr>`,
  )}</tbody>
</table></div>
</section>`;
}

function renderBar(share: number): Html {
  return html`<svg class="sharebar" aria-hidden="true"><rect class="rail" width="100%" height="100%"/><rect class="fill" width="${Math.round(share * 100)}%" height="100%"/></svg>`;
}

function renderFailures(result: ArenaResult): Html {
  return html`
<section>
<h2>Failures</h2>
${listFailures(result).map(
  ({ detector, missed, falseGroups }) => html`
<h3>${detector}: ${formatPlural(missed.length, 'campaign')} missed, ${formatPlural(falseGroups.length, 'false group')}</h3>
<ul class="failures">${missed.map((text) => html`<li><span class="chip">missed</span> ${text}</li>`)}${falseGroups.map((text) => html`<li><span class="chip">false</span> ${text}</li>`)}</ul>`,
)}
</section>`;
}

function renderLevels(totals: readonly Totals[]): Html | null {
  const rows = totals.flatMap(({ name, levels }) => Object.entries(levels).map(([level, of]) => ({ name, level, of })));
  if (rows.length === 0) return null;
  return html`
<section>
<h2>By level of evasion</h2>
<div class="wide-table"><table class="overview">
<thead><tr><th scope="col">detector</th><th scope="col">level</th><th scope="col">found</th><th scope="col" class="n">accounts</th><th scope="col" class="n">leaked</th><th scope="col" class="n">hours</th></tr></thead>
<tbody>${rows.map(({ name, level, of }) => html`<tr><th scope="row">${name}</th><td>${level}</td><td>${renderBar(of.recall ?? 0)} ${outOf(of.found, of.campaigns)}</td><td class="n">${orDash(of.accountRecall, formatPercent)}</td><td class="n">${writeLeak(of)}</td><td class="n">${orDash(of.hours, writeHours)}</td></tr>`)}</tbody>
</table></div>
</section>`;
}

function renderRates(totals: readonly Totals[]): Html {
  return html`
<section>
<h2>Benign accounts</h2>
<ul class="explained">${totals.map((of) => {
    const kinds = listAccusedKinds(of);
    return html`<li><b>${of.name}</b>: accused ${writeRate(of.accountFpr)}, at any analysis ${writeRate(of.everAccused)}; fairness ${writeFairness(of)}${kinds.length === 0 ? null : html`<br><span class="quiet">${kinds.join(', ')}</span>`}</li>`;
  })}</ul>
</section>`;
}
