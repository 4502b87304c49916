// SPDX-License-Identifier: Apache-2.0
import { type Campaign, type HuntReport, TECHNIQUES } from '@stillwatch/core';
import { SLOT } from '@stillwatch/server/hunt';
import { renderEvidence } from './evidence-view.ts';
import {
  formatBitsSum,
  formatClock,
  formatCompact,
  formatCount,
  formatDay,
  formatDuration,
  formatP,
  formatPercent,
  formatPlural,
  formatUsd,
} from './format.ts';
import { renderGraph } from './graph-view.ts';
import { type Html, html } from './html.ts';
import { measureDelay } from './summary.ts';
import { renderTimeline } from './timeline-view.ts';
import { showUnseen } from './visible.ts';

/** Longest account id shown; the JSON report has it whole. */
const MOST_ID = 256;
const MOST_EXEMPLAR = 4_000;

export function renderCampaign(campaign: Campaign, thresholds: HuntReport['thresholds']): Html {
  return html`
<article id="${campaign.id}" class="campaign">
<header>
<h2>${campaign.name} ${renderTier(campaign.tier)}</h2>
<p class="quiet"><code>${campaign.id}</code> · ${formatBitsSum(campaign.bits)} bits · p = ${renderP(campaign.pValue)} · ${formatDay(campaign.firstSeen)} ${formatClock(campaign.firstSeen)} to ${formatDay(campaign.lastSeen)} ${formatClock(campaign.lastSeen)}${campaign.knownSince === null ? '' : ` · known since ${formatDay(campaign.knownSince)}`}</p>
</header>
${renderFigures(campaign)}
${renderTimeline(campaign)}
<div class="pair">
<div>${renderGraph(campaign) ?? html`<p class="quiet ungraphed">No links between two accounts to draw: what holds these together is evidence about the whole group.</p>`}</div>
<div>${renderTechniques(campaign)}${renderCapabilities(campaign)}</div>
</div>
${renderEvidence(campaign, thresholds)}
${renderTemplates(campaign)}
${renderAccounts(campaign)}
</article>`;
}

export function renderTier(tier: Campaign['tier']): Html {
  const filled = { confirmed: 3, probable: 2, watch: 1 }[tier];
  return html`<span class="tier ${tier}"><svg viewBox="0 0 22 8" aria-hidden="true">${[0, 1, 2].map((i) => html`<circle class="${i < filled ? 'on' : 'off'}" cx="${4 + 7 * i}" cy="4" r="2.6"/>`)}</svg>${tier}</span>`;
}

/** `5.5e-4` as people write it. */
function renderP(p: number): Html {
  const [digits, exponent] = formatP(p).split('e');
  return exponent === undefined ? html`${digits!}` : html`${digits!} × 10<sup>${exponent.replace('-', '−')}</sup>`;
}

function renderFigures(campaign: Campaign): Html {
  const { harvest } = campaign;
  const delay = measureDelay(campaign);
  const days = Math.max(1, (Date.parse(campaign.lastSeen) - Date.parse(campaign.firstSeen)) / 86_400_000);
  const each = campaign.exchanges / Math.max(1, campaign.accounts.length);
  return html`
<dl class="figures">
<div><dt>accounts</dt><dd>${formatCount(campaign.accounts.length)}</dd><dd class="quiet">${formatCompact(Math.round(each * 10) / 10)} exchanges each</dd></div>
<div><dt>exchanges</dt><dd>${formatCount(campaign.exchanges)}</dd><dd class="quiet">${formatCompact(Math.round(campaign.exchanges / days))} a day</dd></div>
<div><dt>answers taken</dt><dd>${formatCompact(harvest.outputTokens)} <small>tokens</small></dd><dd class="quiet">${formatCompact(harvest.inputTokens)} tokens asked</dd></div>
<div><dt>list price</dt><dd>${harvest.listPriceUsd === null ? 'unknown' : formatUsd(harvest.listPriceUsd, harvest.listPriceUsd < 1000)}</dd><dd class="quiet">${harvest.listPriceUsd === null ? 'no public price of a model' : 'of the models used'}</dd></div>
<div><dt>${delay === null ? 'evidence' : 'detected after'}</dt><dd>${delay === null ? 'too weak yet' : formatDuration(delay)}</dd><dd class="quiet">${delay === null ? 'to act on; watch it' : `${formatDay(campaign.detectedAt)} ${formatClock(campaign.detectedAt)}`}</dd></div>
</dl>`;
}

function renderTechniques(campaign: Campaign): Html | null {
  if (campaign.techniques.length === 0) return null;
  return html`
<h3>Techniques</h3>
<ul class="bars">${campaign.techniques.map(({ id, exchanges, atlas }) => {
    const known = TECHNIQUES.find((technique) => technique.id === id);
    return html`<li>${renderShare(known?.title ?? id, exchanges, campaign.exchanges)}<small>${known === undefined ? null : `${known.about} `}${atlas.map((code) => html`<code>${code}</code> `)}</small></li>`;
  })}</ul>`;
}

function renderCapabilities(campaign: Campaign): Html | null {
  const { capabilities } = campaign.harvest;
  if (capabilities.length === 0) return null;
  return html`
<h3>Capabilities harvested</h3>
<ul class="bars">${capabilities
    .toSorted((a, b) => b.exchanges - a.exchanges)
    .map(({ name, exchanges }) => html`<li>${renderShare(name, exchanges, campaign.exchanges)}</li>`)}</ul>
<p class="quiet small">One exchange can serve several.</p>`;
}

/** A named bar of a share. */
export function renderShare(name: string, part: number, whole: number, note: string | null = null): Html {
  const share = whole === 0 ? 0 : part / whole;
  const width = Math.round(Math.min(1, share) * 1000) / 10;
  return html`<span class="share"><span>${name}</span><span class="count">${note ?? `${formatCount(part)} `}${note === null ? html`<b>${formatPercent(share)}</b>` : null}</span></span><svg class="sharebar" aria-hidden="true"><rect class="rail" width="100%" height="100%"/><rect class="fill" width="${width}%" height="100%"/></svg>`;
}

function renderTemplates(campaign: Campaign): Html | null {
  if (campaign.templates.length === 0) return null;
  return html`
<h3>Prompt templates, with what differs masked</h3>
<ul class="templates">${campaign.templates.map(
    (template) => html`<li>
<p class="quiet small"><code>${template.id}</code> ${formatPlural(template.accounts, 'account')} · ${formatPlural(template.exchanges, 'exchange')} · ${formatPlural(template.distinctTexts, 'different text')}</p>
${template.exemplar === null ? html`<p class="quiet">Too few readable examples to show its common words without showing a customer’s.</p>` : html`<blockquote>${maskSlots(showUnseen(template.exemplar, MOST_EXEMPLAR))}</blockquote>`}
</li>`,
  )}</ul>`;
}

/** Slots as chips, words as words. */
function maskSlots(exemplar: string): Html[] {
  const words = exemplar.split(SLOT);
  return words.map(
    (text, i) =>
      html`${text}${i < words.length - 1 ? html`<span class="slot" title="differs from exchange to exchange">${SLOT}</span>` : null}`,
  );
}

function renderAccounts(campaign: Campaign): Html {
  const shown = campaign.accounts.map((account) => showUnseen(account, MOST_ID));
  return html`
<details class="accounts">
<summary>${formatPlural(campaign.accounts.length, 'account')}, as in the logs</summary>
<p><button type="button" data-copy="${campaign.id}-accounts" hidden>Copy the list</button><span class="copied quiet" role="status"></span></p>
<div class="scroll" tabindex="0" role="region" aria-label="${`Accounts of ${campaign.name}`}"><pre id="${campaign.id}-accounts">${shown.flatMap((account, i) => (i === 0 ? [account] : [NEWLINE, account]))}</pre></div>
</details>`;
}

/** A real line break; any in an account id has been made visible. */
const NEWLINE: Html = { markup: '\n' };
